package publish

import (
	"cmp"
	"fmt"

	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
	"policyarchive/generator/render"
	"policyarchive/generator/site"
)

// comparisonPages makes a page for each version against the one before it, and
// for the versions before the one in force against that.
func (p *press) comparisonPages() error {
	p.links = map[[2]int]site.CompareLink{}
	last := len(p.h.Versions) - 1
	page := site.ComparisonsPage{Policy: p.policy, Neighbours: []site.CompareLink{}, Current: []site.CompareLink{}}
	var list []comparison
	for i := last; i > 0; i-- {
		page.Neighbours = append(page.Neighbours, p.link(i-1, i, p.entries[i].Step))
		list = append(list, comparison{from: i - 1, to: i, step: p.entries[i].Step, columns: !p.large(i)})
	}
	if current := p.h.InForce(); current != nil {
		neighbours := len(list)
		for i := current.Index - 2; i >= max(0, current.Index-p.heldAgainst(current.Index)); i-- {
			list = append(list, comparison{from: i, to: current.Index, columns: !p.large(current.Index)})
		}
		added := list[neighbours:]
		err := together(len(added), func(n int) (err error) {
			added[n].step, err = p.step(added[n].from, added[n].to)
			return err
		})
		if err != nil {
			return err
		}
		for i := range added {
			p.link(added[i].from, added[i].to, added[i].step)
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
	step           *changelog.Step
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
	view := func(kind string, render func(*compare.Comparison, render.Options) ([]string, error)) (string, error) {
		return p.fragments.Once(key(kind, opts, p.digest(k.from), p.digest(k.to)), func() ([]string, error) {
			c, err := p.compare(k.from, k.to)
			if err != nil {
				return nil, err
			}
			return render(c, opts)
		})
	}
	k.inline, err = view("inline", p.renderer.Redline)
	if err == nil && k.columns {
		k.beside, err = view("side-by-side", p.renderer.Columns)
	}
	return err
}

// digest is one of everything that a version's rendered text depends on.
func (p *press) digest(version int) []byte { return p.h.Versions[version].Outline.Digest[:] }

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

func (p *press) link(from, to int, s *changelog.Step) site.CompareLink {
	l := site.CompareLink{From: p.versions[from], To: p.versions[to], URL: p.compareURL(from, to), Verdict: verdict(s.Verdict)}
	p.links[[2]int{from, to}] = l
	return l
}

// comparison makes the pages of one comparison. neighbours are those from
// version to version, newest first.
func (p *press) comparison(k *comparison, neighbours []site.CompareLink, last int) {
	a, b := p.h.Versions[k.from].Name.String(), p.h.Versions[k.to].Name.String()
	place, at := p.comparePath(k.from, k.to), p.compareURL(k.from, k.to)
	data := site.ComparisonPage{
		Policy: p.policy.Named(), From: p.versions[k.from], To: p.versions[k.to], Verdict: verdict(k.step.Verdict),
		Sections: p.sectionChanges(k.step, at), Links: linkChanges(k.step, at), Markup: k.step.Markup,
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
func (p *press) sectionChanges(s *changelog.Step, at string) []site.SectionChange {
	list := []site.SectionChange{}
	for _, c := range s.Changes {
		out := site.SectionChange{Status: string(c.Status), WordsAdded: c.WordsAdded, WordsRemoved: c.WordsRemoved,
			Anchor: c.Anchor, URL: at + "#" + c.Anchor, HistoryURL: p.historyURL(c.Line)}
		if c.Old != nil {
			out.OldNumber, out.OldTitle = c.Old.Number, c.Old.Title
		}
		if c.New != nil {
			out.Number, out.Title = c.New.Number, c.New.Title
		} else {
			out.Number = out.OldNumber
		}
		out.Title = cmp.Or(out.Title, out.OldTitle, p.o.Words.Introduction)
		list = append(list, out)
	}
	return list
}

func linkChanges(s *changelog.Step, at string) []site.LinkChange {
	list := []site.LinkChange{}
	for _, l := range s.Links {
		out := site.LinkChange{Text: l.Text, Old: l.Old, New: l.New}
		if l.InSection {
			out.Section = site.Anchor{Anchor: l.Anchor, Title: l.Title, URL: at + "#" + l.Anchor}
		}
		list = append(list, out)
	}
	return list
}
