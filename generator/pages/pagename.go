package pages

import (
	"cmp"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"policyarchive/generator/archive"
	"policyarchive/generator/policy"
)

// longestPageName is how many bytes the name of a page's folder may have, so that
// every file system holds it with the number of a twin behind it.
const longestPageName = 240

// pageNames are the names of pages that were made of anchors, as file systems
// compare them. Anchors may hold signs that a path may not, be longer than a name,
// and differ in case alone.
type pageNames map[string]bool

// of is the name of a page that no other has: the same for the same anchors
// before it.
func (n pageNames) of(anchor string) string {
	name := cmp.Or(policy.Slug(anchor), "section")
	if len(name) > longestPageName {
		name = policy.Shorten(name)
	}
	if archive.IsDeviceName(name) {
		name += "-section"
	}
	name = policy.Unique(name, func(s string) bool { return n[folded(s)] })
	n[folded(name)] = true
	return name
}

// folded is what a file system that does not tell case and normal forms apart
// takes a name for.
func folded(name string) string {
	return norm.NFD.String(cases.Fold().String(strings.ToUpper(name)))
}

// nameSections gives each line a page.
func (p *pageBuilder) nameSections() {
	p.slugs = map[int]string{}
	names := pageNames{}
	for _, l := range p.h.Tracker.Lineages {
		p.slugs[l.ID] = names.of(l.Anchor)
	}
}
