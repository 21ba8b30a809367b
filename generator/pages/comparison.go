package pages

import (
	"cmp"
	"slices"

	"policyarchive/generator/changelog"
	"policyarchive/generator/history"
	"policyarchive/generator/link"
	"policyarchive/generator/schema"
)

// pairs are the pairs of versions whose comparison has a page, each from the
// older to the newer.
type pairs struct {
	neighbours [][2]int // newest first
	current    [][2]int // others against the one in force
	others     [][2]int // while versions are few, all that are left
	all        []comparison
}

// list are all pairs.
func (p *pairs) list() [][2]int { return slices.Concat(p.neighbours, p.current, p.others) }

// pair finds the pairs of versions whose comparison has a page, and what was
// found in each, so that all pages can lead there.
func (p *pageBuilder) pair() error {
	p.compared = map[[2]int]schema.CompareLink{}
	p.pairs = p.paired()
	all := &p.pairs.all
	for _, k := range p.pairs.list() {
		*all = append(*all, comparison{from: k[0], to: k[1], columns: !p.large(k[1])})
	}
	err := together(p.ctx, len(*all), func(n int) (err error) {
		if k := &(*all)[n]; k.from == p.before(k.to) {
			k.step = p.entries[k.to].Step
		} else {
			k.step, err = p.step(k.from, k.to)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, k := range *all {
		p.link(k.from, k.to, k.step)
	}
	return nil
}

// comparisonPages makes a page for each pair of versions that has one, and the
// page on which a reader picks any two.
func (p *pageBuilder) comparisonPages() ([]schema.Page, error) {
	list := p.pairs.all
	if err := together(p.ctx, len(list), func(n int) error { return p.render(&list[n]) }); err != nil {
		return nil, err
	}
	var pages []schema.Page
	for n := range list {
		pages = append(pages, p.comparison(&list[n])...)
	}
	page := p.comparePage()
	var err error
	if page.Links, err = p.fixedLinks(); err != nil {
		return nil, err
	}
	title, description := p.say("comparisonsOf"), p.say("comparisonsDescription")
	pages = append(pages, p.page(schema.LayoutComparisons, title, description, page, "compare"))
	if len(p.h.Versions) < 2 {
		return pages, nil // no form asks anything
	}
	// Where the host leads a form's question to the comparison that answers it,
	// this page is never seen.
	page.Unanswered = true
	unanswered := p.page(schema.LayoutComparisons, title, description, page, "compare", "pair")
	unanswered.NoIndex, unanswered.Canonical = true, p.policy.CompareURL
	p.compareRedirects(page.FormURL, len(p.pairs.current) > 0)
	return append(pages, unanswered), nil
}

func (p *pageBuilder) paired() (all pairs) {
	last := len(p.h.Versions) - 1
	for i := last; i > 0; i-- {
		before := p.before(i)
		if before >= 0 {
			all.neighbours = append(all.neighbours, [2]int{before, i})
		}
		for from := before + 1; from < i; from++ { // since withdrawn
			all.others = append(all.others, [2]int{from, i})
		}
	}
	now, held := -1, map[int]bool{}
	if v := p.h.InForce(); v != nil {
		now = v.Index
		for _, i := range p.heldAgainst(now) {
			held[i] = true
			if !p.adjacent(i, now) {
				all.current = append(all.current, [2]int{i, now})
			}
		}
	}
	if last+1 > p.o.Config.Params.CompareAll {
		return all
	}
	for to := last; to >= 0; to-- {
		for from := to - 1; from >= 0; from-- {
			if !p.adjacent(from, to) && (to != now || !held[from]) {
				all.others = append(all.others, [2]int{from, to})
			}
		}
	}
	return all
}

// compareRedirects lead from the form's question to the page that answers it,
// and from the name of the version in force to the address that stays.
func (p *pageBuilder) compareRedirects(form string, current bool) {
	at := p.policy.CompareURL
	p.site.Redirects = append(p.site.Redirects,
		schema.Redirect{From: form, Query: []string{"from", "to"}, To: at + ":from/:to/", Status: 302})
	if v := p.h.InForce(); current {
		p.site.Redirects = append(p.site.Redirects,
			schema.Redirect{From: at + ":from/" + v.Name.String() + "/", To: at + ":from/" + inForceName + "/", Status: 302})
	}
	p.site.Redirects = append(p.site.Redirects, schema.Redirect{From: at + ":from/:to/", To: form, Status: 404})
}

// comparePage lists the versions to pick from and the comparisons that have a
// page.
func (p *pageBuilder) comparePage() schema.ComparisonsPage {
	page := schema.ComparisonsPage{
		Policy: p.policy, Versions: []schema.Version{}, Bases: map[string]string{}, WeaveURL: p.root +
			p.path(weaveFile), FormURL: p.url("compare", "pair"),
		Neighbours: p.linksOf(p.pairs.neighbours), Current: []schema.CompareLink{}, Others: p.linksOf(p.pairs.others),
	}
	for i := len(p.versions) - 1; i >= 0; i-- {
		page.Versions = append(page.Versions, p.versions[i])
		page.Bases[p.versions[i].Name] = ""
		if from := p.origin(p.h.Versions[i]); from.Base != nil {
			page.Bases[p.versions[i].Name] = from.Base.String()
		}
	}
	if len(p.periods) > 0 {
		page.OlderBase, page.OlderBases = page.Bases[p.versions[0].Name], map[string]string{}
		for _, v := range page.Versions[p.o.Bounds.Listed:] {
			if base := page.Bases[v.Name]; base != page.OlderBase {
				page.OlderBases[v.Name] = base
			}
			delete(page.Bases, v.Name)
		}
		page.Versions = page.Versions[:p.o.Bounds.Listed]
		page.Neighbours, page.ChangesURL = page.Neighbours[:min(len(page.Neighbours),
			p.o.Bounds.Listed)], p.policy.ChangelogURL
	}
	if v := p.h.InForce(); v != nil && v.Previous != nil && len(p.heldAgainst(v.Index)) > 0 {
		page.Current = p.linksOf(append([][2]int{{v.Previous.Index, v.Index}}, p.pairs.current...))
	}
	return page
}

func (p *pageBuilder) linksOf(pairs [][2]int) []schema.CompareLink {
	list := []schema.CompareLink{}
	for _, k := range pairs {
		list = append(list, p.compared[k])
	}
	return list
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
func (p *pageBuilder) large(version int) bool {
	return p.h.Versions[version].Record.Text.Bytes > manyBytes
}

// heldAgainst are the versions before the one in force that are compared with it,
// newest first. Every new version makes all these pages anew. Large texts have as
// many fewer as they are larger, so that the work has a bound: the newest few, and
// the last of each of as many years before. Who reads without scripts finds what
// changed lately, and over the years. To tell that takes several times as long,
// for nearly all has changed: hence the quarter.
func (p *pageBuilder) heldAgainst(current int) []int {
	most, newest := p.o.Config.Params.CompareCurrent, p.o.Config.Params.CompareCurrent
	if p.large(current) {
		most = int(int64(most) * manyBytes / p.h.Versions[current].Record.Text.Bytes / 4)
		newest = most / 2
	}
	var list []int
	year := ""
	for i := current - 1; i >= 0 && len(list) < most; i-- {
		v := p.h.Versions[i]
		last := v.Starts()[:len("2006")] != year && v.Withdrawal == nil
		if last {
			year = v.Starts()[:len("2006")]
		}
		if last || current-i <= newest {
			list = append(list, i)
		}
	}
	return list
}

// render stores both views of a comparison.
func (p *pageBuilder) render(k *comparison) error {
	opts := p.optionsBetween(k.from, k.to, "")
	if p.large(k.to) {
		opts.TitlesOnly, opts.Text = true, p.versions[k.to].URL
	}
	c, err := p.between(k.from, k.to)
	if err != nil {
		return err
	}
	inline, err := p.renderer.Redline(c, opts)
	if err != nil {
		return err
	}
	if k.inline, err = p.store.Join(inline); err != nil || !k.columns {
		return err
	}
	beside, err := p.renderer.Columns(c, opts)
	if err == nil {
		k.beside, err = p.store.Join(beside)
	}
	return err
}

func (p *pageBuilder) compareURL(from, to int) string { return p.url(p.comparePath(from, to)...) }

// inForceName stands for the version in force in the address of a comparison
// with it, which so stays when another version comes: nothing that leads there
// need change.
const inForceName = "current"

// comparePath is the place of a comparison below the policy. A neighbour's has
// both names for ever.
func (p *pageBuilder) comparePath(from, to int) []string {
	name := p.h.Versions[to].Name.String()
	if !p.adjacent(from, to) && p.h.Versions[to].State == history.InForce {
		name = inForceName
	}
	return []string{"compare", p.h.Versions[from].Name.String(), name}
}

func (p *pageBuilder) link(from, to int, s *changelog.Step) {
	p.compared[[2]int{from, to}] = schema.CompareLink{From: p.versions[from], To: p.versions[to],
		URL: p.compareURL(from, to), Verdict: p.verdict(s.Verdict)}
}

// linkOf leads to a comparison that has a page; nil if it has none.
func (p *pageBuilder) linkOf(from, to int) *schema.CompareLink {
	if l, ok := p.compared[[2]int{from, to}]; ok {
		return &l
	}
	return nil
}

// found is what a comparison found, for a page at an address that shows its
// redline inline.
func (p *pageBuilder) found(k *comparison, at string) schema.ComparisonPage {
	return schema.ComparisonPage{
		Policy: p.policy.Named(), From: p.versions[k.from], To: p.versions[k.to], Verdict: p.verdict(k.step.Verdict),
		Sections: p.sectionChanges(k.step, at), Links: linkChanges(k.step, at), Markup: k.step.Markup,
		View: "inline", Body: k.inline,
	}
}

// comparison makes the pages of one comparison.
func (p *pageBuilder) comparison(k *comparison) []schema.Page {
	place, at := p.comparePath(k.from, k.to), p.compareURL(k.from, k.to)
	data := p.found(k, at)
	if k.from == p.before(k.to) {
		if before := p.before(k.from); before >= 0 {
			data.Previous = p.linkOf(before, k.from)
		}
		if after := p.after(k.to); after >= 0 && p.before(after) == k.to {
			data.Next = p.linkOf(k.to, after)
		}
	}
	p.counts.Comparisons++
	title := p.say("comparedTitle", "from", data.From.Plain, "to", data.To.Plain)
	description := p.say("comparedDescription", "from", data.From.Plain, "to", data.To.Plain)
	if k.columns {
		data.OtherURL = p.url(append(place, "side-by-side")...)
	}
	pages := []schema.Page{p.page(schema.LayoutComparison, title, description, data, place...)}
	if k.columns {
		data.View, data.Body, data.OtherURL = "side-by-side", k.beside, at
		page := p.page(schema.LayoutComparison, title, description, data, append(place, "side-by-side")...)
		page.NoIndex, page.Canonical = true, at
		pages = append(pages, page)
	}
	return pages
}

// sectionChanges lists the sections that changed in any way.
func (p *pageBuilder) sectionChanges(s *changelog.Step, at string) []schema.SectionChange {
	list := []schema.SectionChange{}
	for _, c := range s.Changes {
		out := schema.SectionChange{Status: string(c.Status), WordsAdded: c.WordsAdded, WordsRemoved: c.WordsRemoved,
			Words: DescribeWords(p.words, c.WordsAdded, c.WordsRemoved), URL: at + link.Fragment(c.Anchor)}
		is := c.New
		if is == nil {
			is = c.Old
		}
		out.Number, out.Title = is.Number, is.Title
		if was := c.Old; was != nil {
			if was.Number != is.Number {
				out.OldNumber = was.Number
			}
			if was.Title != is.Title {
				out.OldTitle = was.Title
			}
			out.Title = cmp.Or(out.Title, was.Title)
		}
		out.Title = cmp.Or(out.Title, p.rendered.Introduction)
		list = append(list, out)
	}
	return list
}

func linkChanges(s *changelog.Step, at string) []schema.LinkChange {
	list := []schema.LinkChange{}
	for _, l := range s.Links {
		out := schema.LinkChange{Text: l.Text, Old: l.Old, New: l.New}
		if l.InSection {
			out.Section = schema.Anchor{Anchor: l.Anchor, Title: l.Title, URL: at + link.Fragment(l.Anchor)}
		}
		list = append(list, out)
	}
	return list
}
