package publish

import (
	"fmt"

	"policyarchive/generator/compare"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/site"
)

// comparisons makes a page for each version against the one before it, and
// for each older version against the one in force.
func (p *press) comparisons() error {
	p.links = map[[2]int]site.CompareLink{}
	last := len(p.h.Versions) - 1
	page := site.ComparisonsPage{Policy: p.policy, Neighbours: []site.CompareLink{}, Current: []site.CompareLink{}}
	for i := last; i > 0; i-- {
		page.Neighbours = append(page.Neighbours, p.link(i-1, i, p.entries[i].Comparison))
	}
	for i := last; i > 0; i-- {
		if err := p.comparison(i-1, i, p.entries[i].Comparison, page.Neighbours, last-i); err != nil {
			return err
		}
	}
	if current := p.h.InForce(); current != nil {
		for i := current.Index - 1; i >= 0; i-- {
			if i == current.Index-1 {
				page.Current = append(page.Current, p.links[[2]int{i, current.Index}])
				continue
			}
			c := p.comparer.Compare(p.h.Versions[i].Doc, current.Doc)
			page.Current = append(page.Current, p.link(i, current.Index, c))
			if err := p.comparison(i, current.Index, c, nil, 0); err != nil {
				return err
			}
		}
	}
	p.site.Pages = append(p.site.Pages, p.page(site.LayoutComparisons, "Comparisons: "+p.policy.Title,
		fmt.Sprintf("What changed between the versions of “%s”.", p.policy.Title), page, "compare"))
	return nil
}

func (p *press) compareURL(from, to int) string {
	return p.url("compare", p.h.Versions[from].Name.String(), p.h.Versions[to].Name.String())
}

func (p *press) link(from, to int, c *compare.Comparison) site.CompareLink {
	l := site.CompareLink{From: p.versions[from], To: p.versions[to], URL: p.compareURL(from, to), Verdict: verdict(c.Verdict)}
	p.links[[2]int{from, to}] = l
	return l
}

// comparison writes both views of one comparison. at is its place among the
// neighbours, newest first.
func (p *press) comparison(from, to int, c *compare.Comparison, neighbours []site.CompareLink, at int) error {
	a, b := p.h.Versions[from], p.h.Versions[to]
	data := site.ComparisonPage{
		Policy: p.policy, From: p.versions[from], To: p.versions[to], Verdict: verdict(c.Verdict),
		Sections: p.sectionChanges(c, p.compareURL(from, to)), Links: linkChanges(c, p.compareURL(from, to)), Markup: c.Markup,
	}
	if neighbours != nil {
		if at+1 < len(neighbours) {
			data.Previous = &neighbours[at+1]
		}
		if at > 0 {
			data.Next = &neighbours[at-1]
		}
	}
	p.counts.Comparisons++
	opts := p.between(from, to, "")
	for _, view := range []struct {
		name, other string
		parts       []string
		render      func(*compare.Comparison, render.Options) []byte
	}{
		{"inline", p.url("compare", a.Name.String(), b.Name.String(), "side-by-side"), []string{"compare", a.Name.String(), b.Name.String()}, render.Redline},
		{"side-by-side", p.compareURL(from, to), []string{"compare", a.Name.String(), b.Name.String(), "side-by-side"}, render.Columns},
	} {
		key := append(textKey(a, opts), textKey(b, opts)...)
		name, err := p.fragments.Once(append(key, view.name...), func() ([]byte, error) { return view.render(c, opts), nil })
		if err != nil {
			return err
		}
		d := data
		d.View, d.OtherURL, d.Body = view.name, view.other, name
		page := p.page(site.LayoutComparison, fmt.Sprintf("%s and %s compared: %s", a.Name, b.Name, p.policy.Title),
			fmt.Sprintf("What changed in “%s” between %s and %s.", p.policy.Title, a.Name, b.Name), d, view.parts...)
		page.NoIndex = view.name != "inline"
		if page.NoIndex {
			page.Canonical = p.compareURL(from, to)
		}
		p.site.Pages = append(p.site.Pages, page)
	}
	return nil
}

// sectionChanges lists the sections that changed in any way.
func (p *press) sectionChanges(c *compare.Comparison, at string) []site.SectionChange {
	list := []site.SectionChange{}
	for n := range c.Sections {
		s := &c.Sections[n]
		if s.Status == compare.Unchanged {
			continue
		}
		out := site.SectionChange{Status: string(s.Status), WordsAdded: s.WordsAdded, WordsRemoved: s.WordsRemoved}
		var sec *policy.Section
		if s.Old >= 0 {
			sec = &c.Old.Sections[s.Old]
			out.OldNumber, out.OldTitle = sec.Number, sec.Title
		}
		if s.New >= 0 {
			sec = &c.New.Sections[s.New]
			out.Number, out.Title = sec.Number, sec.Title
		} else {
			out.Number, out.Title = out.OldNumber, out.OldTitle
		}
		if out.Title == "" {
			out.Title = out.OldTitle
		}
		out.Anchor, out.URL, out.HistoryURL = sec.Anchor, at+"#"+sec.Anchor, p.historyURL(sec.Lineage)
		if out.Title == "" {
			out.Title = p.o.Words.Introduction
		}
		list = append(list, out)
	}
	return list
}

func linkChanges(c *compare.Comparison, at string) []site.LinkChange {
	list := []site.LinkChange{}
	for _, l := range c.Links {
		out := site.LinkChange{Text: l.Text, Old: l.Old, New: l.New}
		if l.Section >= 0 {
			s := &c.New.Sections[l.Section]
			out.Section = site.Anchor{Anchor: s.Anchor, Title: s.Title, URL: at + "#" + s.Anchor}
		}
		list = append(list, out)
	}
	return list
}
