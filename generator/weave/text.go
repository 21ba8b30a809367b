package weave

import (
	"slices"

	"policyarchive/generator/policy"
)

// Text is the text of a block in one of its states. It must not be changed.
func (w *Weave) Text(block, state int) []policy.Token {
	w.prepare()
	w.index.mu.Lock()
	defer w.index.mu.Unlock()
	key := [2]int{block, state}
	tokens, known := w.index.texts[key]
	if !known {
		b := w.Blocks[block]
		for i := range b.Tokens {
			if b.Tokens[i].In.Has(state) {
				tokens = append(tokens, b.Tokens[i].token())
			}
		}
		w.index.texts[key] = tokens
	}
	return tokens
}

// Document is the text of a version as it was given to Add, but for what only
// its source could tell: positions, front matter, definitions, references.
func (w *Weave) Document(version int) *policy.Document {
	v := &w.Versions[version]
	doc := &policy.Document{File: v.Name, Title: v.Title, TitleBlock: -1}
	put := func(e Entry) int {
		l := &w.Layouts[e.Layout]
		doc.Blocks = append(doc.Blocks, policy.Block{
			Kind: l.Kind, Tight: l.Tight, Level: l.Level, Path: l.Path, Fresh: l.Fresh,
			Tokens: w.Text(e.Block, e.State), Clause: w.Blocks[e.Block].States[e.State].Clause,
		})
		return len(doc.Blocks) - 1
	}
	if v.Heading.Block >= 0 {
		doc.TitleBlock = put(v.Heading)
	}
	var open []int // sections around the next one
	for n, id := range v.Sections {
		state := &w.Sections[id]
		s := policy.Section{Level: state.Level, Depth: state.Depth, Parent: -1, Number: state.Number,
			Anchor: w.Lines[state.Line].Anchor, Lineage: state.Line, Heading: -1}
		for len(open) > 0 && doc.Sections[open[len(open)-1]].Depth >= s.Depth {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			s.Parent = open[len(open)-1]
		}
		open = append(open, n)
		if state.Heading.Block >= 0 {
			s.Heading = put(state.Heading)
		}
		s.First = len(doc.Blocks)
		for _, e := range state.Blocks {
			put(e)
		}
		s.End = len(doc.Blocks)
		s.Title = policy.Text(doc.TitleTokens(&s))
		doc.Sections = append(doc.Sections, s)
	}
	return doc
}

// Stands reports whether a section's line stands in a version.
func (w *Weave) Stands(line, version int) bool {
	return slices.ContainsFunc(w.Versions[version].Sections, func(id int) bool { return w.Sections[id].Line == line })
}
