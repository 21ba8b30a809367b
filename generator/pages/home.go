package pages

import (
	"slices"

	"policyarchive/generator/schema"
)

// homePage lists the policies. It speaks of their versions in its own language.
func homePage(policies []schema.Policy, store Store, o Options) schema.Page {
	home := schema.HomePage{Policies: slices.Clone(policies)}
	for i, p := range policies {
		if p.InForce != nil {
			inForce := DescribeVersion(o.Words.Site, *p.InForce)
			home.Policies[i].InForce = &inForce
		}
	}
	page := schema.Page{Path: "/", Layout: schema.LayoutHome, Language: o.Words.Site.Name, Title: o.Config.Title,
		Lang: o.Words.Site.Locale, Dir: o.Words.Site.Direction, Data: store.Keep(home)}
	if len(policies) == 1 {
		page.Lang, page.Dir, page.Canonical = policies[0].Lang, policies[0].Dir, policies[0].URL
	}
	return page
}
