package check

import (
	"fmt"
	"net/url"
	"strings"
)

// brokenLinks finds links that no reader can follow, and what was meant as one.
func brokenLinks(d *subject) []Finding {
	var list []Finding
	for _, l := range d.Doc.LinkFaults() {
		if !l.Typed && d.isTemplate(l.Block, l.Token) {
			continue // the business of another rule
		}
		problem := fmt.Sprintf("the link of “%s” leads nowhere: %s", shortened(l.Text), l.Problem)
		if l.Typed {
			problem = fmt.Sprintf("“%s” is no link, and readers meet its brackets: %s", shortened(l.Text), l.Problem)
		}
		list = append(list, d.at(l.Block, l.Token, problem, l.Fix))
	}
	return list
}

// archivedLinks finds links that a web archive rewrote.
func archivedLinks(d *subject) []Finding {
	var list []Finding
	for _, l := range d.Doc.Links() {
		if u, err := url.Parse(l.Target); err == nil && strings.HasSuffix(u.Host, "web.archive.org") {
			list = append(list, d.at(l.Block, l.First,
				fmt.Sprintf("“%s” leads into a web archive: %s", l.Text, l.Target), "link to the original address"))
		}
	}
	return list
}

// insecureLinks finds links without encryption.
func insecureLinks(d *subject) []Finding {
	var list []Finding
	for _, l := range d.Doc.Links() {
		if u, err := url.Parse(l.Target); err == nil && u.Scheme == "http" {
			f := d.at(l.Block, l.First, fmt.Sprintf("“%s” leads to an address without encryption: %s", l.Text,
				l.Target), "write https")
			f.context = l.Target // whatever the words are
			list = append(list, f)
		}
	}
	return list
}

// linkTexts finds links whose text shows another address than they lead to.
func linkTexts(d *subject) []Finding {
	var list []Finding
	for _, l := range d.Doc.Links() {
		u, err := url.Parse(l.Target)
		shown, notShown := url.Parse(l.Text)
		if err != nil || notShown != nil || shown.Host == "" || shown.Scheme != "http" && shown.Scheme != "https" {
			continue
		}
		if trimmed(shown) != trimmed(u) {
			list = append(list, d.at(l.Block, l.First,
				fmt.Sprintf("the text shows %s, but the link leads to %s", l.Text,
					l.Target), "show the address that the link leads to"))
		}
	}
	return list
}

func trimmed(u *url.URL) string {
	return u.Scheme + "://" + strings.ToLower(u.Host) + strings.TrimSuffix(u.Path, "/")
}
