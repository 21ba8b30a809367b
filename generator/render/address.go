package render

import (
	"net/url"
	"strings"
)

// safeAddress returns a link's target if a page may lead there: web, mail and
// telephone addresses. A relative address counts against base, where the text
// was published; without a base it is kept as it is.
func safeAddress(target string, base *url.URL) string {
	u, err := url.Parse(strings.TrimSpace(target))
	if err != nil {
		return ""
	}
	if u.Scheme == "" && base != nil {
		u = base.ResolveReference(u)
	}
	switch strings.ToLower(u.Scheme) {
	case "", "http", "https", "mailto", "tel", "sms", "ftp":
		return u.String()
	}
	return ""
}
