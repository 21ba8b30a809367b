package check

import (
	"cmp"
	"fmt"
	"strings"

	"policyarchive/generator/language"
	"policyarchive/generator/policy"
)

// otherLanguage finds a text that is in another language than it says.
func otherLanguage(d *subject) []Finding {
	said := cmp.Or(d.Doc.Meta.Lang, d.Lang)
	if said == "" || len(d.Doc.Blocks) == 0 {
		return nil
	}
	is := spoken(d.Doc)
	if is == "" || language.Same(is, said) {
		return nil
	}
	return []Finding{d.at(0, 0, fmt.Sprintf("the text seems to be in %s, and is said to be in %s (%s)",
		language.Name(is), language.Name(said), said),
		fmt.Sprintf("write \"lang: %s\" into the front matter, or below [params.policies.%s] of hugo.toml if all versions are", is, d.Policy))}
}

// spoken is the language of a text; empty if it is not certain.
func spoken(doc *policy.Document) string {
	var b strings.Builder
	for i := range doc.Blocks {
		b.WriteString(policy.Text(doc.Blocks[i].Tokens) + "\n")
	}
	return language.Of(b.String())
}
