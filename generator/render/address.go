package render

import (
	"net/url"
	"strings"
)

// safeAddress returns a link's target if a page may lead there: web, mail and
// telephone addresses. A relative address counts against the one where the text
// was published; without a base it is kept as it is, unless the text is adrift.
func safeAddress(target string, from Origin) string {
	u, err := url.Parse(strings.TrimSpace(target))
	if err != nil {
		return ""
	}
	if u.Scheme == "" && from.Base != nil {
		u = from.Base.ResolveReference(u)
	}
	if u.Scheme == "" && u.Host == "" && from.Adrift {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "", "http", "https", "mailto", "tel", "sms", "ftp":
		return u.String()
	}
	return ""
}
