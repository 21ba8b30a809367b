package capture

import (
	"net/url"
	"regexp"
	"strings"
	"time"
)

// replay is an address under which a web archive shows a page as it was:
//
//	https://web.archive.org/web/<timestamp><flags>/<address>
//
// The timestamp is UTC, YYYYMMDDhhmmss or its beginning; flags are two letters
// and an underscore (id_ is unmodified replay, if_ without the toolbar, im_ an
// image). The address may be percent-encoded, may lack its scheme, and may have
// lost one of the two slashes behind it.
type replay struct {
	stamp string // digits as given
	flags string
	url   string // absolute
}

var replayPath = regexp.MustCompile(`^/web/(\d{1,14})((?:[a-z]{2}_)*)/(.+)$`)

// parseReplay reads an address of a replay; site-relative ones
// (/web/2016…/http://…) count as the archive's own.
func parseReplay(address string) (replay, bool) {
	rest, ok := archivePath(address)
	if !ok {
		if !strings.HasPrefix(address, "/web/") {
			return replay{}, false
		}
		rest = address
	}
	m := replayPath.FindStringSubmatch(rest)
	if m == nil {
		return replay{}, false
	}
	target, ok := replayed(m[3])
	return replay{stamp: m[1], flags: m[2], url: target}, ok
}

// Replay is a copy of a page in a web archive, by its address.
type Replay struct {
	Original string    // the page's own address
	Captured time.Time // in UTC
	Public   string    // the address of the copy in the Wayback Machine
}

var anyOrigin = regexp.MustCompile(`(?i)^https?://[^/?#]+`)

// ParseReplay reads the address of a copy in whichever archive speaks the Wayback
// Machine's protocol.
func ParseReplay(address string) (Replay, bool) {
	path, found := strings.CutPrefix(address, anyOrigin.FindString(address))
	if !found || path == address {
		return Replay{}, false
	}
	public := "https://web.archive.org" + path
	m, ok := parseReplay(public)
	if !ok {
		return Replay{}, false
	}
	at, _, ok := parseStamp(m.stamp)
	return Replay{Original: m.url, Captured: at, Public: public}, ok
}

// SameAddress reports whether two addresses are of one page, whatever the scheme.
func SameAddress(a, b string) bool {
	x, errX := url.Parse(a)
	y, errY := url.Parse(b)
	return errX == nil && errY == nil && sameAddress(x, y)
}

var archiveOrigin = regexp.MustCompile(`(?i)^(?:https?:)?//(?:web|wayback|www\.web)\.archive\.org(?::\d+)?`)

// archivePath returns what follows the web archive's host in address.
func archivePath(address string) (string, bool) {
	origin := archiveOrigin.FindString(address)
	if origin == "" {
		return "", false
	}
	rest := address[len(origin):]
	if rest == "" {
		return "/", true
	}
	return rest, rest[0] == '/' || rest[0] == '?' || rest[0] == '#'
}

var (
	encodedScheme = regexp.MustCompile(`(?i)^(https?|ftp)(?::|%3A)(?:/|%2F){1,2}`)
	otherScheme   = regexp.MustCompile(`(?i)^(mailto|tel):`)
	hostFirst     = regexp.MustCompile(`(?i)^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(/|%2F|$|\?|#)`)
)

// replayed returns the absolute address within a replay's.
func replayed(s string) (string, bool) {
	if m := encodedScheme.FindString(s); m != "" {
		scheme := strings.ToLower(encodedScheme.FindStringSubmatch(s)[1])
		rest := s[len(m):]
		if strings.Contains(strings.ToUpper(m), "%2F") || !strings.Contains(rest, "/") {
			// the whole address is encoded, its slashes too
			if decoded, err := url.PathUnescape(rest); err == nil {
				rest = decoded
			}
		}
		u, err := url.Parse(scheme + "://" + rest)
		if err != nil || u.Hostname() == "" {
			return "", false
		}
		return scheme + "://" + rest, true
	}
	if otherScheme.MatchString(s) {
		return s, true
	}
	if hostFirst.MatchString(s) {
		if u, err := url.Parse("http://" + s); err == nil && u.Hostname() != "" {
			return "http://" + s, true
		}
	}
	return "", false
}

// parseStamp reads a timestamp of 8 to 14 digits. With 8 or 10 digits only the
// day is known.
func parseStamp(s string) (t time.Time, dayOnly, ok bool) {
	layouts := map[int]string{8: "20060102", 12: "200601021504", 14: "20060102150405"}
	if len(s) == 10 {
		s = s[:8]
	}
	t, err := time.Parse(layouts[len(s)], s)
	if layouts[len(s)] == "" || err != nil || t.Year() < 1990 || t.Year() > 2199 {
		return time.Time{}, false, false
	}
	return t, len(s) == 8, true
}
