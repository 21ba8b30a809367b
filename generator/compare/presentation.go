package compare

import (
	"policyarchive/generator/policy"
)

// LinkChange is a stretch of words that stayed and leads elsewhere.
type LinkChange struct {
	Text     string          `json:"text"`
	Old      string          `json:"old"` // the address before; "" for none
	New      string          `json:"new"`
	Section  int             `json:"-"` // in the new document
	Block    int             `json:"-"` // in the new document
	Position policy.Position `json:"position"`
}

// presentation finds what changed in a row's unchanged words: where they link
// to and how they are marked up; and its layout.
func (c *comparer) presentation(r *Row) {
	y := &c.New.Blocks[r.New]
	for n, e := range r.Edits {
		if e.Op != Match || c.a.blocks[r.Source(n)] == c.b.blocks[r.New] {
			continue
		}
		x := &c.Old.Blocks[r.Source(n)]
		if r.Joined(n) {
			r.markup++
		}
		var open *LinkChange
		first, marked := 0, false
		finish := func(n int) {
			if open != nil {
				open.Text = policy.Text(y.Tokens[first:n])
				c.Links = append(c.Links, *open)
				r.links, open = true, nil
			}
		}
		for n := 0; n < e.OldTo-e.OldFrom; n++ {
			s, t := &x.Tokens[e.OldFrom+n], &y.Tokens[e.NewFrom+n]
			old, new := policy.Leads(s, t)
			if open != nil && (open.Old != old || open.New != new) {
				finish(e.NewFrom + n)
			}
			if old != new && open == nil {
				open, first = &LinkChange{Old: old, New: new, Section: c.New.SectionAt(r.New), Block: r.New,
					Position: c.New.TokenPosition(r.New, e.NewFrom+n)}, e.NewFrom+n
			}
			if changed := s.Marks != t.Marks || s.Break != t.Break; changed != marked {
				if marked = changed; changed {
					r.markup++
				}
			}
		}
		finish(e.NewTo)
	}
	if r.Divided {
		r.markup++
	}
	if i := r.origin(); i >= 0 {
		if x := &c.Old.Blocks[i]; x.Kind != y.Kind || !sameLayout(x, y) {
			r.markup++
		}
	}
	c.Markup += r.markup
}

// origin is the block of the old text that a row's words stood in, or began in.
func (r *Row) origin() int {
	if r.Old >= 0 {
		return r.Old
	}
	for n, e := range r.Edits {
		if e.Op == Match {
			return r.Source(n)
		}
	}
	return -1
}

// sameLayout reports whether two blocks stand in the same containers.
func sameLayout(x, y *policy.Block) bool {
	if len(x.Path) != len(y.Path) || x.Kind == policy.Heading && x.Level != y.Level {
		return false
	}
	for n := range x.Path {
		if x.Path[n].Kind != y.Path[n].Kind {
			return false
		}
	}
	return true
}
