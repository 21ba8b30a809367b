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
	for _, s := range d.Doc.Links() {
		pos := s.Position
		u, err := url.Parse(s.Target)
		if err != nil {
			list = append(list, Finding{"link", Warning, pos, fmt.Sprintf("the link of “%s” is no address: %s", s.Text, s.Target), "correct the address"})
			continue
		}
		switch {
		case strings.HasSuffix(u.Host, "web.archive.org"):
			list = append(list, Finding{"archived-link", Warning, pos, fmt.Sprintf("“%s” leads into a web archive: %s", s.Text, s.Target), "link to the original address"})
		case u.Scheme == "http":
			list = append(list, Finding{"insecure-link", Warning, pos, fmt.Sprintf("“%s” leads to an address without encryption: %s", s.Text, s.Target), "write https"})
		}
		shown, err := url.Parse(s.Text)
		if err != nil || shown.Host == "" || shown.Scheme != "http" && shown.Scheme != "https" {
			continue
		}
		if trimmed(shown) != trimmed(u) {
			list = append(list, Finding{"link-text", Warning, pos, fmt.Sprintf("the text shows %s, but the link leads to %s", s.Text, s.Target), "show the address that the link leads to"})
		}
	}
	return list
}

func trimmed(u *url.URL) string {
	return u.Scheme + "://" + strings.ToLower(u.Host) + strings.TrimSuffix(u.Path, "/")
}
