package policy

import (
	"slices"
	"strings"
)

// outline finds the title and the sections of a document whose blocks stand.
func outline(d *Document) {
	cutReservedIDs(d)
	notes := cutNotes(d)
	fillEmptyHeadings(d)
	promoteBoldTitles(d)
	d.TitleBlock = titleBlock(d)
	placeNotes(d, notes)
	d.Title = d.Meta.Title
	if d.TitleBlock >= 0 {
		b := &d.Blocks[d.TitleBlock]
		d.Title = titleText(b.Tokens)
	}
	current := Section{Parent: -1, Depth: 1, Lineage: -1, Heading: -1}
	if d.TitleBlock >= 0 {
		current.First = d.TitleBlock + 1
		current.setIDs(d.Blocks[d.TitleBlock].ids)
	}
	// What stands above the title is moved below it: one text before the
	// first section.
	if d.TitleBlock > 0 {
		title := d.Blocks[d.TitleBlock]
		copy(d.Blocks[1:d.TitleBlock+1], d.Blocks[:d.TitleBlock])
		d.Blocks[0] = title
		d.TitleBlock = 0
		current.First = 1
	}
	numbering := newNumbering(d)
	var stack []int    // open sections, outermost first
	var loose []string // ids above the first section
	end := func(at int) {
		current.End, current.Inner = at, len(current.OtherIDs)
		for i := current.First; i < at; i++ {
			current.OtherIDs = append(current.OtherIDs, d.Blocks[i].ids...)
		}
		if current.Heading >= 0 || hasWords(d.Blocks[current.First:at]) {
			current.OtherIDs = slices.Insert(current.OtherIDs, current.Inner, loose...)
			current.Inner += len(loose)
			d.Sections, loose = append(d.Sections, current), nil
		} else if current.ID != "" {
			loose = append([]string{current.ID}, current.OtherIDs...)
		} else {
			loose = current.OtherIDs
		}
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind != Heading || i == d.TitleBlock {
			continue
		}
		end(i)
		for len(stack) > 0 && d.Sections[stack[len(stack)-1]].Level >= b.Level {
			stack = stack[:len(stack)-1]
		}
		current = Section{Level: b.Level, Depth: len(stack) + 1, Parent: -1, Lineage: -1, Heading: i, First: i + 1}
		if len(stack) > 0 {
			current.Parent = stack[len(stack)-1]
		}
		is := numbering.reading(b.head())
		current.Number, current.Title = is.number, is.title
		current.setIDs(b.ids)
		stack = append(stack, len(d.Sections))
	}
	end(len(d.Blocks))
}

func (s *Section) setIDs(ids []string) {
	if len(ids) > 0 {
		s.ID = ids[0]
		s.OtherIDs = ids[1:len(ids):len(ids)]
	}
}

func hasWords(blocks []Block) bool {
	for i := range blocks {
		if len(blocks[i].Tokens) > 0 {
			return true
		}
	}
	return false
}

// mostAbove is the number of words that may stand above a title: a date, a
// notice. A heading below more than that heads a section.
const mostAbove = 100

// titleBlock is the heading that names the whole policy: the first one, when
// it alone has its level and all others stand below it.
func titleBlock(d *Document) int {
	first, count := -1, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind != Heading || b.Level == BoldLevel {
			continue
		}
		switch {
		case first < 0:
			first = i
		case b.Level <= d.Blocks[first].Level:
			return -1
		}
		count++
	}
	if first < 0 || len(d.Blocks[first].Tokens) == 0 {
		return -1
	}
	above := 0
	for i := 0; i < first; i++ {
		if d.Blocks[i].Kind == Heading {
			return -1
		}
		above += len(d.Blocks[i].Words())
	}
	if above > mostAbove {
		return -1
	}
	b := &d.Blocks[first]
	if b.Level == 1 || count > 1 && d.Meta.Title == "" || strings.EqualFold(titleText(b.Tokens), d.Meta.Title) {
		return first
	}
	return -1
}

// fillEmptyHeadings gives a heading without text the short line below it.
func fillEmptyHeadings(d *Document) {
	keep := d.Blocks[:0]
	for i := 0; i < len(d.Blocks); i++ {
		b := d.Blocks[i]
		if b.Kind == Heading && b.head().empty() {
			if i+1 == len(d.Blocks) {
				continue
			}
			next := &d.Blocks[i+1]
			if next.Kind == Paragraph && len(next.Path) == 0 && len(next.Words()) <= 12 {
				b.Tokens, b.Offset, b.known = partNumber(next.Tokens, nil), next.Offset, nil
				i++
			} else {
				next.ids = slices.Concat(b.ids, next.ids)
				continue
			}
		}
		keep = append(keep, b)
	}
	d.Blocks = keep
}

// promoteBoldTitles makes headings of short bold lines that have text below
// them. Bold lines in a row are an address or a notice, not titles.
func promoteBoldTitles(d *Document) {
	bold := make([]bool, len(d.Blocks)+1)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		bold[i] = b.Kind == Paragraph && len(b.Path) == 0 && b.known.bold != nil
	}
	for i := range d.Blocks {
		if !bold[i] || bold[i+1] || i > 0 && bold[i-1] || i+1 == len(d.Blocks) {
			continue
		}
		if next := &d.Blocks[i+1]; next.Kind == Heading || next.Kind == Rule {
			continue
		}
		d.Blocks[i].Kind, d.Blocks[i].Level = Heading, BoldLevel
		d.Blocks[i].take(d.Blocks[i].known.bold)
	}
}

// Around are, for each section whose title another one of the text has as well, the
// title of the section around it, by which readers tell the two apart; "" for all others.
// They are worked out once.
func (d *Document) Around() []string { return d.around.get(d.titlesAround) }

func (d *Document) titlesAround() []string {
	number := map[string]int{}
	for i := range d.Sections {
		number[d.Sections[i].Title]++
	}
	titles := make([]string, len(d.Sections))
	for i := range d.Sections {
		if s := &d.Sections[i]; s.Parent >= 0 && s.Title != "" && number[s.Title] > 1 {
			titles[i] = d.Sections[s.Parent].Title
		}
	}
	return titles
}
