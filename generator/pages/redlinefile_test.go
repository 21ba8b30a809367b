package pages

import (
	"testing"
)

// TestRedlineFile: beside a comparison stands its redline for programs, in which a text
// is never read as Markdown.
func TestRedlineFile(t *testing.T) {
	h := archived(t, []string{"2020-01-01", "2021-01-01"}, []string{
		"# P\\_Q\n\n## Logs\n\nWe keep logs for 30 days.\n\n## Same\n\nThis stays.\n",
		"# P\\_Q\n\n## Logs\n\nWe keep logs for 90 days, \\*gladly\\*.\n\n## Same\n\nThis stays.\n"})
	s, _, _ := siteOf(t, h, "2024-01-01", DefaultBounds)
	read := s.Copies["privacy/compare/2020-01-01/2021-01-01/redline.md"]
	if read == nil {
		t.Fatal("there is none")
	}
	got, err := read()
	const want = `# P\_Q: 2020-01-01 → 2021-01-01

<https://privacy.example.org/privacy/compare/2020-01-01/2021-01-01/>

**Wording changed in 1 of 2 sections (+3 −2 words).**

### Logs  _\#logs: wording changed, +3 −2 words_

We keep logs for <del>30 days</del> <ins>90 days, \*gladly\*</ins>.

`
	if err != nil || string(got) != want {
		t.Errorf("%v: %s\nwant %s", err, got, want)
	}
}
