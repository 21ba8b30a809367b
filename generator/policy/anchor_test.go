package policy_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"policyarchive/generator/policy"
)

// TestLongTitlesHaveShortAnchors: a title of any length makes an anchor that can be
// the name of a folder.
func TestLongTitlesHaveShortAnchors(t *testing.T) {
	for _, x := range []struct{ title, anchor string }{
		{"Security", "security"},
		{strings.Repeat("When you hand a parcel over to us ", 9),
			"when-you-hand-a-parcel-over-to-us-when-you-hand-a-parcel-over-to-us-when-you-hand-a-parcel-over-to-us-when-you-hand-a"},
		{strings.Repeat("隐私政策", 30), strings.Repeat("隐私政策", 10)},
		{strings.Repeat("о", 140), strings.Repeat("о", 60)},
		{strings.Repeat("नि", 70), strings.Repeat("नि", 20)},
		{strings.Repeat("a", 119) + " b", strings.Repeat("a", 119)},
		{"12." + strings.Repeat("3.", 100), "section-12" + strings.Repeat("-3", 55)},
	} {
		doc := policy.Parse("a.md", []byte("## "+x.title+"\n\n## "+x.title+"\n\n## Rest {#"+strings.Repeat("x", 300)+"}\n"))
		if got := doc.Sections[0].Anchor; got != x.anchor || doc.Sections[1].Anchor != x.anchor+"-2" ||
			doc.Sections[2].Anchor != strings.Repeat("x", 300) {
			t.Errorf("%.40q has the anchor %q, not %q", x.title, got, x.anchor)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		anchor := policy.Slug(rapid.StringMatching(`(a|bc|é|e\x{301}|隐|नि|ก็|-|\x{200d}|\x{300}){0,200}`).Draw(t, "title"))
		short := policy.Shorten(anchor)
		next, _ := utf8.DecodeRuneInString(anchor[len(short):])
		if len(short) > 120 || !strings.HasPrefix(anchor, short) || !utf8.ValidString(short) || anchor != "" && short == "" ||
			len(anchor) <= 120 && short != anchor ||
			unicode.IsMark(next) && strings.ContainsFunc(short, func(r rune) bool { return !unicode.IsMark(r) && r != '-' }) &&
				!strings.Contains(anchor, strings.Repeat("\u0300", 20)) {
			t.Fatalf("%q is cut to %q", anchor, short)
		}
	})
}
