package compare

import (
	"regexp"

	"policyarchive/generator/policy"
)

// numbered marks as minor what counts the parts of an enumeration, such as (a),
// where one text has it among its words, and the other has an item of a list
// there. An edit that ends in such a mark is divided.
func (c *comparer) numbered(r *Row) {
	var edits []Edit
	var sources []int
	for n, e := range r.Edits {
		rest, mark := e, e
		if length := c.mark(r, n); length > 0 {
			mark.Minor = true
			if e.Op == Delete {
				rest.OldTo, mark.OldFrom = e.OldTo-length, e.OldTo-length
			} else {
				rest.NewTo, mark.NewFrom = e.NewTo-length, e.NewTo-length
			}
			if edits == nil {
				edits = append(make([]Edit, 0, len(r.Edits)+1), r.Edits[:n]...)
				sources = append(sources, r.sources[:min(n, len(r.sources))]...)
			}
			if rest.OldFrom < rest.OldTo || rest.NewFrom < rest.NewTo {
				edits, sources = append(edits, rest), append(sources, r.Source(n))
			}
			e = mark
		}
		if edits != nil {
			edits, sources = append(edits, e), append(sources, r.Source(n))
		}
	}
	if edits != nil {
		r.Edits = edits
		if r.sources != nil {
			r.sources = sources
		}
	}
}

// mark is how many tokens at the end of an edit count what is an item of a list
// in the other text; 0 if none do.
func (c *comparer) mark(r *Row, n int) int {
	e := r.Edits[n]
	next := nowhere // of the other text: where the words behind the edit stand
	var other *policy.Document
	var tokens []policy.Token
	switch {
	case e.Op == Match || e.Minor || n+1 == len(r.Edits) && r.sources == nil:
		return 0
	case e.Op == Delete:
		tokens, other = c.Old.Blocks[r.Source(n)].Tokens[e.OldFrom:e.OldTo], c.New
		if became := c.became[r.Source(n)]; e.OldTo < len(became) {
			next = became[e.OldTo]
		} else if after := n + 1; became == nil && after < len(r.Edits) && r.Edits[after].Op == Match {
			next = place{r.New, r.Edits[after].NewFrom}
		}
	default:
		tokens, other = c.New.Blocks[r.New].Tokens[e.NewFrom:e.NewTo], c.Old
		if after := n + 1; after < len(r.Edits) && r.Edits[after].Op == Match {
			next = place{r.Source(after), r.Edits[after].OldFrom}
		}
	}
	if next.token != 0 || !opensItem(&other.Blocks[next.block]) {
		return 0
	}
	if l := len(tokens); l > 3 && tokens[l-3].Text == "(" && counts.MatchString(policy.Text(tokens[l-3:])) {
		return 3
	}
	if counts.MatchString(policy.Text(tokens)) {
		return len(tokens)
	}
	return 0
}

// counts is what counts the parts of an enumeration: a number, a letter, a Roman
// number, in parentheses or before a sign.
var counts = regexp.MustCompile(`(?i)^(?:[(（]?(?:\p{Nd}{1,3}|\p{L}|[ivxlc]{2,5}|[一二三四五六七八九十]{2,3})[)）.、．]|[①-⑳])$`)

// opensItem reports whether an item of a list begins with a block.
func opensItem(b *policy.Block) bool {
	for n, container := range b.Path {
		if container.Kind == policy.Item && n >= b.Fresh {
			return true
		}
	}
	return false
}
