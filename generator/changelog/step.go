package changelog

import (
	"slices"

	"policyarchive/generator/compare"
	"policyarchive/generator/policy"
)

// Step is what was found when two versions were compared, without their texts.
type Step struct {
	Verdict compare.Verdict
	Changes []Change // of the sections that changed in any way, in reading order
	Links   []LinkChange
	Markup  int // stretches of unchanged words whose markup or layout changed
	// Contradiction says, in a sentence, how the declared class of the newer one
	// and the verdict disagree; empty if they do not.
	Contradiction string
}

// Change is what became of a section.
type Change struct {
	Line     int // of its lineage
	Anchor   string
	Old, New *Heading // nil where it is missing
	Status   compare.Status
	// Did is all that became of it, strongest first.
	Did []compare.Status
	// Reordered: it stands elsewhere among the sections of both versions.
	Reordered bool
	// From and To are the lineages of other sections whose paragraphs it took
	// over, and of those that took over some of its own.
	From, To []int
	// Words that were added to it, and removed.
	WordsAdded, WordsRemoved int
}

// Heading is how a section is called in a version.
type Heading struct{ Number, Title string }

// LinkChange is a link whose words stayed and whose target changed.
type LinkChange struct {
	Text, Old, New string
	Anchor, Title  string // of the section it stands in; empty if in none
	InSection      bool
}

// StepOf is what a comparison found; class is what was declared of the newer
// version.
func StepOf(c *compare.Comparison, class string) *Step {
	s := &Step{Verdict: c.Verdict, Markup: c.Markup, Contradiction: Contradiction(class, c)}
	for n := range c.Sections {
		found := &c.Sections[n]
		if found.Status == compare.Unchanged {
			continue
		}
		change := Change{Status: found.Status, Did: found.Changes, Reordered: found.Reordered, WordsAdded: found.WordsAdded, WordsRemoved: found.WordsRemoved}
		if found.Old >= 0 {
			sec := &c.Old.Sections[found.Old]
			change.Line, change.Anchor, change.Old = sec.Lineage, sec.Anchor, &Heading{sec.Number, sec.Title}
		}
		if found.New >= 0 {
			sec := &c.New.Sections[found.New]
			change.Line, change.Anchor, change.New = sec.Lineage, sec.Anchor, &Heading{sec.Number, sec.Title}
		}
		change.From, change.To = exchanged(c, found, change.Line)
		s.Changes = append(s.Changes, change)
	}
	for _, l := range c.Links {
		change := LinkChange{Text: l.Text, Old: l.Old, New: l.New}
		if l.Section >= 0 {
			sec := &c.New.Sections[l.Section]
			change.Anchor, change.Title, change.InSection = sec.Anchor, sec.Title, true
		}
		s.Links = append(s.Links, change)
	}
	return s
}

// exchanged finds the other sections that paragraphs of one moved from and to.
func exchanged(c *compare.Comparison, s *compare.Section, line int) (from, to []int) {
	note := func(list []int, doc *policy.Document, block int) []int {
		at := doc.SectionAt(block)
		if at < 0 || doc.Sections[at].Lineage == line || slices.Contains(list, doc.Sections[at].Lineage) {
			return list
		}
		return append(list, doc.Sections[at].Lineage)
	}
	for n := range s.Rows {
		switch r := &s.Rows[n]; {
		case r.MovedTo >= 0:
			to = note(to, c.New, r.MovedTo)
		case r.Moved:
			from = note(from, c.Old, r.Old)
		}
	}
	return from, to
}
