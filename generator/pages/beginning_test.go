package pages

import (
	"strings"
	"testing"

	"policyarchive/generator/policy"
)

func TestFirstWords(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"We keep what you send us for a month, and no longer.", "We keep what you send us for a month, and no longer."},
		{strings.Repeat("We keep data. ", 20), strings.TrimSuffix(strings.Repeat("We keep data. ", 4), " ") + " …"},
		{strings.Repeat("情報を守ります。", 100), strings.Repeat("情報を守ります。", 50) + "…"},
		{strings.Repeat("+1", 5000), strings.Repeat("+1", 200) + "…"},
	} {
		if got := firstWords(policy.Parse("x.md", []byte("# P\n\n## Q\n\n"+test.text+"\n")), 12); got != test.want {
			t.Errorf("%.40q… begins with %q, want %q", test.text, got, test.want)
		}
	}
}
