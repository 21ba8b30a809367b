package starter

import (
	"bytes"
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"policyarchive/generator/policy"
)

// PolicyOptions are what is known of a policy before it is written.
type PolicyOptions struct {
	Title string // one line
	Lang  string // BCP 47
	// Plain leaves out the headings of a privacy policy, for terms of use and
	// other texts.
	Plain bool
}

// privacyWords are what policies on personal data are called, or parts of it.
var privacyWords = []string{
	"privacy", "data-protection", "data-processing", "gdpr", "dsgvo", "rgpd", "datenschutz", "confidentialit",
	"vie-privee", "donnees-personnelles", "privacidad",
	"privacidade", "proteccion-de-datos", "riservatezza", "privatliv", "persondata", "integritet", "tietosuoja",
	"personvern", "prywatno", "soukromi", "gegevensbescherming", "gizlilik",
}

// IsPrivacy reports whether a policy of such a name tells what is done with
// personal data. Any other text gets no headings of the GDPR.
func IsPrivacy(name string) bool {
	return slices.ContainsFunc(privacyWords, func(word string) bool {
		return strings.Contains(strings.ToLower(name), word)
	})
}

// Title makes a title of a policy's name: "cookie-notice" is "Cookie notice".
func Title(name string) string {
	if name == "privacy" {
		return "Privacy policy"
	}
	return strings.ToUpper(name[:1]) + strings.ReplaceAll(name[1:], "-", " ")
}

//go:embed privacy.en.md
var privacyText string

var privacy = template.Must(template.New("privacy.en.md").Parse(privacyText))

// Policy is the text of a policy that is to be written, Markdown: front matter
// with remarks and, unless it is to be plain, a heading for each point that the
// GDPR (Art. 13 and 14) and the guidelines on transparency (WP260 rev.01, its
// annex) demand. What is to be filled in stands in double brackets, which the
// rule placeholder of package check finds.
func Policy(o PolicyOptions) ([]byte, error) {
	o.Title = strings.Join(strings.Fields(o.Title), " ")
	var b strings.Builder
	if err := privacy.Execute(&b, o); err != nil {
		return nil, fmt.Errorf("write the text of a new policy: %w", err)
	}
	text := b.String()
	if o.Plain {
		text = text[:strings.Index(text, "\n[[")] +
			"\n[[Write the text here, each part under a heading of its own (## Heading).]]\n"
	}
	return []byte(text), nil
}

// Unwritten reports whether a text is still the one that [Policy] gives for its
// own title and language.
func Unwritten(text []byte) bool {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	o := PolicyOptions{Lang: policy.Parse("policy.md", text).Meta.Lang}
	if m := firstTitle.FindSubmatch(text); m != nil {
		o.Title = string(m[1])
	}
	for _, o.Plain = range []bool{false, true} {
		if template, err := Policy(o); err == nil && bytes.Equal(bytes.TrimSpace(text), bytes.TrimSpace(template)) {
			return true
		}
	}
	return false
}

var firstTitle = regexp.MustCompile(`(?m)^---\n\n# (.+)$`)
