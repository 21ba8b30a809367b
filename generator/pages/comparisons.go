package pages

import (
	"slices"
	"strings"

	"policyarchive/generator/history"
	"policyarchive/generator/schema"
)

// comparePage lists the versions to pick from and the comparisons that have a
// page.
func (p *pageBuilder) comparePage() schema.ComparisonsPage {
	page := schema.ComparisonsPage{Policy: p.policy, WeaveURL: p.root + p.path(weaveFile), Pages: []string{},
		FormURL: p.url("compare", "pair"), Redacted: p.redacted}
	list := p.comparisonList()
	for _, c := range linksIn(list.Neighbours, list.Current, list.Others) {
		page.ListURL = p.url("compare", "all")
		page.Pages = append(page.Pages, strings.TrimPrefix(c.URL, p.policy.CompareURL))
	}
	page.From, page.To = p.pickedAtFirst()
	oldest := 0
	if len(p.periods) > 0 {
		oldest = len(p.versions) - p.o.Bounds.Listed
		page.ChangesURL = p.policy.ChangelogURL
		page.OlderBase, page.OlderBases = p.base(0), map[string]string{}
		for i := range oldest {
			if base := p.base(i); base != page.OlderBase {
				page.OlderBases[p.versions[i].Name] = base
			}
		}
	}
	page.Choices = p.choices(oldest)
	return page
}

// choices are the versions to pick from, newest first, down to the oldest.
func (p *pageBuilder) choices(oldest int) []schema.ChoiceYear {
	years := []schema.ChoiceYear{}
	for i := len(p.versions) - 1; i >= oldest; i-- {
		v := &p.versions[i]
		year := yearInList(v, len(p.versions)-oldest)
		if n := len(years); n == 0 || years[n-1].Title != year {
			years = append(years, schema.ChoiceYear{Title: year})
		}
		list := &years[len(years)-1].Versions
		*list = append(*list, schema.Choice{Name: v.Name, Base: p.base(i),
			Label: v.Plain + " · " + p.words.Say(stateKey(v), nil),
			Dates: firstUpper(p.words.List(known(p.words, v, p.unbroken)...))})
	}
	return years
}

// base is what relative links of a version's text count against; "" if nobody knows.
func (p *pageBuilder) base(version int) string {
	if from := p.origin(p.h.Versions[version]); from.Base != nil {
		return from.Base.String()
	}
	return ""
}

// stateKey is the key of the fewest words about a version: whether it is in force, and if
// not, what its day is the day of.
func stateKey(v *schema.Version) string {
	switch {
	case v.State == string(history.InForce) && v.Effective != "":
		return "inForce"
	case v.State == string(history.InForce):
		return "dayNewest"
	case v.State == string(history.Announced), v.State == string(history.Withdrawn):
		return v.State
	case v.Published != "":
		return "dayPublished"
	case v.Captured != "":
		return "dayCaptured"
	}
	return "dateUnknown"
}

// comparisonList lists the comparisons that have a page.
func (p *pageBuilder) comparisonList() schema.ComparisonListPage {
	page := schema.ComparisonListPage{Policy: p.policy, Current: []schema.CompareYear{},
		Others: compareYears(p.linksOf(p.pairs.others), newer)}
	neighbours := p.linksOf(p.pairs.neighbours)
	if len(p.periods) > 0 {
		neighbours, page.ChangesURL = neighbours[:min(len(neighbours), p.o.Bounds.Listed)], p.policy.ChangelogURL
	}
	page.Neighbours = compareYears(neighbours, newer)
	if v := p.h.InForce(); v != nil && v.Previous != nil && len(p.comparedWithCurrent(v.Index)) > 0 {
		page.Current = compareYears(p.linksOf(append([][2]int{{v.Previous.Index, v.Index}}, p.pairs.current...)), older)
	}
	return page
}

func newer(c *schema.CompareLink) *schema.Version { return &c.To }
func older(c *schema.CompareLink) *schema.Version { return &c.From }

// compareYears are comparisons by the year of one of their versions.
func compareYears(links []schema.CompareLink, by func(*schema.CompareLink) *schema.Version) []schema.CompareYear {
	years := []schema.CompareYear{}
	for i := range links {
		year := yearInList(by(&links[i]), len(links))
		if n := len(years); n == 0 || years[n-1].Title != year {
			years = append(years, schema.CompareYear{Title: year})
		}
		list := &years[len(years)-1].Links
		*list = append(*list, links[i])
	}
	return years
}

// linksIn are all comparisons of lists.
func linksIn(lists ...[]schema.CompareYear) (all []schema.CompareLink) {
	for _, y := range slices.Concat(lists...) {
		all = append(all, y.Links...)
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
