package compare_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"policyarchive/generator/compare"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

func TestSentence(t *testing.T) {
	for want, v := range map[string]compare.Verdict{
		"The two texts are identical.":                {Kind: compare.Identical},
		"Only the presentation changed; no word did.": {Kind: compare.Presentation},
		"Wording changed in 1 of 7 sections (+2 −1 words).": {Kind: compare.Wording, Changed: 1,
			Of: 7, WordsAdded: 2, WordsRemoved: 1},
		"Wording changed in the only section (+1 −0 words).": {Kind: compare.Wording, Changed: 1,
			Of: 1, WordsAdded: 1},
		"Wording changed in 2 of 7 sections, 1 section added, 2 removed (+9 −8 words).": {Kind: compare.Sections, Changed: 2,
			Of: 7, Added: 1, Removed: 2, WordsAdded: 9, WordsRemoved: 8},
		"2 sections added (+5 −0 words).":  {Kind: compare.Sections, Added: 2, Of: 7, WordsAdded: 5},
		"1 section removed (+0 −5 words).": {Kind: compare.Sections, Removed: 1, Of: 7, WordsRemoved: 5},
		"1 section added, 3 removed (+4 −5 words).": {Kind: compare.Sections, Added: 1, Removed: 3, Of: 7, WordsAdded: 4,
			WordsRemoved: 5},
	} {
		if got := v.Sentence(); got != want {
			t.Errorf("%+v:\n%s, want\n%s", v, got, want)
		}
	}
}

func written(t *testing.T, s compare.Style, before, after string) string {
	t.Helper()
	old, new := policy.Parse("old.md", []byte(before)), policy.Parse("new.md", []byte(after))
	tracker := lineage.New()
	tracker.Add(old, nil)
	tracker.Add(new, nil)
	var b bytes.Buffer
	s.Write(&b, weave.Compare(old, new))
	return b.String()
}

const (
	before = "# P\n\n## One *star*\n\nWe keep `<b>` and \\_it\\_ for [ten days](/a) only.\n\n## Same\n\nNothing.\n"
	after  = "# P\n\n## One *star*\n\nWe keep `<i>` and \\_it\\_ for [ten days](/b) only, # really.\n\n## " +
		"Same\n\nNothing.\n"
)

func TestPlain(t *testing.T) {
	got := written(t, compare.Plain(), before, after)
	for _, want := range []string{"{+, # really+}", "One star  #one-star: wording changed", "ten days: /a -> /b"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "Same") {
		t.Errorf("an unchanged section is shown:\n%s", got)
	}
}

// What the text holds is never read as Markdown or HTML.
func TestMarkdownIsSafe(t *testing.T) {
	got := written(t, compare.Markdown(), before, after)
	bare := regexp.MustCompile(`</?(?:ins|del)>`).ReplaceAllString(got, "")
	for _, forbidden := range []string{"<", " _it_", " # "} {
		if strings.Contains(bare, forbidden) {
			t.Errorf("%q stands in\n%s", forbidden, got)
		}
	}
	if !strings.Contains(got, `<ins>, \# really</ins>`) {
		t.Errorf("no insertion in\n%s", got)
	}
}

// Every colour is taken back before the line ends.
func TestColouredLinesEndPlain(t *testing.T) {
	got := written(t, compare.Coloured(nil), before, after)
	if !strings.Contains(got, "\x1b[32;4m, # really\x1b[0m") {
		t.Errorf("no insertion in\n%q", got)
	}
	for _, line := range strings.Split(got, "\n") {
		if codes := regexp.MustCompile("\x1b\\[[0-9;]*m").FindAllString(line, -1); len(codes) > 0 &&
			codes[len(codes)-1] != "\x1b[0m" {
			t.Errorf("the line stays coloured: %q", line)
		}
	}
}

func TestLongUnchangedStretchesAreShortened(t *testing.T) {
	long := strings.Repeat("word ", 60)
	got := written(t, compare.Plain(), "# P\n\n"+long+"old "+long+".\n", "# P\n\n"+long+"new "+long+".\n")
	if n := len(regexp.MustCompile(`\bword\b`).FindAllString(got, -1)); n != 24 {
		t.Errorf("%d words are printed, want 12 on either side:\n%s", n, got)
	}
	if !strings.Contains(got, "… word") || !strings.Contains(got, "[-old-] {+new+}") {
		t.Errorf("got\n%s", got)
	}
}
