package check

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// inside is a link that stays in the site.
type inside struct {
	link     policy.Link
	path     string // from the root; empty for the text itself
	fragment string
}

// insideLinks are the links of the text that stay in the site.
func (d *Draft) insideLinks() []inside {
	var list []inside
	for _, l := range d.Doc.Links() {
		target := l.Target
		u, err := url.Parse(target)
		if err != nil {
			continue
		}
		switch {
		case u.Host != "" || u.Scheme != "":
			if d.Site == nil {
				continue
			}
			p, ok := d.Site.Path(target)
			if !ok {
				continue
			}
			u = &url.URL{Path: p, Fragment: u.Fragment}
		case u.Path == "":
		case !strings.HasPrefix(u.Path, "/"):
			slash := strings.HasSuffix(u.Path, "/")
			if u.Path = path.Join("/"+d.Policy, u.Path); slash && u.Path != "/" {
				u.Path += "/"
			}
		}
		in := inside{l, u.Path, u.Fragment}
		if strings.Trim(u.Path, "/") == d.Policy {
			in.path = ""
		}
		list = append(list, in)
	}
	return list
}

// fragments finds links to sections and clauses that are not there.
func fragments(d *Draft) []Finding {
	var list []Finding
	for _, l := range d.insideLinks() {
		tracker, name := d.Tracker, "this text"
		if l.path != "" && d.Site != nil {
			page := d.Site.Page(l.path)
			tracker, name = page.Tracker, "the text at "+l.path
		}
		if tracker == nil || l.fragment == "" || l.fragment == "top" {
			continue
		}
		line, known := resolve(tracker, l.fragment)
		switch {
		case !known:
			list = append(list, d.at(l.link.Block, l.link.First, fmt.Sprintf("“%s” leads to #%s, and %s has no such section", l.link.Text, l.fragment, name),
				"link to the anchor of a section: \"generator sections\" lists them"+d.likelyAnchor(tracker, l.fragment)))
		case !line.Alive() && len(line.Successors) == 0:
			list = append(list, d.at(l.link.Block, l.link.First, fmt.Sprintf("“%s” leads to the section “%s”, which is gone from %s", l.link.Text, line.Title, name),
				"link to the section that says it now, or remove the link"))
		}
	}
	return list
}

// resolve finds the line that an anchor, of a section or of a clause, leads to.
func resolve(t *lineage.Tracker, anchor string) (*lineage.Line, bool) {
	if l := t.Line(anchor); l != nil {
		return l, true
	}
	for at := strings.LastIndexByte(anchor, '.'); at > 0; at = strings.LastIndexByte(anchor[:at], '.') {
		l := t.Line(anchor[:at])
		if l == nil {
			continue
		}
		for _, c := range l.ClauseAnchors {
			if c == anchor[at+1:] {
				return l, true
			}
		}
	}
	return nil, false
}

// likelyAnchor is a hint at an anchor that may have been meant.
func (d *Draft) likelyAnchor(t *lineage.Tracker, anchor string) string {
	slug := policy.Slug(anchor)
	for _, l := range t.Lines {
		if l.Alive() && (policy.Slug(l.Number+" "+l.Title) == slug || slip(slug, l.Anchor) || policy.Slug(l.Title) == slug || len(slug) > 5 && (strings.HasPrefix(l.Anchor, slug) || strings.HasPrefix(slug, l.Anchor+"-"))) {
			return fmt.Sprintf("; #%s may be meant", l.Anchor)
		}
	}
	return ""
}

// siteLinks finds links into the site that lead to nothing.
func siteLinks(d *Draft) []Finding {
	if d.Site == nil {
		return nil
	}
	var list []Finding
	for _, l := range d.insideLinks() {
		if l.path == "" {
			continue
		}
		page := d.Site.Page(l.path)
		switch {
		case page.Exists:
		case page.Own:
			list = append(list, d.at(l.link.Block, l.link.First, fmt.Sprintf("“%s” leads to %s, and the site has no such page", l.link.Text, l.path), "correct the address"))
		default:
			f := d.at(l.link.Block, l.link.First, fmt.Sprintf("“%s” leads to %s, which this site does not have", l.link.Text, l.path),
				"write the whole address with https:// if it is another site's")
			f.Severity = Warning
			list = append(list, f)
		}
	}
	return list
}
