package policy_test

import (
	"strings"
	"testing"

	"policyarchive/generator/policy"
)

// TestForbidden: a character is forbidden, or an isolate has no end, whether it is
// written as itself or as a reference.
func TestForbidden(t *testing.T) {
	const front = "---\ntitle: Privacy\n---\n\n"
	for _, test := range []struct{ text, want string }{
		{"a <b> c", ""},
		{"a \u2066b\u2069 c", ""},
		{"a \u2066b c", "x.md:5:3: U+2066 turns the direction of the text up to U+2069, which does not follow in its " +
			"paragraph"},
		{"é \u2069 c", "x.md:5:3: U+2069 ends a stretch of text in another direction, and none began in its paragraph"},
		{"a \u2066b\n\nc\u2069", "x.md:5:3: U+2066 turns the direction of the text up to U+2069, which does not follow in " +
			"its paragraph"},
		{"`&#8294;` c", ""}, {"    &#8294; c", ""}, {"`&#27;` c", ""},
		{"`x` \u2066 c", "x.md:5:5: U+2066 turns the direction of the text up to U+2069, which does not follow in its " +
			"paragraph"},
		{"\u2066`x` c", "x.md:5:1: U+2066 turns the direction of the text up to U+2069, which does not follow in its " +
			"paragraph"},
		{"`x` &#27; c", "x.md:5:5: &#27; stands for U+001B, which no text may hold"},
		{"`x`&#x202d;`x` c", "x.md:5:4: &#x202d; stands for U+202D, which no text may hold"},
		{"a &#27; c", "x.md:5:3: &#27; stands for U+001B, which no text may hold"},
		{"a &#x202e; c", "x.md:5:3: &#x202e; stands for U+202E, which no text may hold"},
		{"## Data &#x202e;\n\nb", "x.md:5:9: &#x202e; stands for U+202E, which no text may hold"},
	} {
		for begin, end := range map[string]string{"\u2066": "\u2069", "&#8294;": "&#8297;", "&#x2066;": "&#X2069;"} {
			text := front + strings.NewReplacer("\u2066", begin, "\u2069", end).Replace(test.text) + "\n"
			var got []string
			for _, f := range policy.Parse("x.md", []byte(text)).Forbidden([]byte(text)) {
				got = append(got, f.Error())
			}
			if strings.Join(got, "\n") != test.want {
				t.Errorf("%q: %q, want %q", text, got, test.want)
			}
		}
	}
}
