// Package terms knows the terms that a text defines: what says what each means, where
// it is used, and since which version of a policy each definition has had its words.
// Package policy finds the places that define them.
package terms

import (
	"strings"

	"policyarchive/generator/policy"
)

// Term is a term of a text with the places that define it.
type Term struct {
	// Name is the term as the first of them writes it.
	Name Name
	// Key is the same for all ways to write the term, in all versions: its words without
	// an article, folded as a verdict has them.
	Key         string
	Definitions []Definition // at least one, in the order of the text
}

// Definition is a place that defines a term, and the passage that says what it means.
type Definition struct {
	policy.Definition
	// Passage is the sentence, the cell or the description; of a sentence that a list
	// completes, the list as well.
	Passage []Part
}

// Part is a part of a passage: tokens From to To of a block.
type Part struct{ Block, From, To int }

// Of returns the terms that a text defines, in the order of their first definitions.
func Of(doc *policy.Document) []Term {
	var list []Term
	byKey := map[string]int{}
	for _, def := range doc.Definitions {
		tokens := named(doc, def)
		key := strings.Join(policy.Words(tokens), " ")
		if key == "" {
			continue
		}
		n, known := byKey[key]
		if !known {
			n = len(list)
			byKey[key] = n
			list = append(list, Term{Name: nameOf(tokens), Key: key})
		}
		list[n].Definitions = append(list[n].Definitions, Definition{def, passage(doc, def)})
	}
	return list
}

// Words are the words of the passage, as a verdict has them.
func (d *Definition) Words(doc *policy.Document) []string {
	var list []string
	for _, p := range d.Passage {
		list = append(list, policy.Words(doc.Blocks[p.Block].Tokens[p.From:p.To])...)
	}
	return list
}

// Text is the passage as plain text, a line for each of its parts.
func (d *Definition) Text(doc *policy.Document) string {
	var lines []string
	for _, p := range d.Passage {
		lines = append(lines, policy.Text(doc.Blocks[p.Block].Tokens[p.From:p.To]))
	}
	return strings.Join(lines, "\n")
}
