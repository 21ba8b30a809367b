package capture

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func rules(r *Restored) []string {
	var s []string
	for _, n := range r.Restorations {
		if !slices.Contains(s, n.Rule) {
			s = append(s, n.Rule)
		}
	}
	return s
}

func TestTrakt2016(t *testing.T) {
	r := restoreFile(t, filepath.Join(histories(t), "trakt", "2016-11-04.md"), Options{})
	text := string(r.Text)
	if !strings.HasPrefix(text, "# Privacy policy - Trakt.tv\n\nTrakt provides this") {
		t.Errorf("the text begins with %.80q", text)
	}
	for _, want := range []string{
		"[http://trakt.tv/privacy](https://trakt.tv/privacy)", "[account settings](https://trakt.tv/settings)",
		"\n\n## **1.** Information Collection:", "\n\n## **7.** Contacting Us\n",
		"\n\n**Trakt Users.** ", "\n\n**Business Transfers.** ", "[support@trakt.tv](mailto:support@trakt.tv)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q", want)
		}
	}
	if strings.Contains(text, "web.archive.org") || strings.Contains(text, "\n ") || strings.Contains(text, "##  ") {
		t.Error("the text still has marks of the capture")
	}
	if want := time.Date(2016, 11, 4, 4, 45, 42, 0, time.UTC); !r.Captured.Equal(want) || r.DayOnly {
		t.Errorf("captured %v (day only: %v), want %v", r.Captured, r.DayOnly, want)
	}
	if r.Original != "https://trakt.tv/privacy" ||
		r.Archived != "https://web.archive.org/web/20161104044542id_/https%3A//trakt.tv/privacy" {
		t.Errorf("original %q, archived %q", r.Original, r.Archived)
	}
	if diff := cmp.Diff([]Restoration{
		{Rule: "link", Line: 5, Count: 1, Was: "https://web.archive.org/privacy", Now: "https://trakt.tv/privacy"},
		{Rule: "link", Line: 31, Count: 1, Was: "https://web.archive.org/settings", Now: "https://trakt.tv/settings"},
		{Rule: "space", Line: 7, Count: 7, Note: "doubled blanks after the mark of a heading removed"},
		{Rule: "space", Line: 21, Count: 4, Note: "blanks before a paragraph removed"},
	}, r.Restorations[1:]); diff != "" {
		t.Errorf("restorations (-want +got):\n%s", diff)
	}
	if len(r.Doubts) > 0 {
		t.Errorf("doubts: %q", r.Doubts)
	}
}

func TestTrakt2012(t *testing.T) {
	r := restoreFile(t, filepath.Join(histories(t), "trakt", "2012-10-19.md"), Options{})
	text := string(r.Text)
	if !strings.HasPrefix(text, "# Privacy Policy - trakt\n\ntrakt provides this") ||
		!strings.HasSuffix(text, "(mailto:support@trakt.tv).\n") {
		t.Errorf("the text is %.60q … %q", text, text[len(text)-60:])
	}
	if !strings.Contains(text, `"[account settings](http://trakt.tv/settings)".`) || strings.Contains(text, "loading") {
		t.Error("a link or the residue was not restored")
	}
	if diff := cmp.Diff([]string{"notice", "link", "residue", "space"}, rules(r)); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
}

// The capture of 2010 is the page itself; that of 2012 its text as somebody
// else extracted it. Both are one text, but for what that extraction lost.
func TestTraktPageAgainstExtraction(t *testing.T) {
	dir := filepath.Join(histories(t), "trakt")
	page := restoreFile(t, filepath.Join(dir, "2010-11-13.html"), Options{})
	extracted := restoreFile(t, filepath.Join(dir, "2012-10-19.md"), Options{})
	want := strings.Split(strings.TrimSpace(string(page.Text)), "\n\n")
	got := strings.Split(strings.TrimSpace(string(extracted.Text)), "\n\n")
	if want[0] != "# Privacy Policy" || got[0] != "# Privacy Policy - trakt" {
		t.Errorf("titles %q and %q", want[0], got[0])
	}
	want = slices.DeleteFunc(want[1:], func(p string) bool {
		return p == "## **5.** Security" || p == "## **7.** Contacting Us"
	})
	if diff := cmp.Diff(want, got[1:]); diff != "" {
		t.Errorf("page and extraction (-page +extraction):\n%s", diff)
	}
	if n := strings.Count(string(page.Text), "\n## **"); n != 7 {
		t.Errorf("%d headings, want 7:\n%s", n, page.Text)
	}
	if len(page.Doubts) > 0 {
		t.Errorf("doubts: %q", page.Doubts)
	}
}
