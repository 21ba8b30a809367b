package check

import (
	"strings"
	"testing"

	"policyarchive/generator/draft"
	"policyarchive/generator/policy"
)

func TestOtherLanguage(t *testing.T) {
	const german = "Wir bewahren Ihre Briefe so lange auf, wie wir sie brauchen, um Ihnen zu antworten, und verbrennen " +
		"sie im Ofen der Schmiede, wenn ein Jahr vergangen ist. Niemand außer dem Schmied liest davon etwas."
	for _, c := range []struct{ front, site, text, want string }{
		{"", "en", german, `the text seems to be in German, and is said to be in English (en)`},
		{"lang: fr", "de", german, `the text seems to be in German, and is said to be in French (fr)`},
		{"lang: de-AT", "en", german, ""},
		{"", "de", german, ""},
		{"", "", german, ""},
		{"", "en", "Datenschutz beim Schmied.", ""}, // too little to tell
	} {
		source := "---\n" + c.front + "\n---\n\n# Datenschutz\n\n" + strings.Repeat(c.text+"\n\n", 2)
		d := newSubject(&draft.Draft{Policy: "privacy", Lang: c.site,
			Text: draft.Text{Doc: policy.Parse("policy.md", []byte(source))}}, Options{})
		list := otherLanguage(d)
		if c.want == "" && len(list) > 0 || c.want != "" &&
			(len(list) != 1 || list[0].Problem != c.want || list[0].Position.Line != 5) {
			t.Errorf("%q, %q: %v", c.front, c.site, list)
		}
	}
}
