package check

import (
	"fmt"
	"net/url"
	"strings"

	"policyarchive/generator/lineage"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
)

// inside is a link that stays in the site.
type inside struct {
	link     policy.Link
	to       link.Address // Path is empty for the text itself
	fragment string
}

// insideLinks are the links of the text that stay in the site.
func (d *subject) insideLinks() []inside {
	var list []inside
	for _, l := range d.Doc.Links() {
		if fragment, ok := strings.CutPrefix(l.Target, "#"); ok {
			list = append(list, inside{l, link.Address{}, fragment})
			continue
		}
		to := d.Origin.Resolve(l.Target)
		if !to.Inside {
			continue
		}
		in := inside{l, to, to.Fragment}
		if to.Policy == d.Policy {
			in.to = link.Address{}
		}
		list = append(list, in)
	}
	return list
}

// fragments finds links to sections and clauses that are not there.
func fragments(d *subject) []Finding {
	var list []Finding
	for _, l := range d.insideLinks() {
		if l.to.Path != "" {
			if l.to.Lost {
				list = append(list, d.at(l.link.Block, l.link.First,
					fmt.Sprintf("“%s” leads to #%s, and the text at /%s has no such section", l.link.Text, l.fragment,
						l.to.Path),
					fmt.Sprintf("link to the anchor of a section: \"generator sections %s\" lists them", l.to.Policy)))
			}
			continue
		}
		places := d.Doc.Places()
		at := places.Find(l.fragment)
		if at.Known {
			continue
		}
		problem, fix := d.deadEnd(l.fragment, at)
		f := d.at(l.link.Block, l.link.First, fmt.Sprintf("“%s” leads to #%s, and %s", l.link.Text, l.fragment,
			problem), fix)
		f.context = l.fragment
		list = append(list, f)
	}
	return list
}

// deadEnd says why a fragment leads nowhere in the text, and what to do.
func (d *subject) deadEnd(fragment string, at policy.Place) (problem, fix string) {
	places := d.Doc.Places()
	switch {
	case at.Ambiguous:
		return fmt.Sprintf("that may mean %s or %s", d.placed(at.Section), d.placed(at.Other)),
			fmt.Sprintf("link to #%s or #%s, or give the heading an id of its own, as {#name}",
				places.Anchor(policy.Place{Section: at.Section}), places.Anchor(policy.Place{Section: at.Other}))
	case at.Lost != "":
		anchor := places.Section(at)
		return fmt.Sprintf("the section “%s” has no such paragraph", d.Doc.Sections[at.Section].Title),
			fmt.Sprintf("link to #%s, or to a paragraph that \"generator sections %s --format json\" lists", anchor,
				d.Policy)
	}
	const list = "link to the anchor of a section: \"generator sections\" lists them"
	if d.Tracker == nil {
		return "this text has no such section", list
	}
	if plain, err := url.PathUnescape(fragment); err == nil {
		fragment = plain
	}
	if was := d.Tracker.Find(fragment); was != nil && !was.Alive() {
		return fmt.Sprintf("the section “%s” is gone from this text", was.Title),
			"link to the section that says it now, or remove the link"
	}
	return "this text has no such section", list + d.likelyAnchor(d.Tracker, fragment)
}

// placed names a place that a link may mean.
func (d *subject) placed(section int) string {
	if section < 0 {
		return "the top"
	}
	s := &d.Doc.Sections[section]
	return strings.TrimSpace(fmt.Sprintf("“%s” in line %d", strings.TrimSpace(s.Number+" "+s.Title),
		d.Doc.Position(d.Doc.Blocks[max(s.Heading, 0)].Offset).Line))
}

// likelyAnchor is a hint at an anchor that may have been meant.
func (d *subject) likelyAnchor(t *lineage.Tracker, anchor string) string {
	slug := policy.Slug(anchor)
	for _, l := range t.Lineages {
		if l.Alive() && (policy.Slug(l.Number+" "+l.Title) == slug || slip(slug, l.Anchor) ||
			policy.Slug(l.Title) == slug || len(slug) > 5 &&
			(strings.HasPrefix(l.Anchor, slug) || strings.HasPrefix(slug, l.Anchor+"-"))) {
			return fmt.Sprintf("; #%s may be meant", l.Anchor)
		}
	}
	return ""
}

// siteLinks finds links into the site that lead to nothing.
func siteLinks(d *subject) []Finding {
	if d.Site == nil {
		return nil
	}
	var list []Finding
	for _, l := range d.Doc.Links() {
		if strings.HasPrefix(l.Target, "#") {
			continue
		}
		to := d.Origin.Resolve(l.Target)
		at := to.Path
		if !to.Inside {
			u, err := url.Parse(to.URL)
			if err != nil || u.Host != "" || u.Scheme != "" || to.URL == "" {
				continue
			}
			at = strings.TrimPrefix(u.Path, "/") // of another site on the host
		}
		if to.Policy != "" || to.Inside && d.Site.Has(at) {
			continue
		}
		f := d.at(l.Block, l.First, fmt.Sprintf("“%s” leads to /%s, and the site has no such page", l.Text, at),
			"correct the address")
		if !to.Inside || !d.Site.Own(at) {
			f.Problem = fmt.Sprintf("“%s” leads to /%s, which this site does not have", l.Text, at)
			f.Fix, f.Severity = "write the whole address with https:// if it is another site's", Warning
		}
		f.context = at // whatever the words are
		list = append(list, f)
	}
	return list
}
