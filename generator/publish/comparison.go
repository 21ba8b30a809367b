package publish

import (
	"fmt"

	"policyarchive/generator/compare"
	"policyarchive/generator/policy"
	"policyarchive/generator/site"
)

// comparisons makes a page for each version against the one before it, and
// for the versions before the one in force against that.
func (p *press) comparisons() error {
	p.links = map[[2]int]site.CompareLink{}
	last := len(p.h.Versions) - 1
	page := site.ComparisonsPage{Policy: p.policy, Neighbours: []site.CompareLink{}, Current: []site.CompareLink{}}
	var list []comparison
	for i := last; i > 0; i-- {
		page.Neighbours = append(page.Neighbours, p.link(i-1, i, p.entries[i].Comparison))
		list = append(list, comparison{from: i - 1, to: i, c: p.entries[i].Comparison, columns: !p.large(i)})
	}
	if current := p.h.InForce(); current != nil {
		neighbours := len(list)
		for i := current.Index - 2; i >= max(0, current.Index-p.heldAgainst(current.Index)); i-- {
			list = append(list, comparison{from: i, to: current.Index, columns: !p.large(current.Index)})
		}
		added := list[neighbours:]
		_ = together(len(added), func(n int) error { // which never fails
			added[n].c = p.comparer.Compare(p.h.Versions[added[n].from].Doc, current.Doc)
			return nil
		})
		for i := range added {
			p.link(added[i].from, added[i].to, added[i].c)
		}
		for i := current.Index - 1; i >= 0; i-- {
			if l, ok := p.links[[2]int{i, current.Index}]; ok {
				page.Current = append(page.Current, l)
			}
		}
	}
	if err := together(len(list), func(n int) error { return p.render(&list[n]) }); err != nil {
		return err
	}
	for n := range list {
		p.comparison(&list[n], page.Neighbours, last)
	}
	p.site.Pages = append(p.site.Pages, p.page(site.LayoutComparisons, "Comparisons: "+p.policy.Title,
		fmt.Sprintf("What changed between the versions of “%s”.", p.policy.Title), page, "compare"))
	return nil
}

// comparison is one that has a page.
type comparison struct {
	from, to       int
	c              *compare.Comparison
	columns        bool // it has a page side by side as well
	inline, beside string
}

// manyBytes is the size of a text above which a comparison does not repeat its
// unchanged sections: no one wants to load them with every change.
const manyBytes = 96 << 10

// large reports whether a version's text is.
func (p *press) large(version int) bool { return p.h.Versions[version].Record.Text.Bytes > manyBytes }

// heldAgainst is how many versions before the one in force are compared with it.
// Every new version makes all these pages anew: of large texts there are as many
// fewer as they are larger, so that the work has a bound.
func (p *press) heldAgainst(current int) int {
	n := p.o.Config.Params.CompareCurrent
	if p.large(current) {
		n = int(int64(n) * manyBytes / p.h.Versions[current].Record.Text.Bytes)
	}
	return n
}

// render stores both views of a comparison.
func (p *press) render(k *comparison) (err error) {
	opts := p.between(k.from, k.to, "")
	if p.large(k.to) {
		opts.TitlesOnly, opts.Text = true, p.versions[k.to].URL
	}
	k.inline, err = p.fragments.Once(key("inline", opts, p.digests[k.from], p.digests[k.to]), func() ([]string, error) { return p.renderer.Redline(k.c, opts) })
	if err == nil && k.columns {
		k.beside, err = p.fragments.Once(key("side-by-side", opts, p.digests[k.from], p.digests[k.to]), func() ([]string, error) { return p.renderer.Columns(k.c, opts) })
	}
	return err
}

func (p *press) compareURL(from, to int) string { return p.url(p.comparePath(from, to)...) }

// inForceName stands for the version in force in the address of a comparison
// with it, which so stays when another version comes: nothing that leads there
// need change.
const inForceName = "current"

// comparePath is the place of a comparison below the policy. A neighbour's has
// both names for ever.
func (p *press) comparePath(from, to int) []string {
	name := inForceName
	if to == from+1 {
		name = p.h.Versions[to].Name.String()
	}
	return []string{"compare", p.h.Versions[from].Name.String(), name}
}

func (p *press) link(from, to int, c *compare.Comparison) site.CompareLink {
	l := site.CompareLink{From: p.versions[from], To: p.versions[to], URL: p.compareURL(from, to), Verdict: verdict(c.Verdict)}
	p.links[[2]int{from, to}] = l
	return l
}

// comparison makes the pages of one comparison. neighbours are those from
// version to version, newest first.
func (p *press) comparison(k *comparison, neighbours []site.CompareLink, last int) {
	a, b := p.h.Versions[k.from].Name.String(), p.h.Versions[k.to].Name.String()
	place, at := p.comparePath(k.from, k.to), p.compareURL(k.from, k.to)
	data := site.ComparisonPage{
		Policy: p.policy.Named(), From: p.versions[k.from], To: p.versions[k.to], Verdict: verdict(k.c.Verdict),
		Sections: p.sectionChanges(k.c, at), Links: linkChanges(k.c, at), Markup: k.c.Markup,
	}
	if n := last - k.to; k.from == k.to-1 {
		if n+1 < len(neighbours) {
			data.Previous = &neighbours[n+1]
		}
		if n > 0 {
			data.Next = &neighbours[n-1]
		}
	}
	p.counts.Comparisons++
	title := fmt.Sprintf("%s and %s compared: %s", a, b, p.policy.Title)
	description := fmt.Sprintf("What changed in “%s” between %s and %s.", p.policy.Title, a, b)
	data.View, data.Body = "inline", k.inline
	if k.columns {
		data.OtherURL = p.url(append(place, "side-by-side")...)
	}
	p.site.Pages = append(p.site.Pages, p.page(site.LayoutComparison, title, description, data, place...))
	if k.columns {
		data.View, data.Body, data.OtherURL = "side-by-side", k.beside, at
		page := p.page(site.LayoutComparison, title, description, data, append(place, "side-by-side")...)
		page.NoIndex, page.Canonical = true, at
		p.site.Pages = append(p.site.Pages, page)
	}
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
