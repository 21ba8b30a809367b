package policy

import (
	"net/url"
	"regexp"
	"strings"
)

// Address reads the address of a link as the source has it. fault tells in a few
// words why no reader can follow it; it is "" for an address that a page may
// lead to, which says nothing of whether anything is there.
func Address(target string) (u *url.URL, fault string) {
	target = strings.TrimSpace(target)
	switch {
	case target == "":
		return nil, "it has no address"
	case template.MatchString(target):
		return nil, "its address is a template that nobody has filled in"
	}
	u, err := url.Parse(target)
	if err != nil {
		return nil, "its address cannot be read"
	}
	u.Scheme = strings.ToLower(u.Scheme)
	switch u.Scheme {
	case "":
		return u, relativeFault(u, target)
	case "http", "https":
		return u, webFault(u)
	case "mailto":
		return u, mailFault(u)
	case "tel", "sms":
		if !strings.ContainsAny(u.Opaque+u.Path+u.Host, "0123456789") {
			return u, "its address has no number"
		}
		return u, ""
	}
	switch {
	case SafeScheme(u.Scheme):
		return u, ""
	case bareHost.MatchString(u.Scheme):
		return u, "its https:// is missing"
	}
	return u, "a page must not lead to " + u.Scheme + ":"
}

// SafeScheme reports whether a link of a policy may have a scheme; every other
// may run a script or read a reader's files.
func SafeScheme(scheme string) bool {
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "xmpp", "sip", "irc", "news":
		return true
	}
	return false
}

var (
	template = regexp.MustCompile(`\{\{|\{%|\$\{|<%|%7[Bb]%7[Bb]|%7[Bb]%25`)
	// slippedScheme is one without its colon or with other signs for it.
	slippedScheme = regexp.MustCompile(`(?i)^https?(?:[./;,]*/|[;,])`)
	bareHost      = regexp.MustCompile(`(?i)^(?:www\.[^\s/]+|(?:[a-z0-9-]+\.)+(?:com|org|net|eu|gov|edu|info|io|uk|de|fr|es|it|nl|jp|cn|example))$`)
	bareMail      = regexp.MustCompile(`^[^\s/?#@]+@[^\s/?#@]+\.[^\s/?#@.]+$`)
)

// relativeFault finds addresses of other sites that lost their scheme: a
// browser takes them for pages beside this one.
func relativeFault(u *url.URL, target string) string {
	first, _, _ := strings.Cut(u.Path, "/")
	switch {
	case u.Host != "":
		return ""
	case strings.HasPrefix(target, "//"):
		return "its address has no host"
	case slippedScheme.MatchString(u.Path):
		return "its https:// is misspelt"
	case bareHost.MatchString(first):
		return "its https:// is missing"
	case bareMail.MatchString(u.Path):
		return "its mailto: is missing"
	}
	return ""
}

func webFault(u *url.URL) string {
	switch host := strings.ToLower(u.Hostname()); {
	case host == "":
		return "its address has no host"
	case (host == "http" || host == "https") && strings.HasPrefix(u.Path, "/"):
		return "its address begins twice"
	}
	return ""
}

func mailFault(u *url.URL) string {
	if u.Opaque == "" {
		if u.Host != "" {
			return "mailto: has no slashes behind it"
		}
		return "it has no address"
	}
	list, err := url.PathUnescape(u.Opaque)
	if err != nil {
		return "its address cannot be read"
	}
	for _, address := range strings.Split(list, ",") {
		name, host, ok := strings.Cut(strings.TrimSpace(address), "@")
		if !ok || name == "" || host == "" {
			return "its address is no mail address"
		}
	}
	return ""
}
