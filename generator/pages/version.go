package pages

import (
	"slices"

	"policyarchive/generator/history"
	"policyarchive/generator/render"
	"policyarchive/generator/schema"
)

// versionPages are the dated versions, each with its archived text.
func (p *pageBuilder) versionPages(texts []versionText) ([]schema.Page, error) {
	var pages []schema.Page
	for i, v := range p.h.Versions {
		ages, err := p.standoff(i)
		if err != nil {
			return nil, err
		}
		data := schema.VersionPage{
			Policy: p.policy.Named(), Version: p.versions[i], Title: p.title(v), SourceURL: p.versions[i].SourceURL,
			Contents: texts[i].contents, Body: texts[i].body,
			Compare: []schema.CompareLink{}, Record: p.fidelity(v), AnnotatedURL: p.annotatedURL(i), Ages: ages,
			Corrections: p.correctionsOf(i), Citation: p.citation(v), VerifyURL: p.verifyURL(v),
		}
		data.LinkedData, err = p.linkedData(v, p.versions[i].URL,
			linkedThing{"CollectionPage", p.absolute(p.policy.ArchiveURL), p.policy.Title})
		if err != nil {
			return nil, err
		}
		if texts[i].file != "" {
			data.StructureURL = p.root + "/" + p.below(textPath(v))
		}
		if v.State == history.Announced {
			data.Policy = p.policy // it leads to the one in force
		}
		if before := p.before(i); before >= 0 {
			data.Previous = &p.versions[before]
			data.Compare = append(data.Compare, p.compared[[2]int{before, i}])
		}
		if after := p.after(i); after >= 0 {
			data.Next = &p.versions[after]
		}
		data.RedactedBefore = len(p.h.RedactedBetween(0, i))
		data.Redacted = p.redactedNotes("besideRedacted", i-1, i+1)
		if data.Terms, err = p.termList(p.terms[i], p.versionOptions(i), ""); err != nil {
			return nil, err
		}
		data.CompareCurrentURL = p.compareCurrentURL(i)
		data.Policy.Lang, data.Policy.Dir = p.versionLanguage(v)
		page := p.page(schema.LayoutVersion, p.say("versionTitle", "policy", p.apart(data.Title), "version",
			p.versions[i].Plain), texts[i].beginning, data, "archive", v.Name.String())
		page.Modified, page.Text = v.Starts(), texts[i].whole
		// Search engines show /privacy/ alone, so that nobody takes an old text for the
		// current one. Notes that readers make on a version stay with it.
		page.NoIndex, page.Canonical = true, p.versions[i].URL
		pages = append(pages, page)
	}
	return pages, nil
}

// versionText is what a version's page shows of its text.
type versionText struct {
	beginning      string
	contents, body string // names of fragments, as the next
	file           string // policy.json
	whole          *schema.WholeText
}

// versionTexts are those of all versions. They depend on no other version.
func (p *pageBuilder) versionTexts() ([]versionText, error) {
	texts := make([]versionText, len(p.h.Versions))
	structured := structured(p.h, p.o.Bounds.Structured)
	err := together(p.ctx, len(texts), func(i int) (err error) {
		if texts[i], err = p.versionText(i); err == nil && structured[i] {
			texts[i].file, err = p.textJSON(p.h.Versions[i])
		}
		return err
	})
	return texts, err
}

func (p *pageBuilder) versionText(i int) (t versionText, err error) {
	v, opts := p.h.Versions[i], p.versionOptions(i)
	p.terms[i] = termsOf(v.Doc)
	opts.Terms = p.terms[i].marked()
	t.beginning, t.whole = firstWords(v.Doc, 30), p.wholeTextOf(v, true)
	if slices.ContainsFunc(v.Outline.Sections, func(s history.Heading) bool {
		return s.Headed && s.Number+s.Title != ""
	}) {
		if t.contents, err = p.store.PutAsIs(render.Contents(v.Doc)); err != nil {
			return t, err
		}
	}
	body, err := p.renderer.Fragment(v.Doc, opts)
	if err == nil {
		t.body, err = p.store.Join(body)
	}
	return t, err
}

// versionOptions are those of a version's own page.
func (p *pageBuilder) versionOptions(i int) render.Options {
	v := p.h.Versions[i]
	if v == p.h.Current() {
		return p.options(v, "")
	}
	return p.options(v, p.policy.URL)
}
