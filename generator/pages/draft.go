package pages

import (
	"cmp"

	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
	"policyarchive/generator/lineage"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/schema"
	"policyarchive/generator/terms"
)

// Draft is a working text that differs from the newest version.
type Draft struct {
	Doc   *policy.Document
	Bytes int // of its file
	// Tracker has seen all versions, and then the draft.
	Tracker *lineage.Tracker
	// Comparison holds it against the text in force; nil while none is.
	Comparison *compare.Comparison
}

// draftPages show a draft where the text in force stands otherwise, and what it
// changes of that. All other pages tell of the record.
func (p *pageBuilder) draftPages() (pages []schema.Page, err error) {
	d, v := p.draft, p.h.Current()
	declared := d.declared()
	if d.Comparison != nil {
		step := changelog.StepOf(d.Comparison, declared.Class)
		verdict := p.verdict(step.Verdict)
		declared.RedlineURL, declared.Verdict = p.url("draft"), &verdict
		redline, err := p.draftRedline(declared, step)
		if err != nil {
			return nil, err
		}
		pages = append(pages, redline)
	}
	data := schema.PolicyPage{Policy: p.policy, Version: p.versions[v.Index], Title: cmp.Or(d.Doc.Title, p.title(v)),
		Draft: &declared}
	unchanged := d.unchanged()
	t := termsOf(d.Doc)
	t.ages = terms.NewAges(len(p.versions), d.Doc, t.list, p.terms[v.Index].ages)
	err = p.wholeText(&data, t, d.Tracker.Lineages, render.Options{Origin: p.home(), Words: p.rendered},
		func(line int) *schema.Since {
			if unchanged[line] {
				return p.since(line, v.Index)
			}
			if declared.RedlineURL == "" {
				return nil
			}
			anchor := d.Tracker.Lineages[line].Anchor
			return &schema.Since{Note: p.words.Say("changedByDraft", nil), Recent: true,
				CompareURL: declared.RedlineURL + link.Fragment(anchor)}
		})
	if err != nil {
		return nil, err
	}
	page := p.page(schema.LayoutPolicy, data.Title, firstWords(d.Doc, 30), data)
	page.NoIndex = true
	return append(pages, page), nil
}

// declared is what the front matter says of the draft.
func (d *Draft) declared() schema.Draft {
	meta := d.Doc.Meta
	return schema.Draft{Effective: meta.Effective, Class: meta.Class, Summary: meta.Summary}
}

// unchanged are the sections that the draft leaves as they are in force.
func (d *Draft) unchanged() map[int]bool {
	lines := map[int]bool{}
	if d.Comparison == nil {
		return lines
	}
	for n := range d.Comparison.Sections {
		if s := &d.Comparison.Sections[n]; s.New >= 0 && s.Old >= 0 && !reworded(s.Status) {
			lines[d.Doc.Sections[s.New].Lineage] = true
		}
	}
	return lines
}

// draftRedline is the page of what a draft changes of the text in force.
func (p *pageBuilder) draftRedline(declared schema.Draft, step *changelog.Step) (page schema.Page, err error) {
	inForce := p.h.InForce()
	opts := render.Options{Origin: p.home(), Before: p.origin(inForce), Words: p.rendered}
	if p.draft.Bytes > manyBytes {
		opts.TitlesOnly, opts.Text = true, p.policy.URL
	}
	parts, err := p.renderer.Redline(p.draft.Comparison, opts)
	if err != nil {
		return page, err
	}
	body, err := p.store.Join(parts)
	if err != nil {
		return page, err
	}
	data := schema.DraftPage{
		Policy: p.policy.Named(), Draft: declared, Base: p.versions[inForce.Index], Verdict: *declared.Verdict,
		Sections: p.sectionChanges(step, declared.RedlineURL), Links: linkChanges(step,
			declared.RedlineURL), Markup: step.Markup, Body: body,
	}
	page = p.page(schema.LayoutDraft, p.say("draftOf"), p.say("draftDescription"), data, "draft")
	page.NoIndex = true
	return page, nil
}
