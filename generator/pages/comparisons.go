package pages

import (
	"slices"
	"strings"

	"policyarchive/generator/schema"
)

// comparePage lists the versions to pick from and the comparisons that have a
// page.
func (p *pageBuilder) comparePage() schema.ComparisonsPage {
	page := schema.ComparisonsPage{
		Policy: p.policy, Versions: []schema.Version{}, Bases: map[string]string{}, WeaveURL: p.root +
			p.path(weaveFile), FormURL: p.url("compare", "pair"), Pages: []string{},
	}
	list := p.comparisonList()
	for _, c := range slices.Concat(list.Neighbours, list.Current, list.Others) {
		page.ListURL = p.url("compare", "all")
		page.Pages = append(page.Pages, strings.TrimPrefix(c.URL, p.policy.CompareURL))
	}
	page.From, page.To = p.pickedAtFirst()
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
		page.ChangesURL = p.policy.ChangelogURL
	}
	return page
}

// comparisonList lists the comparisons that have a page.
func (p *pageBuilder) comparisonList() schema.ComparisonListPage {
	page := schema.ComparisonListPage{Policy: p.policy, Neighbours: p.linksOf(p.pairs.neighbours),
		Current: []schema.CompareLink{}, Others: p.linksOf(p.pairs.others)}
	if len(p.periods) > 0 {
		page.Neighbours, page.ChangesURL = page.Neighbours[:min(len(page.Neighbours),
			p.o.Bounds.Listed)], p.policy.ChangelogURL
	}
	if v := p.h.InForce(); v != nil && v.Previous != nil && len(p.comparedWithCurrent(v.Index)) > 0 {
		page.Current = p.linksOf(append([][2]int{{v.Previous.Index, v.Index}}, p.pairs.current...))
	}
	return page
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

// pickedAtFirst are the names of two versions whose comparison shows what changed
// last: the text in force, or another while none is, and the one before its last
// change of wording, if the page lists that. Both are empty if there is but one version.
func (p *pageBuilder) pickedAtFirst() (from, to string) {
	v := p.h.Current()
	if v.Previous == nil {
		if v = p.h.Versions[len(p.h.Versions)-1]; v.Previous == nil {
			return "", ""
		}
	}
	before := v.Previous
	if last := p.lastChange(v); last != nil && len(p.versions)-last.Previous.Index <= p.o.Bounds.Listed {
		before = last.Previous
	}
	return before.Name.String(), v.Name.String()
}

func (p *pageBuilder) linksOf(pairs [][2]int) []schema.CompareLink {
	list := []schema.CompareLink{}
	for _, k := range pairs {
		list = append(list, p.compared[k])
	}
	return list
}
