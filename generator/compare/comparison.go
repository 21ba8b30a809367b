package compare

import (
	"slices"

	"policyarchive/generator/policy"
)

// Comparison is what changed between two versions of a policy.
type Comparison struct {
	Old, New *policy.Document
	Verdict  Verdict
	// Sections in reading order of the new text; a removed section stands
	// behind the one it followed.
	Sections []Section
	// Title of the policy; its edits are over the tokens of the title blocks.
	Title Row
	// TitleChanged tells that the policy is called otherwise, be it by a heading
	// or by the front matter.
	TitleChanged bool
	// Tables are those of both texts that changed; see [Row.Cell].
	Tables []Table
	Links  []LinkChange
	Markup int // stretches of unchanged words whose markup or layout changed
}

// Section is a section in both versions, or in one of them.
type Section struct {
	Old, New int // indexes in Sections of the documents; -1 where it is missing
	Heading  Row
	// Rows are those of a section in which something changed; see
	// [Comparison.RowsOf] for all.
	Rows []Row
	Change
	// Reordered: it stands elsewhere among the sections of both versions.
	Reordered bool
	same      bool // nothing changed: Rows are left out
}

// RowsOf returns the rows of a section of the comparison, also of one in which
// nothing changed.
func (c *Comparison) RowsOf(s *Section) []Row {
	if !s.same {
		return s.Rows
	}
	o, n := &c.Old.Sections[s.Old], &c.New.Sections[s.New]
	rows := make([]Row, n.End-n.First)
	for i := range rows {
		rows[i] = Row{Old: o.First + i, New: n.First + i, MovedTo: -1}
		if all := len(c.New.Blocks[n.First+i].Tokens); all > 0 {
			rows[i].Edits = []Edit{{Op: Match, OldTo: all, NewTo: all}}
		}
	}
	return rows
}

// Row is a block in both versions, or in one of them. A block whose words stood
// in another one has them as matches of that: see [Row.Source].
type Row struct {
	Old, New int // indexes in Blocks of the documents; -1 where it is missing
	Edits    []Edit
	// Moved: the block stands elsewhere in the order of the text. One that only
	// came under another heading has not moved.
	Moved bool
	// Divided: the block goes on with what another one had before; its own words
	// may come first.
	Divided bool
	// MovedTo marks the place that a moved block left: it has no edits, and
	// the block itself is in the row that holds its new place. -1 otherwise.
	MovedTo int
	// Cell is where the row stands in a table that changed; nil elsewhere.
	Cell    *Cell
	sources []int // of each edit; nil if all are the row's own block
	taken   bool  // all that stays of the block is shown in rows of others
	links   bool
	markup  int
}

// Same reports whether the row's block stands in both versions without any
// change that a reader could see.
func (r *Row) Same() bool {
	return r.Old >= 0 && r.New >= 0 && !r.Moved && !r.links && r.markup == 0 && len(r.Edits) <= 1 &&
		(len(r.Edits) == 0 || r.Edits[0].Op == Match)
}

// Source is the block of the old text that the old tokens of an edit stand in:
// another one than the row's own where a block was divided, or several were
// joined. It is -1 if the edit has no old tokens, and there is no such block.
func (r *Row) Source(edit int) int {
	if r.sources == nil {
		return r.Old
	}
	return r.sources[edit]
}

// Joined reports whether the words of an edit stood in another block of the old
// text than those that stand before them now.
func (r *Row) Joined(edit int) bool {
	if r.sources == nil || r.Edits[edit].Op != Match {
		return false
	}
	for n := edit - 1; n >= 0; n-- {
		if r.Edits[n].Op == Match {
			return r.sources[n] != r.sources[edit]
		}
	}
	return false
}

// Crosses reports whether words came to the row's block from another, or went
// from it to another.
func (r *Row) Crosses() bool { return r.sources != nil || r.taken }

// Came reports whether nothing of the row's block stands in the old text, and
// Went whether nothing of it stands in the new one.
func (r *Row) Came() bool { return r.Old < 0 && r.New >= 0 && r.sources == nil }

func (r *Row) Went() bool { return r.Old >= 0 && r.New < 0 && r.MovedTo < 0 && !r.taken }

// Took lists the sections of the old text, other than its own, in which blocks
// or words of a section stood.
func (c *Comparison) Took(s *Section) []int { return c.took(s, true) }

// took does so, with or without what has moved.
func (c *Comparison) took(s *Section, moved bool) []int {
	var list []int
	add := func(block int) {
		if block < 0 {
			return
		}
		if at := c.Old.SectionAt(block); at >= 0 && at != s.Old && !slices.Contains(list, at) {
			list = append(list, at)
		}
	}
	row := func(r *Row) {
		if r.MovedTo >= 0 || r.New < 0 {
			return
		}
		if moved || !r.Moved {
			add(r.Old)
		}
		for n := range r.sources {
			if r.Edits[n].Op == Match && r.sources[n] != r.Old {
				add(r.sources[n])
			}
		}
	}
	if s.Heading.sources != nil {
		row(&s.Heading)
	}
	for n := range s.Rows {
		row(&s.Rows[n])
	}
	return list
}
