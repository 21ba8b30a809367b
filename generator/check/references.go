package check

import (
	"fmt"
	"slices"
	"strings"

	"policyarchive/generator/policy"
)

// references finds mentions of other sections whose words are not a section's
// title.
func references(d Draft) []Finding {
	labels := clauseLabels(d.Doc)
	var list []Finding
	for _, r := range d.Doc.References {
		switch {
		case r.Section < 0 && !labels[key(r.Quoted)] && !term(d.Doc, r.Quoted):
			list = append(list, Finding{"reference", Warning, d.Doc.TokenPosition(r.Block, r.Token),
				fmt.Sprintf("the text refers to “%s”, and no section is called so", r.Quoted), "name the section by its title, or remove the reference"})
		case r.Section >= 0 && !r.Exact:
			list = append(list, Finding{"reference", Warning, d.Doc.TokenPosition(r.Block, r.Token),
				fmt.Sprintf("the text refers to “%s”, but the section is called “%s”", r.Quoted, d.Doc.Sections[r.Section].Title),
				fmt.Sprintf("write “%s”", d.Doc.Sections[r.Section].Title)})
		}
	}
	return list
}

// clauseLabels are the run-in titles of clauses (**Business Transfers.**),
// which a text may refer to as well as to a section.
func clauseLabels(doc *policy.Document) map[string]bool {
	labels := map[string]bool{}
	for i := range doc.Sections {
		for _, c := range doc.Clauses(&doc.Sections[i]) {
			if c.Label != "" && c.Kind != "enumeration" {
				labels[key(c.Label)] = true
			}
		}
	}
	return labels
}

func key(title string) string { return strings.ToLower(strings.Trim(title, " .:;,")) }

// term reports whether quoted words are no name of a section but a word that
// the text speaks of: one it defines, or one word in lower case, as in: for
// the purposes of this section, "you" means …
func term(doc *policy.Document, quoted string) bool {
	if !strings.ContainsRune(quoted, ' ') && quoted == strings.ToLower(quoted) && quoted != strings.ToUpper(quoted) {
		return true
	}
	return slices.ContainsFunc(doc.Definitions, func(def policy.Definition) bool { return strings.EqualFold(def.Term, quoted) })
}
