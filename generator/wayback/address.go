package wayback

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/idna"
)

var (
	schemeFirst = regexp.MustCompile(`(?i)^([a-z][a-z0-9+.-]*):`)
	hostForm    = regexp.MustCompile(`^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.?$`)
)

// parseAddress reads the address of a page as people give it: http(s), or a
// host and path alone. A fragment is left out, since no server sees it; a host
// in letters of any script takes its form in ASCII, as archives have it.
func parseAddress(given string) (string, error) {
	s := strings.TrimSpace(given)
	fail := func(what string) (string, error) {
		return "", fmt.Errorf("%q %s; give the address of a page, as in https://example.org/privacy", given, what)
	}
	if s == "" || strings.ContainsFunc(s, isControl) {
		return fail("is not an address")
	}
	if !strings.Contains(s, "://") {
		s = "http://" + s
	}
	if m := schemeFirst.FindStringSubmatch(s); m == nil ||
		!strings.EqualFold(m[1], "http") && !strings.EqualFold(m[1], "https") {
		return fail("is not an address on the web")
	}
	u, err := url.Parse(s)
	if err != nil {
		return fail("cannot be read as an address")
	}
	if u.User != nil {
		return fail("has a user's name in it")
	}
	host := strings.ToLower(u.Hostname())
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii
	}
	if !hostForm.MatchString(host) {
		return fail("has no host in it")
	}
	if (host == "web.archive.org" || host == "wayback.archive.org") && strings.HasPrefix(u.Path, "/web/") {
		return fail("is the archive's copy of a page; leave out what stands before the page's own address")
	}
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	u.Host, u.Fragment, u.RawFragment = host, "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return escape(u.String()), nil
}

var errNoStamp = errors.New("a stamp has 14 digits")

var rangeForm = regexp.MustCompile(`^\d{4}(?:\d\d){0,5}$`)

// parseBound reads an end of a range of time, 4 to 14 digits or a day as in 2016-11-04.
func parseBound(s string) (string, error) {
	digits := strings.ReplaceAll(s, "-", "")
	if digits != "" && !rangeForm.MatchString(digits) {
		return "", fmt.Errorf("%q is not a time; give a year, a month (2016-11) or a day (2016-11-04)", s)
	}
	return digits, nil
}
