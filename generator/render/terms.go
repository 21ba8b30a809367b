package render

import (
	"html"

	"policyarchive/generator/policy"
	"policyarchive/generator/terms"
)

// Term is an entry in the list of the terms that a text defines: one of them, or several
// that the same passage defines.
type Term struct {
	IDs, Names []string
	Passages   []Passage
}

// Passage is what defines a term, and a note of the page on that, as HTML.
type Passage struct {
	Parts []terms.Part
	Note  string
}

// longestPassage is how many tokens of a passage are shown: its place has them all.
const longestPassage = 150

// Terms renders a list of defined terms, in parts.
func (r *Renderer) Terms(doc *policy.Document, list []Term, opts Options) ([]string, error) {
	t := newText(doc, false, &opts, r)
	t.clauses = true
	var all key
	all.options(&opts)
	parts := []string{"<dl>"}
	for _, e := range list {
		k := key{append([]byte("term "), all.b...)}
		k.text(e.IDs...)
		k.text(e.Names...)
		for _, p := range e.Passages {
			k.text(p.Note)
			for _, part := range p.Parts {
				k.block(t, part.Block)
				k.number(part.From)
				k.number(part.To)
			}
		}
		html, err := r.once(k, func() string { return t.term(e) })
		if err != nil {
			return nil, err
		}
		parts = append(parts, html)
	}
	return append(parts, "</dl>"), nil
}

func (t *text) term(e Term) string {
	w := t.memory.writer(t.opts.Words)
	w.WriteString("<div>")
	for i, id := range e.IDs {
		w.WriteString(`<dt id="` + html.EscapeString(id) + `">` + html.EscapeString(e.Names[i]) + "</dt>")
	}
	for _, p := range e.Passages {
		w.WriteString("<dd><blockquote>")
		left := longestPassage
		for _, part := range p.Parts {
			if left <= 0 {
				break
			}
			tokens := t.Blocks[part.Block].Tokens[part.From:part.To]
			cut := len(tokens) > left
			tokens = withoutLinks(tokens[:min(len(tokens), left)])
			left -= len(tokens)
			w.WriteString("<p>")
			w.inline([]piece{{tokens: tokens, text: t, block: -1}})
			if cut || left <= 0 && len(p.Parts) > 1 {
				w.WriteString(" …")
			}
			w.WriteString("</p>")
		}
		w.WriteString("</blockquote><p>" + t.sentence(t.opts.Words.Since, p.Note) + "</p></dd>")
	}
	w.WriteString("</div>\n")
	return t.memory.done(w)
}
