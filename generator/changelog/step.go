package changelog

import (
	"slices"

	"policyarchive/generator/compare"
)

// Step is what was found when two versions were compared, without their texts.
type Step struct {
	Verdict compare.Verdict
	Changes []Change // of the sections that changed in any way, in reading order
	Links   []LinkChange
	Markup  int // stretches of unchanged words whose markup or layout changed
	// Contradiction is how the declared class of the newer one
	// and the verdict disagree; empty if they do not.
	Contradiction *Contradiction
	Material      bool // see [Entry.Material]
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
type Heading struct {
	Number, Title string
	Around        string // as [policy.Document.Around] has it
}

// LinkChange is a link whose words stayed and whose target changed.
type LinkChange struct {
	Text, Old, New string
	Anchor, Title  string // of the section it stands in; empty if in none
	InSection      bool
}

// StepOf is what a comparison found; class is what was declared of the newer
// version.
func StepOf(c *compare.Comparison, class string) *Step {
	s := &Step{Verdict: c.Verdict, Markup: c.Markup, Contradiction: Contradict(class, c)}
	s.Material = material(class, c, s.Contradiction)
	from, to := exchanged(c)
	aroundOld, aroundNew := c.Old.Around(), c.New.Around()
	for n := range c.Sections {
		found := &c.Sections[n]
		if found.Status == compare.Unchanged {
			continue
		}
		change := Change{Status: found.Status, Did: found.Changes, Reordered: found.Reordered, WordsAdded: found.WordsAdded,
			WordsRemoved: found.WordsRemoved}
		if found.Old >= 0 {
			sec := &c.Old.Sections[found.Old]
			change.Line, change.Anchor, change.Old = sec.Lineage, sec.Anchor, &Heading{sec.Number, sec.Title, aroundOld[found.Old]}
		}
		if found.New >= 0 {
			sec := &c.New.Sections[found.New]
			change.Line, change.Anchor, change.New = sec.Lineage, sec.Anchor, &Heading{sec.Number, sec.Title, aroundNew[found.New]}
		}
		change.From, change.To = from[n], to[n]
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

// exchanged finds, by section of the comparison, the other sections that
// paragraphs of it, or words, came from and went to, by their lineages.
func exchanged(c *compare.Comparison) (from, to map[int][]int) {
	from, to = map[int][]int{}, map[int][]int{}
	at := map[int]int{} // sections of the old text
	for n := range c.Sections {
		if i := c.Sections[n].Old; i >= 0 {
			at[i] = n
		}
	}
	for n := range c.Sections {
		s := &c.Sections[n]
		if s.New < 0 {
			continue
		}
		line := c.New.Sections[s.New].Lineage
		for _, i := range c.Took(s) {
			from[n] = append(from[n], c.Old.Sections[i].Lineage)
			if giver := at[i]; !slices.Contains(to[giver], line) {
				to[giver] = append(to[giver], line)
			}
		}
	}
	return from, to
}
