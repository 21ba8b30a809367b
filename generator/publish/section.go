package publish

import (
	"cmp"
	"fmt"
	"strings"

	"policyarchive/generator/compare"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/site"
)

// sectionPages are the biographies of all sections, also of those that are gone.
func (p *press) sectionPages() error {
	pages := make([]site.Page, len(p.h.Tracker.Lines))
	present := linesOf(p.h.Current().Doc)
	err := together(len(pages), func(n int) (err error) {
		pages[n], err = p.sectionPage(p.h.Tracker.Lines[n], present)
		return err
	})
	p.site.Pages = append(p.site.Pages, pages...)
	return err
}

func (p *press) sectionPage(l *lineage.Line, present map[int]bool) (site.Page, error) {
	data := site.SectionPage{Policy: p.policy.Named(), Anchor: l.Anchor, Number: l.Number, Title: p.titleOf(l), Wordings: []site.Wording{}}
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
		w, err := p.wording(l, ws, n)
		if err != nil {
			return site.Page{}, err
		}
		data.Wordings = append(data.Wordings, w)
	}
	page := p.page(site.LayoutHistory, fmt.Sprintf("%s: every wording, %s", data.Title, p.policy.Title),
		fmt.Sprintf("Every wording that the section “%s” of “%s” ever had.", data.Title, p.policy.Title), data, "sections", p.slugs[l.ID])
	page.NoIndex = !present[l.ID]
	return page, nil
}

// wording is one text of a section with its redline against the one before.
// That of the text in force goes on with every new version: nothing of it
// tells how far.
func (p *press) wording(l *lineage.Line, ws []wording, n int) (site.Wording, error) {
	w := &ws[n]
	current := p.h.Current().Index
	v := p.h.Versions[w.last]
	s := sectionOf(v.Doc, l.ID)
	out := site.Wording{
		First: p.versions[w.first], Last: p.versions[w.last], Versions: w.last - w.first + 1,
		Current: w.first <= current && current <= w.last, AtLeast: w.first == 0,
		Number: v.Doc.Sections[s].Number, Title: cmp.Or(v.Doc.Sections[s].Title, p.titleOf(l)), Status: string(w.status),
		URL: p.versions[w.first].URL + "#" + l.Anchor,
	}
	var err error
	if out.Current {
		out.Last, out.Versions = out.First, 1
		out.Body, err = p.fragments.Put([]byte(render.Body(v.Doc, s, false, p.options(v, p.policy.URL))))
	} else {
		opts := p.options(v, p.versions[w.last].URL)
		out.Body, err = p.shrunk(key("wording "+l.Anchor, opts, p.digests[w.last]), func() string { return render.Body(v.Doc, s, false, opts) })
	}
	if err != nil || w.first == 0 {
		return out, err
	}
	out.CompareURL = p.compareURL(w.first-1, w.first) + "#" + l.Anchor
	if n > 0 {
		out.Redline, err = p.rewording(l, ws[n-1].last, w)
	}
	return out, err
}

// rewording is the redline of a wording against the section's text in an
// earlier version; "" if there is none.
func (p *press) rewording(l *lineage.Line, before int, w *wording) (string, error) {
	c, change := p.entries[w.first].Comparison, w.change
	if before != w.first-1 {
		// It was away for a while: hold it against its last wording.
		c = p.weave.Between(before, w.first)
		change = changeOf(c, l.ID)
	}
	if change == nil || change.Old < 0 {
		return "", nil
	}
	opts := p.between(before, w.first, p.compareURL(w.first-1, w.first))
	return p.shrunk(key("rewording "+l.Anchor, opts, p.digests[before], p.digests[w.first]), func() string { return render.SectionRedline(c, change, opts) })
}

// shrunk stores the HTML of a wording. Several share a page: none may have an id.
func (p *press) shrunk(key []byte, render func() string) (string, error) {
	return p.fragments.Once(key, func() ([]string, error) {
		html := render()
		if strings.Contains(html, ` id="`) {
			return nil, fmt.Errorf("a wording holds an id: %.80s", html)
		}
		small, err := p.fragments.Shrink(html)
		return []string{small}, err
	})
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
