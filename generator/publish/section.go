package publish

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"policyarchive/generator/compare"
	"policyarchive/generator/lineage"
	"policyarchive/generator/site"
)

// sectionPages are the biographies of all sections, also of those that are gone.
func (p *press) sectionPages() ([]site.Page, error) {
	pages := make([]site.Page, len(p.h.Tracker.Lines))
	present := p.presentLines()
	absorbed := map[int][]*lineage.Line{}
	for _, l := range p.h.Tracker.Lines {
		if !present[l.ID] {
			if next := p.successor(l, present); next != nil {
				absorbed[next.ID] = append(absorbed[next.ID], l)
			}
		}
	}
	err := together(p.ctx, len(pages), func(n int) (err error) {
		l := p.h.Tracker.Lines[n]
		pages[n], err = p.sectionPage(l, present, absorbed[l.ID])
		return err
	})
	return pages, err
}

func (p *press) sectionPage(l *lineage.Line, present map[int]bool, absorbed []*lineage.Line) (site.Page, error) {
	data := site.SectionPage{Policy: p.policy.Named(), Anchor: l.Anchor, Number: l.Number, Title: p.titleOf(l), Wordings: []site.Wording{}}
	if present[l.ID] {
		data.CurrentURL = p.policy.URL + "#" + l.Anchor
		data.EditURL = p.editURL()
	} else {
		stone := p.tombstone(l)
		if next := p.successor(l, present); next != nil {
			stone.Successors = append(stone.Successors, site.Anchor{Anchor: next.Anchor, Title: p.titleOf(next), URL: p.policy.URL + "#" + next.Anchor})
		}
		data.Gone = &stone
	}
	ws := p.lives[l.ID].wordings
	for n := len(ws) - 1; n >= 0; n-- {
		w, err := p.wording(l, ws, n)
		if err != nil {
			return site.Page{}, err
		}
		data.Wordings = append(data.Wordings, w)
	}
	for _, gone := range absorbed {
		if url := p.historyURL(gone.ID); !leadsTo(data.Wordings, url) {
			data.Absorbed = append(data.Absorbed, site.Anchor{Anchor: gone.Anchor, Title: p.titleOf(gone), URL: url})
		}
	}
	page := p.page(site.LayoutHistory, fmt.Sprintf("%s: every wording, %s", data.Title, p.policy.Title),
		fmt.Sprintf("Every wording that the section “%s” of “%s” ever had.", data.Title, p.policy.Title), data, "sections", p.slugs[l.ID])
	page.NoIndex = !present[l.ID]
	return page, nil
}

// leadsTo reports whether an event of a section leads to the page of another.
func leadsTo(wordings []site.Wording, url string) bool {
	return slices.ContainsFunc(wordings, func(w site.Wording) bool {
		return slices.ContainsFunc(slices.Concat(w.Events, w.Later), func(e site.SectionEvent) bool {
			return slices.ContainsFunc(e.Others, func(o site.Anchor) bool { return o.URL == url })
		})
	})
}

// wording is one text of a section with its redline against the one before.
// That of the text in force goes on with every new version: nothing of it
// tells how far.
func (p *press) wording(l *lineage.Line, ws []wording, n int) (site.Wording, error) {
	w := &ws[n]
	current := p.h.Current().Index
	v := p.h.Versions[w.last]
	at := v.Outline.Section(l.ID)
	section := &v.Outline.Sections[at]
	out := site.Wording{
		First: p.versions[w.first], Last: p.versions[w.last], Versions: p.counted(w.first, w.last),
		Current: w.first <= current && current <= w.last, AtLeast: p.before(w.first) < 0,
		Number: section.Number, Title: cmp.Or(section.Title, p.titleOf(l)),
		URL: p.versions[w.first].URL + "#" + l.Anchor,
	}
	out.Events, out.Later = p.tellEvents(w, l.Anchor)
	opts := p.options(v, p.versions[w.last].URL)
	if out.Current {
		opts = p.options(v, p.policy.URL)
	}
	body := func() (string, error) {
		doc, err := v.Document()
		if err != nil {
			return "", err
		}
		return p.renderer.Body(doc, at, false, opts), nil
	}
	var err error
	if out.Current {
		out.Last, out.Versions = out.First, 1
		var html string
		if html, err = body(); err == nil {
			out.Body, err = p.fragments.Put([]byte(html))
		}
	} else {
		out.Body, err = p.shrunk(p.key("wording "+l.Anchor, opts, v.Outline.Digest[:]), body)
	}
	if err != nil || out.AtLeast {
		return out, err
	}
	out.CompareURL = p.stepURL(w.first) + "#" + l.Anchor
	if n > 0 {
		out.Redline, err = p.rewording(l, ws[n-1].last, w.first)
	}
	return out, err
}

// rewording is the redline of a section's text in a version against that in an
// earlier one: the version before, or the last that had it.
func (p *press) rewording(l *lineage.Line, before, first int) (string, error) {
	opts := p.between(before, first, p.stepURL(first))
	if before != p.before(first) { // the comparison lacks the sections that only the earlier text has
		opts.Former = p.versions[before].URL
	}
	return p.shrunk(p.key("rewording "+l.Anchor, opts, p.digest(before), p.woven.prefix(first)), func() (string, error) {
		c, err := p.woven.between(before, first)
		if err != nil {
			return "", err
		}
		return p.renderer.SectionRedline(c, changeOf(c, l.ID), opts), nil
	})
}

// shrunk stores the HTML of a wording. Several share a page: none may have an id.
func (p *press) shrunk(key []byte, render func() (string, error)) (string, error) {
	return p.fragments.Once(key, func() ([]string, error) {
		html, err := render()
		if err != nil {
			return nil, err
		}
		if strings.Contains(html, ` id="`) {
			return nil, fmt.Errorf("a wording holds an id: %.80s", html)
		}
		small, err := p.fragments.Shrink(html)
		return []string{small}, err
	})
}

func changeOf(c *compare.Comparison, line int) *compare.Section {
	for n := range c.Sections {
		if s := &c.Sections[n]; s.New >= 0 && c.New.Sections[s.New].Lineage == line {
			return s
		}
	}
	return nil
}
