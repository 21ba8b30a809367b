package check

import (
	"fmt"
	"net/url"
	"strings"
)

// links finds links without encryption, links that a web archive rewrote, and
// links whose text shows another address than they lead to.
func links(d Draft) []Finding {
	var list []Finding
	for _, s := range stretches(d.Doc) {
		pos := d.Doc.Position(s.offset)
		u, err := url.Parse(s.target)
		if err != nil {
			list = append(list, Finding{"link", Warning, pos, fmt.Sprintf("the link of “%s” is no address: %s", s.text, s.target), "correct the address"})
			continue
		}
		switch {
		case strings.HasSuffix(u.Host, "web.archive.org"):
			list = append(list, Finding{"archived-link", Warning, pos, fmt.Sprintf("“%s” leads into a web archive: %s", s.text, s.target), "link to the original address"})
		case u.Scheme == "http":
			list = append(list, Finding{"insecure-link", Warning, pos, fmt.Sprintf("“%s” leads to an address without encryption: %s", s.text, s.target), "write https"})
		}
		shown, err := url.Parse(s.text)
		if err != nil || shown.Host == "" || shown.Scheme != "http" && shown.Scheme != "https" {
			continue
		}
		if trimmed(shown) != trimmed(u) {
			list = append(list, Finding{"link-text", Warning, pos, fmt.Sprintf("the text shows %s, but the link leads to %s", s.text, s.target), "show the address that the link leads to"})
		}
	}
	return list
}

func trimmed(u *url.URL) string {
	return u.Scheme + "://" + strings.ToLower(u.Host) + strings.TrimSuffix(u.Path, "/")
}
