package check

import (
	"cmp"
	"fmt"

	"policyarchive/generator/language"
)

// otherLanguage finds a text that is in another language than it says.
func otherLanguage(d *subject) []Finding {
	said := cmp.Or(d.Doc.Meta.Lang, d.Lang)
	if said == "" || len(d.Doc.Blocks) == 0 {
		return nil
	}
	is := language.Of(d.Doc.Text())
	if is == "" || language.Same(is, said) {
		return nil
	}
	return []Finding{d.at(0, 0, fmt.Sprintf("the text seems to be in %s, and is said to be in %s (%s)",
		language.Name(is), language.Name(said), said),
		fmt.Sprintf("write \"lang: %s\" into the front matter, or below [params.policies.%s] of hugo.toml if all versions are", is, d.Policy))}
}
