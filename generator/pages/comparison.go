package pages

import (
	"cmp"

	"policyarchive/generator/changelog"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/schema"
)

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
	pages = append(pages, p.page(schema.LayoutComparisonList, p.say("comparisonListOf"), p.say("comparisonsDescription"),
		p.comparisonList(), "compare", "all"))
	// Where the host leads a form's question to the comparison that answers it,
	// this page is never seen.
	page.Unanswered = true
	unanswered := p.page(schema.LayoutComparisons, title, description, page, "compare", "pair")
	unanswered.NoIndex, unanswered.Canonical = true, p.policy.CompareURL
	p.compareRedirects(page.FormURL, len(p.pairs.current) > 0)
	return append(pages, unanswered), nil
}

// comparison is one that has a page.
type comparison struct {
	from, to       int
	step           *changelog.Step
	columns        bool // it has a page side by side as well
	inline, beside string
	markdown       string // its redline as Markdown, a fragment as the other two
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
	if k.markdown, err = p.store.PutAsIs(p.markdownRedline(k, c)); err != nil {
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

// found is what a comparison found, for a page at an address that shows its
// redline inline.
func (p *pageBuilder) found(k *comparison, at string) schema.ComparisonPage {
	return schema.ComparisonPage{
		Policy: p.policy.Named(), From: p.versions[k.from], To: p.versions[k.to], Verdict: p.verdict(k.step.Verdict),
		Sections: p.sectionChanges(k.step, at), Links: linkChanges(k.step, at), Markup: k.step.Markup,
		View: "inline", Body: k.inline, Redacted: p.redactedNotes("betweenRedacted", k.from, k.to),
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
	data.MarkdownURL = at + redlineFile
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
		out.Number, out.Title, out.Around = is.Number, is.Title, is.Around
		if was := c.Old; was != nil {
			if was.Number != is.Number {
				out.OldNumber = was.Number
			}
			if was.Title != is.Title {
				out.OldTitle = was.Title
			}
			out.Title = cmp.Or(out.Title, was.Title)
		}
		out.Number, out.Title = policy.ShownHeading(out.Number, out.Title)
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
