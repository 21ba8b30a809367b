package render

import (
	"html"
	"slices"

	"policyarchive/generator/compare"
	"policyarchive/generator/policy"
)

// editPieces divides a row into what stayed, went and came, by some of its edits.
// What stayed is written as the new text has it, b; old gives the tokens of the
// old text that edit n is about.
func (r *redliner) editPieces(row *compare.Row, edits []compare.Edit, old func(n int) []policy.Token,
	b []policy.Token) []piece {
	var list []piece
	for n, e := range edits {
		class := ""
		if e.Minor {
			class = "minor"
		}
		a := old(n)
		switch e.Op {
		case compare.Match:
			same := b[e.NewFrom:e.NewTo]
			if n > 0 && edits[n-1].Op == compare.Delete {
				same = spaced(same, a[e.OldFrom].Space)
			}
			pieces := relinked(a[e.OldFrom:e.OldTo], same, r.new, row.New, e.NewFrom)
			if row.Joined(n) {
				pieces[0].border = r.border(r.opts.Words.Joined, "joined")
			}
			list = append(list, pieces...)
		case compare.Delete:
			list = append(list, piece{tokens: spaced(a[e.OldFrom:e.OldTo], n > 0 && e.OldFrom == 0 && hasSpace(a)), edit: "del",
				class: class, text: r.old, block: row.Source(n), from: e.OldFrom})
		case compare.Insert:
			list = append(list, piece{tokens: spaced(b[e.NewFrom:e.NewTo], n > 0 && e.NewFrom == 0 && hasSpace(b)), edit: "ins",
				class: class, text: r.new, block: row.New, from: e.NewFrom})
		}
	}
	return list
}

// border marks where a block was divided, or where two were joined.
func (r *redliner) border(words, class string) string {
	words = html.EscapeString(words)
	return `<span class="` + class + `" title="` + words + `"><span aria-hidden="true">¶</span><span class="hidden">` +
		r.new.sentence(words, words) + `</span></span>`
}

// spaced puts white space before tokens where they no longer begin a text:
// what one side begins with stands behind words of the other in a redline.
func spaced(tokens []policy.Token, space bool) []policy.Token {
	if !space || len(tokens) == 0 || tokens[0].Space {
		return tokens
	}
	tokens = slices.Clone(tokens)
	tokens[0].Space = true
	return tokens
}

// hasSpace reports whether a text divides its words by blanks. A single word
// counts as one that does.
func hasSpace(tokens []policy.Token) bool {
	return len(tokens) == 1 || slices.ContainsFunc(tokens, func(t policy.Token) bool { return t.Space })
}

// relinked divides unchanged words where their link's target changed.
func relinked(a, b []policy.Token, new *text, block, from int) []piece {
	var list []piece
	changed := func(n int) bool {
		from, to := policy.Leads(&a[n], &b[n])
		return from != to
	}
	for n := 0; n < len(b); {
		end := n + 1
		for end < len(b) && changed(end) == changed(n) {
			end++
		}
		class := ""
		if changed(n) {
			class = "relinked"
		}
		list = append(list, piece{tokens: b[n:end], class: class, text: new, block: block, from: from + n})
		n = end
	}
	return list
}

// pieces are the parts of a row as the new text has them, with or without
// what was deleted.
func (r *redliner) pieces(row *compare.Row, deleted bool) []piece {
	var b []policy.Token
	if row.New >= 0 {
		b = r.c.New.Blocks[row.New].Tokens
	}
	list := r.editPieces(row, row.Edits, func(n int) []policy.Token { return r.tokensAt(row.Source(n)) }, b)
	if !deleted {
		list = slices.DeleteFunc(list, func(p piece) bool { return p.edit == "del" })
	}
	return list
}

// tokensAt are those of a block of the old text; none of no block.
func (r *redliner) tokensAt(block int) []policy.Token {
	if block < 0 {
		return nil
	}
	return r.c.Old.Blocks[block].Tokens
}

// oldPieces are a row's old words as the old text has them.
func (r *redliner) oldPieces(row *compare.Row) []piece {
	var list []piece
	for n, e := range row.Edits {
		if e.Op == compare.Insert {
			continue
		}
		i := row.Source(n)
		p := piece{tokens: r.tokensAt(i)[e.OldFrom:e.OldTo], text: r.old, block: i, from: e.OldFrom}
		if e.Op == compare.Delete {
			p.edit = "del"
			if e.Minor {
				p.class = "minor"
			}
		}
		list = append(list, p)
	}
	return list
}
