package changelog

import (
	"policyarchive/generator/compare"
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
		change := Change{Status: found.Status, WordsAdded: found.WordsAdded, WordsRemoved: found.WordsRemoved}
		if found.Old >= 0 {
			sec := &c.Old.Sections[found.Old]
			change.Line, change.Anchor, change.Old = sec.Lineage, sec.Anchor, &Heading{sec.Number, sec.Title}
		}
		if found.New >= 0 {
			sec := &c.New.Sections[found.New]
			change.Line, change.Anchor, change.New = sec.Lineage, sec.Anchor, &Heading{sec.Number, sec.Title}
		}
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
