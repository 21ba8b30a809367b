package publish

import (
	"fmt"

	"policyarchive/generator/compare"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/site"
)

// sectionPages are the biographies of all sections, also of those that are gone.
func (p *press) sectionPages() error {
	current := p.h.Current()
	present := linesOf(current.Doc)
	for _, l := range p.h.Tracker.Lines {
		data := site.SectionPage{Policy: p.policy, Anchor: l.Anchor, Number: l.Number, Title: p.titleOf(l), Wordings: []site.Wording{}}
		if present[l.ID] {
			data.CurrentURL = p.policy.URL + "#" + l.Anchor
		} else {
			stone := p.tombstone(l)
			if next := p.successor(l, present); next != nil {
				stone.Successors = append(stone.Successors, site.Anchor{Anchor: next.Anchor, Title: p.titleOf(next), URL: p.policy.URL + "#" + next.Anchor})
			}
			data.Gone = &stone
		}
		ws := p.lives[l.ID].wordings
		for n := len(ws) - 1; n >= 0; n-- {
			data.Wordings = append(data.Wordings, p.wording(l, ws, n, current.Index))
		}
		page := p.page(site.LayoutHistory, fmt.Sprintf("%s: every wording, %s", data.Title, p.policy.Title),
			fmt.Sprintf("Every wording that the section “%s” of “%s” ever had.", data.Title, p.policy.Title), data, "sections", p.slugs[l.ID])
		page.NoIndex = !present[l.ID]
		p.site.Pages = append(p.site.Pages, page)
	}
	return nil
}

// wording is one text of a section with its redline against the one before.
func (p *press) wording(l *lineage.Line, ws []wording, n, current int) site.Wording {
	w := &ws[n]
	v := p.h.Versions[w.last]
	s := sectionOf(v.Doc, l.ID)
	opts := p.options(v, p.versions[w.last].URL)
	out := site.Wording{
		First: p.versions[w.first], Last: p.versions[w.last], Versions: w.last - w.first + 1,
		Current: w.first <= current && current <= w.last, AtLeast: w.first == 0,
		Number: v.Doc.Sections[s].Number, Title: v.Doc.Sections[s].Title, Status: string(w.status),
		Body: render.Body(v.Doc, s, false, opts), URL: p.versions[w.first].URL + "#" + l.Anchor,
	}
	if out.Title == "" {
		out.Title = p.titleOf(l)
	}
	if w.first > 0 {
		out.CompareURL = p.compareURL(w.first-1, w.first) + "#" + l.Anchor
	}
	if n > 0 {
		c, change, before := p.entries[w.first].Comparison, w.change, w.first-1
		if ws[n-1].last != w.first-1 {
			// It was away for a while: hold it against its last wording.
			before = ws[n-1].last
			c = p.comparer.Compare(p.h.Versions[before].Doc, p.h.Versions[w.first].Doc)
			change = changeOf(c, l.ID)
		}
		if change != nil && change.Old >= 0 {
			out.Redline = render.SectionRedline(c, change, p.between(before, w.first, p.compareURL(w.first-1, w.first)))
		}
	}
	return out
}

func sectionOf(doc *policy.Document, line int) int {
	for i := range doc.Sections {
		if doc.Sections[i].Lineage == line {
			return i
		}
	}
	return -1
}

func changeOf(c *compare.Comparison, line int) *compare.Section {
	for n := range c.Sections {
		if s := &c.Sections[n]; s.New >= 0 && c.New.Sections[s.New].Lineage == line {
			return s
		}
	}
	return nil
}
