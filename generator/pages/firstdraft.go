package pages

import (
	"cmp"
	"maps"
	"slices"

	"policyarchive/generator/render"
	"policyarchive/generator/schema"
	"policyarchive/generator/weave"
)

// unpublished are the policies of which there is a draft and no version, by name.
func unpublished(histories []*weave.History, drafts map[string]*Draft) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(drafts)), func(name string) bool {
		return slices.ContainsFunc(histories, func(h *weave.History) bool { return h.Policy == name })
	})
}

// firstDraft is the one page of a policy that has no version: its draft. There
// is nothing to compare it with, and no record to lead to.
func (p *pageBuilder) firstDraft(policyName string) error {
	d, declared := p.draft, p.draft.declared()
	p.policy = schema.Policy{Key: policyName,
		Title: cmp.Or(d.Doc.Title, p.o.Config.Params.Policies[policyName].Title, policyName), URL: p.root + "/" + policyName +
			"/", Drafted: true}
	p.policy.Lang, p.policy.Dir = p.languageOf(policyName, d.Doc.Meta)
	p.speak(p.policy.Lang)
	data := schema.PolicyPage{Policy: p.policy, Title: p.policy.Title, Draft: &declared}
	never := func(int) *schema.Since { return nil }
	err := p.wholeText(&data, termsOf(d.Doc), d.Tracker.Lineages, render.Options{Origin: p.home(), Words: p.rendered},
		never)
	if err != nil {
		return err
	}
	p.site.Pages = append(p.site.Pages, schema.Page{
		Path: "/" + policyName, Layout: schema.LayoutPolicy, Language: p.words.Name, Title: data.Title,
		Description: firstWords(d.Doc, 30),
		Lang:        p.policy.Lang, Dir: p.policy.Dir, NoIndex: true, Data: p.store.Keep(data),
	})
	return nil
}
