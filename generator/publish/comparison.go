package publish

import (
	"fmt"

	"policyarchive/generator/compare"
	"policyarchive/generator/policy"
	"policyarchive/generator/site"
)

// comparisons makes a page for each pair of versions that has one, and the
// page on which a reader picks any two.
func (p *press) comparisons() error {
	p.links = map[[2]int]site.CompareLink{}
	neighbours, current, others := p.paired()
	var list []comparison
	for _, pairs := range [][][2]int{neighbours, current, others} {
		for _, k := range pairs {
			list = append(list, comparison{from: k[0], to: k[1], columns: !p.large(k[1])})
		}
	}
	err := together(len(list), func(n int) error {
		if list[n].c = p.entries[list[n].to].Comparison; list[n].from != list[n].to-1 {
			list[n].c = p.weave.Between(list[n].from, list[n].to)
		}
		return p.render(&list[n])
	})
	if err != nil {
		return err
	}
	for n := range list {
		p.link(list[n].from, list[n].to, list[n].c)
	}
	page := p.comparePage(neighbours, current, others)
	for n := range list {
		p.comparison(&list[n], page.Neighbours, len(p.h.Versions)-1)
	}
	title, description := "Comparisons: "+p.policy.Title, fmt.Sprintf("What changed between any two versions of “%s”.", p.policy.Title)
	p.site.Pages = append(p.site.Pages, p.page(site.LayoutComparisons, title, description, page, "compare"))
	// Where the host leads a form's question to the comparison that answers it,
	// this page is never seen.
	page.Unanswered = true
	unanswered := p.page(site.LayoutComparisons, title, description, page, "compare", "pair")
	unanswered.NoIndex, unanswered.Canonical = true, p.policy.CompareURL
	p.site.Pages = append(p.site.Pages, unanswered)
	p.site.Redirects = append(p.site.Redirects,
		site.Redirect{From: page.FormURL, Query: []string{"from", "to"}, To: p.policy.CompareURL + ":from/:to/", Status: 302},
		site.Redirect{From: p.policy.CompareURL + "*", To: page.FormURL, Status: 404})
	return nil
}

// comparePage lists the versions to pick from and the comparisons that have a
// page.
func (p *press) comparePage(neighbours, current, others [][2]int) site.ComparisonsPage {
	page := site.ComparisonsPage{
		Policy: p.policy, Versions: []site.Version{}, WeaveURL: p.root + p.path("weave.json"), FormURL: p.url("compare", "pair"),
		Neighbours: p.linksOf(neighbours), Current: []site.CompareLink{}, Others: p.linksOf(others),
	}
	for i := len(p.versions) - 1; i >= 0; i-- {
		page.Versions = append(page.Versions, p.versions[i])
	}
	if len(current) > 0 {
		now := current[0][1]
		page.Current = p.linksOf(append([][2]int{{now - 1, now}}, current...))
	} else if v := p.h.InForce(); v != nil && v.Index > 0 && p.o.Config.Params.CompareCurrent > 0 {
		page.Current = p.linksOf([][2]int{{v.Index - 1, v.Index}})
	}
	return page
}

func (p *press) linksOf(pairs [][2]int) []site.CompareLink {
	list := []site.CompareLink{}
	for _, k := range pairs {
		list = append(list, p.links[k])
	}
	return list
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

func (p *press) compareURL(from, to int) string {
	return p.url("compare", p.h.Versions[from].Name.String(), p.h.Versions[to].Name.String())
}

func (p *press) link(from, to int, c *compare.Comparison) {
	p.links[[2]int{from, to}] = site.CompareLink{From: p.versions[from], To: p.versions[to], URL: p.compareURL(from, to), Verdict: verdict(c.Verdict)}
}

// comparison makes the pages of one comparison. neighbours are those from
// version to version, newest first.
func (p *press) comparison(k *comparison, neighbours []site.CompareLink, last int) {
	a, b := p.h.Versions[k.from].Name.String(), p.h.Versions[k.to].Name.String()
	at := p.compareURL(k.from, k.to)
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
		data.OtherURL = p.url("compare", a, b, "side-by-side")
	}
	p.site.Pages = append(p.site.Pages, p.page(site.LayoutComparison, title, description, data, "compare", a, b))
	if k.columns {
		data.View, data.Body, data.OtherURL = "side-by-side", k.beside, at
		page := p.page(site.LayoutComparison, title, description, data, "compare", a, b, "side-by-side")
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
