package check

import (
	"sync"

	"policyarchive/generator/draft"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
)

// subject is the text that rules look at, with what they are to know of it.
type subject struct {
	*draft.Draft
	Options
	// previous is the text of the version before; nil for the first.
	previous *policy.Document
	// titles leads from every title that a section ever had, folded by titleKey, to
	// the lineage of the section.
	titles func() map[string]int

	leftover  func() []policy.Leftover   // of Doc
	forbidden func() []*policy.Forbidden // in Doc and Source
}

// Options are what rules know beside the text.
type Options struct {
	// Limits are the parameters of rules.
	Limits Limits
	// Origin is where the text will be published: links count from there. It is
	// empty if nothing is known of the site, and Site nil.
	Origin link.Origin
	Site   Site
}

// Site knows the pages and files of a site, by their paths from its root: see
// publish.Routes.
type Site interface {
	// Has reports whether there is one at a path.
	Has(path string) bool
	// Own reports whether the generator alone answers for a path.
	Own(path string) bool
}

func newSubject(d *draft.Draft, o Options) *subject {
	s := &subject{Draft: d, Options: o, leftover: sync.OnceValue(d.Doc.Leftovers)}
	s.forbidden = sync.OnceValue(func() []*policy.Forbidden { return d.Doc.Forbidden(d.Source) })
	s.titles = sync.OnceValue(func() map[string]int { return titlesOf(d) })
	if d.Previous != nil {
		s.previous = d.Previous.Doc
	}
	return s
}

// before is the text that the change began from as a subject of its own. It
// follows nothing.
func (d *subject) before() *subject {
	o := d.Options
	o.Limits.Snapshot = false
	b := newSubject(&draft.Draft{Policy: d.Policy, Lang: d.Lang, Today: d.Today, Text: *d.Base,
		Translation: d.Translation}, o)
	b.titles = d.titles
	return b
}

// titlesOf are the titles that sections had in versions before a draft.
func titlesOf(d *draft.Draft) map[string]int {
	all := map[string]int{}
	if d.Previous == nil || d.History == nil {
		return all
	}
	for _, v := range d.History.Versions {
		for _, s := range v.Outline.Sections {
			if s.Headed {
				all[titleKey(s.Title)] = s.Lineage
			}
		}
	}
	return all
}

// whole makes a finding about the text as a whole.
func (d *subject) whole(problem, fix string) Finding {
	return Finding{Position: policy.Position{File: d.Doc.File, Line: 1, Column: 1}, Problem: problem, Fix: fix,
		block: -1}
}

// key makes a finding about a key of the front matter.
func (d *subject) key(key, problem, fix string) Finding {
	f := d.whole(problem, fix)
	f.Position = keyPosition(d, key)
	return f
}

// at makes a finding about a token of a block.
func (d *subject) at(block, token int, problem, fix string) Finding {
	b := &d.Doc.Blocks[block]
	f := Finding{Problem: problem, Fix: fix, block: block, Section: d.sectionOf(block)}
	if len(b.Tokens) == 0 {
		f.Position = d.Doc.Position(b.Offset)
		return f
	}
	f.Position = d.Doc.TokenPosition(block, token)
	return f
}

func (d *subject) sectionOf(block int) string {
	if n := d.Doc.SectionAt(block); n >= 0 {
		return d.Doc.Sections[n].Anchor
	}
	return ""
}

// keyPosition is the place of a key of the front matter; its beginning if the
// key is not there.
func keyPosition(d *subject, key string) policy.Position {
	return policy.KeyPosition(d.Doc.File, d.Source, key)
}
