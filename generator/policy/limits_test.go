package policy_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"policyarchive/generator/internal/hostile"
	"policyarchive/generator/policy"
)

// TestLimits holds each limit: what reaches it is a text, what is beyond it is
// refused, with the place where that begins.
func TestLimits(t *testing.T) {
	many := func(n int, unit string) string { return strings.Repeat(unit, n) }
	numbered := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for name, c := range map[string]struct {
		limit int
		of    func(n int) string
		want  string
	}{
		"bytes": {policy.MostBytes, func(n int) string { return many(n, "a") },
			"policy.md:1:524289: more than 524,288 bytes"},
		"lines": {policy.MostLines, func(n int) string { return many(n, "\n") },
			"policy.md:20001:1: more than 20,000 lines"},
		"pipes": {policy.MostPipes, func(n int) string { return many(n, "|") },
			"policy.md:1:20001: more than 20,000 signs between cells"},
		"words": {policy.MostWords, func(n int) string { return many(n, "a ") },
			"policy.md:1:1: more than 150,000 words and signs"},
		"paragraphs": {policy.MostBlocks, func(n int) string { return many(n, "- a\n") },
			"policy.md:10001:3: more than 10,000 paragraphs, items and cells"},
		"sections": {policy.MostSections, func(n int) string { return many(n, "# a\n\nb\n\n") },
			"policy.md:2001:3: more than 500 sections"},
		"heading": {policy.MostHeading, func(n int) string { return "a\n\n## " + many(n, "a") },
			"policy.md:3:4: more than 4,000 bytes of a heading"},
		"terms": {policy.MostTerms, func(n int) string { return numbered(n, "We (\"Firm %d\") keep it.\n\n") },
			"policy.md:1001:5: more than 500 defined terms"},
		"depth": {32, func(n int) string { return "---\ntitle: " + many(n, "[") + many(n, "]") + "\n---\n\na\n" },
			"policy.md:2:40: more than 32 values within each other"},
		"aliases": {10, func(n int) string { return "---\na: &a b\n" + numbered(n, "b%d: *a\n") + "---\n\na\n" },
			"policy.md:13:5: more than 10 aliases"},
		"front": {policy.MostFrontMatter - 3, func(n int) string { return "---\na: " + many(n-1, "b") + "\n---\n\na\n" },
			"policy.md:2:16385: more than 16,384 bytes of front matter"},
	} {
		if _, err := policy.ParseWithin("policy.md", []byte(c.of(c.limit))); err != nil {
			t.Errorf("%s: %d are refused: %v", name, c.limit, err)
		}
		_, err := policy.ParseWithin("policy.md", []byte(c.of(c.limit+1)))
		var excess *policy.Excess
		if !errors.As(err, &excess) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: one more: %v, want %s", name, err, c.want)
		}
	}
}

// TestMarksThatLeadNowhere: a paragraph of nothing but marks is refused where they
// cost too much, and is text in an archive that has it.
func TestMarksThatLeadNowhere(t *testing.T) {
	for _, unit := range []string{"[a](", "_a ", "[^", "a <? "} {
		source := []byte(strings.Repeat(unit, 100_000/len(unit)))
		_, err := policy.ParseWithin("policy.md", source)
		var excess *policy.Excess
		if unit != "_a " && !errors.As(err, &excess) {
			t.Errorf("%q is not refused: %v", unit, err)
		}
		if d := policy.Parse("policy.md", source); len(d.Blocks) == 0 {
			t.Errorf("%q is lost", unit)
		}
	}
}

// TestHonestTextIsWithin: a text as policies are, as large as one can be, is within
// all other limits.
func TestHonestTextIsWithin(t *testing.T) {
	source := []byte(hostile.Honest(policy.MostBytes - 1000))
	d, err := policy.ParseWithin("policy.md", source)
	if err != nil || len(d.Sections) < 100 {
		t.Fatal(len(d.Sections), err)
	}
}

// TestRead reads no more than a text may have.
func TestRead(t *testing.T) {
	if data, err := policy.ReadUpTo(policy.MostBytes, "a.md",
		bytes.NewReader(make([]byte, policy.MostBytes))); err != nil || len(data) != policy.MostBytes {
		t.Error(len(data), err)
	}
	endless := endlessReader{}
	if _, err := policy.ReadUpTo(policy.MostBytes, "a.md", endless); err == nil ||
		!strings.Contains(err.Error(), "a.md:1:") {
		t.Error(err)
	}
}

type endlessReader struct{}

func (endlessReader) Read(p []byte) (int, error) { return copy(p, "a"), nil }
