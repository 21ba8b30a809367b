package importer

import (
	"policyarchive/generator/policy"
)

// leftoverDoubts tell of what another program should have replaced, and of marks
// that were not meant for readers: they are published as they are.
func leftoverDoubts(doc *policy.Document) []Doubt {
	texts := map[policy.LeftoverKind][]string{}
	for _, left := range doc.Leftovers() {
		texts[left.Kind] = append(texts[left.Kind], "“"+clipped(left.Text)+"”")
	}
	var list []Doubt
	for _, kind := range []struct {
		kind      policy.LeftoverKind
		one, many string
	}{
		{policy.Template, "1 mark of a template was not replaced, and is shown",
			"%d marks of a template were not replaced, and are shown"},
		{policy.Remark, "1 remark of the writers is shown", "%d remarks of the writers are shown"},
		{policy.Placeholder, "1 placeholder is left in the text", "%d placeholders are left in the text"},
		{policy.LoneNote, "1 mark of a footnote leads nowhere, or a note has no mark",
			"%d marks of footnotes lead nowhere, or notes have no mark"},
		{policy.Foreign, "1 mark of another dialect of Markdown is shown",
			"%d marks of another dialect of Markdown are shown"},
	} {
		if found := texts[kind.kind]; len(found) > 0 {
			list = append(list, doubtsIn(found, Leftovers, false, kind.one, kind.many))
		}
	}
	return list
}
