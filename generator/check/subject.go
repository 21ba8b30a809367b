package check

import (
	"bytes"

	"policyarchive/generator/compare"
	"policyarchive/generator/lineage"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
)

// Draft is a working text, what is declared about it, and what it follows.
type Draft struct {
	Policy string // its key: privacy
	// BadName says why no policy can begin under that name; nil if it can, or has.
	BadName error
	Doc     *policy.Document
	// Source is the bytes that Doc was parsed from.
	Source []byte
	// Lang is its language (BCP 47) if the front matter does not say; may be empty.
	Lang string
	// Today is a day, YYYY-MM-DD.
	Today string

	// Base is the text that the change began from; nil if all of it is new.
	Base       *policy.Document
	BaseSource []byte

	// Previous is the version before, as it was published; nil for the first.
	Previous *policy.Document
	// Comparison is that of Previous with Doc; nil for the first.
	Comparison *compare.Comparison
	// Since is the day from which Previous counts.
	Since string
	// Titles leads from every title that a section ever had, folded by
	// [TitleKey], to the lineage of the section.
	Titles map[string]int

	// Tracker followed the sections of all versions up to Doc; BaseTracker up
	// to Base.
	Tracker, BaseTracker *lineage.Tracker
	// Frozen tells that the newest version of the archive has this text.
	Frozen bool

	// Origin is where the text will be published: links count from there. It is
	// empty if nothing is known of the site, and Site nil.
	Origin link.Origin
	Site   Site
	// Limits are the parameters of rules.
	Limits Limits
	// Translation is what is known of the text that this one renders; nil if
	// it renders none.
	Translation *Translation

	// Class is the declared class; that of the front matter if it is empty.
	Class string
	// EffectiveGiven and SummaryGiven: what the front matter says of these is
	// overruled.
	EffectiveGiven, SummaryGiven bool

	left *[]policy.Leftover // of Doc; nil until a rule asks
}

// Site knows the pages and files of a site, by their paths from its root: see
// publish.Routes.
type Site interface {
	// Has reports whether there is one at a path.
	Has(path string) bool
	// Own reports whether the generator alone answers for a path.
	Own(path string) bool
}

// before is the text that the change began from as a draft of its own.
func (d *Draft) before() Draft {
	limits := d.Limits
	limits.Snapshot = false
	return Draft{Policy: d.Policy, Doc: d.Base, Source: d.BaseSource, Lang: d.Lang, Today: d.Today, Tracker: d.BaseTracker, Origin: d.Origin, Site: d.Site,
		Titles: d.Titles, Limits: limits, Translation: d.Translation}
}

// changed reports whether the text is another than that of the version before.
func (d *Draft) changed() bool {
	return d.Previous != nil && d.Previous.Digest != d.Doc.Digest
}

// wordsChanged reports whether the change is one of words.
func (d *Draft) wordsChanged() bool {
	return d.Comparison != nil && (d.Comparison.Verdict.Kind == compare.Wording || d.Comparison.Verdict.Kind == compare.Sections)
}

// class is the declared class.
func (d *Draft) class() string {
	if d.Class != "" {
		return d.Class
	}
	return d.Doc.Meta.Class
}

// whole makes a finding about the text as a whole.
func (d *Draft) whole(problem, fix string) Finding {
	return Finding{Position: policy.Position{File: d.Doc.File, Line: 1, Column: 1}, Problem: problem, Fix: fix, block: -1}
}

// key makes a finding about a key of the front matter.
func (d *Draft) key(key, problem, fix string) Finding {
	f := d.whole(problem, fix)
	f.Position = keyPosition(d, key)
	return f
}

// at makes a finding about a token of a block.
func (d *Draft) at(block, token int, problem, fix string) Finding {
	b := &d.Doc.Blocks[block]
	f := Finding{Problem: problem, Fix: fix, block: block, Section: d.sectionOf(block)}
	if len(b.Tokens) == 0 {
		f.Position = d.Doc.Position(b.Offset)
		return f
	}
	f.Position = d.Doc.TokenPosition(block, token)
	return f
}

func (d *Draft) sectionOf(block int) string {
	if n := d.Doc.SectionAt(block); n >= 0 {
		return d.Doc.Sections[n].Anchor
	}
	return ""
}

// keyPosition is the place of a key of the front matter; its beginning if the
// key is not there.
func keyPosition(d *Draft, key string) policy.Position {
	pos := policy.Position{File: d.Doc.File, Line: 1, Column: 1}
	lines := bytes.Split(d.Source, []byte("\n"))
	for i, line := range lines {
		fence := bytes.TrimRight(bytes.TrimPrefix(line, []byte("\uFEFF")), " \t\r")
		isFence := bytes.Equal(fence, []byte("---")) || bytes.Equal(fence, []byte("+++"))
		switch {
		case i == 0 && !isFence:
			return pos
		case i > 0 && isFence:
			return pos
		case bytes.HasPrefix(bytes.TrimLeft(line, "\"' "), []byte(key)):
			pos.Line = i + 1
			return pos
		}
	}
	return pos
}
