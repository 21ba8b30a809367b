package pages

import (
	"slices"

	"policyarchive/generator/lineage"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/schema"
)

// currentPage is the text in force, every section with what is known of its
// past, and every anchor that was ever published.
func (p *pageBuilder) currentPage() ([]schema.Page, error) {
	if p.draft != nil {
		return p.draftPages()
	}
	v := p.h.Current()
	doc := v.Doc
	data := schema.PolicyPage{Policy: p.policy, Version: p.versions[v.Index], Title: p.title(v)}
	if v.Previous != nil {
		data.CompareURL = p.stepURL(v.Index)
	}
	last := p.lastChange(v)
	if last != nil {
		data.Latest = &p.siteEntries[last.Index]
	}
	data.LastChange = p.describeLastChange(v, last)
	data.EditURL, data.Citation = p.editURL(), p.citation(v)
	err := p.wholeText(&data, p.terms[v.Index], p.h.Tracker.Lineages, p.options(v, ""),
		func(line int) *schema.Since { return p.since(line, v.Index) })
	if err != nil {
		return nil, err
	}
	data.AnnotatedURL = p.annotatedURL(v.Index)
	data.LinkedData, err = p.linkedData(v, p.policy.URL, linkedThing{"WebSite", p.o.BaseURL, p.o.Config.Title})
	if err != nil {
		return nil, err
	}
	page := p.page(schema.LayoutPolicy, data.Title, firstWords(doc, 30), data)
	page.Modified, page.Text = v.Starts(), p.wholeTextOf(v, true)
	return []schema.Page{page}, nil
}

// editURL is where a change of the policy can be suggested; "" if nowhere, or if
// it has no working text.
func (p *pageBuilder) editURL() string {
	if !slices.Contains(p.o.Working, p.h.Policy) {
		return ""
	}
	return p.o.Config.EditURL(p.h.Policy)
}

// wholeText fills a page with all sections of a text, its terms, and all anchors that
// lines ever had. since says how long a section has had its wording.
func (p *pageBuilder) wholeText(data *schema.PolicyPage, t *textTerms, lines []*lineage.Lineage,
	opts render.Options, since func(line int) *schema.Since) (err error) {
	doc, redline := t.doc, ""
	if data.Draft != nil {
		redline = data.Draft.RedlineURL
	}
	if data.Terms, err = p.termList(t, opts, redline); err != nil {
		return err
	}
	opts.Terms = t.marked()
	data.Sections = []schema.Section{}
	ids := idsOf(doc)
	gone, merged := p.gone(doc, lines, ids)
	data.Gone = gone
	around := doc.Around()
	for i := range doc.Sections {
		s := &doc.Sections[i]
		out := p.section(doc, i, opts)
		out.Around = around[i]
		if body := p.renderer.Body(doc, i, true, opts); body != "" {
			if out.Body, err = p.store.Put(body); err != nil {
				return err
			}
		}
		out.Since = since(s.Lineage)
		out.Aliases = append(out.Aliases, ids.take(anchorsOf(lines[s.Lineage]))...)
		out.Aliases = append(out.Aliases, merged[s.Lineage]...)
		data.Sections = append(data.Sections, out)
	}
	return nil
}

func (p *pageBuilder) section(doc *policy.Document, i int, opts render.Options) schema.Section {
	s := &doc.Sections[i]
	number, title := policy.ShownHeading(s.Number, s.Title)
	return schema.Section{
		Anchor: s.Anchor, Aliases: append([]string{}, s.Aliases...), Depth: s.Depth, Number: number, Title: title,
		TitleHTML: p.renderer.Title(doc, i, opts), HistoryURL: p.historyURL(s.Lineage),
	}
}

// since says how long a section's wording of a version has stood; nil if that is
// not known, as in the first version.
func (p *pageBuilder) since(line, version int) *schema.Since {
	w := p.lives[line].at(version)
	if w == nil || p.before(version) < 0 {
		return nil
	}
	s := &schema.Since{Recent: p.before(w.first) >= 0}
	if s.Recent {
		s.CompareURL = p.stepURL(w.first) + link.Fragment(p.h.Tracker.Lineages[line].Anchor)
	}
	s.Note = p.words.Say(p.sinceKey(w), map[string]any{"date": marked(p.words, p.h.Versions[w.first].Starts())})
	return s
}

// sinceKey is the key of the words that say since when a wording has stood.
func (p *pageBuilder) sinceKey(w *wording) string {
	dated := p.h.Versions[w.first].Record.Effective != "" && !p.redactedBefore(w.first)
	added := len(w.events) > 0 && w.events[0].version == w.first &&
		(w.events[0].kind == didAdded || w.events[0].kind == didReturned)
	switch {
	case p.before(w.first) < 0:
		return "unchangedSinceAtLeast"
	case added && dated:
		return "addedOn"
	case added:
		return "addedBy"
	case dated:
		return "changedOn"
	}
	return "changedBy"
}
