package pages

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestPageNames(t *testing.T) {
	long := strings.Repeat("how-we-keep-", 30) + "it"
	for _, x := range []struct{ anchors, names string }{
		{"security", "security"},
		{"Data data DATA", "data data-2 data-3"},
		{"con NUL com1 lpt9 aux.txt com10", "con-section nul-section com1-section lpt9-section aux-txt com10"},
		{"é e\u0301", "é é-2"},
		{"ὄρος ὄροσ", "ὄρος ὄροσ-2"},
		{"straße strasse", "straße strasse-2"},
		{"... ../x %2e", "section x 2e"},
		{long + " " + long + "s", strings.Repeat("how-we-keep-", 10)[:119] + " " +
			strings.Repeat("how-we-keep-", 10)[:119] + "-2"},
		{strings.Repeat("隐", 85), strings.Repeat("隐", 40)},
		{strings.Repeat("隐", 80), strings.Repeat("隐", 80)}, // as it ever was
	} {
		names, got := pageNames{}, []string{}
		for _, anchor := range strings.Fields(x.anchors) {
			got = append(got, names.of(anchor))
		}
		if strings.Join(got, " ") != x.names {
			t.Errorf("%.80q are called %q, not %q", x.anchors, got, x.names)
		}
	}
}

// TestPageNamesAreFileNames: every anchor has a name that any file system holds,
// and that no other has, also where case and normal forms are one.
func TestPageNamesAreFileNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names, seen := pageNames{}, map[string]bool{}
		for _, anchor := range rapid.SliceOfN(rapid.OneOf(rapid.String(),
			rapid.StringMatching(`(con|nul|Data|de\x{301}ja|ДАННЫЕ|隐私|\x{1f468}\x{200d}\x{1f469}|-|_|\.){0,90}`)), 1, 20).Draw(t, "anchors") {
			name := names.of(anchor)
			key := norm.NFD.String(strings.ToLower(strings.ToUpper(name)))
			if seen[key] || name == "" || len(name) > 250 || !utf8.ValidString(name) ||
				strings.ContainsAny(name, `/\:*?"<>| .`) || strings.HasPrefix(name, "-") {
				t.Fatalf("%q is called %q", anchor, name)
			}
			seen[key] = true
		}
	})
}
