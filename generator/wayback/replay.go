package wayback

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// ReplayURL is the address of a capture without changes at the archive that the
// client asks: what to keep as its provenance.
func (c *Client) ReplayURL(of Capture) string {
	return c.endpoint.String() + replayPath(of.Stamp, of.Original)
}

// PublicURL is the address of a capture at the Internet Archive, by whose form
// package capture knows what was captured and when.
func PublicURL(c Capture) string { return Public + replayPath(c.Stamp, c.Original) }

// replayPath is the same without scheme and host.
func replayPath(stamp, original string) string { return "/web/" + stamp + "id_/" + escape(original) }

// escape makes an address fit to follow others' path: the archive takes it as
// it was captured, so percent signs that encode something and what is allowed
// in a path or query stay. A fragment's # would end the address, and is encoded.
func escape(address string) string {
	var b strings.Builder
	for i := 0; i < len(address); i++ {
		switch c := address[i]; {
		case c <= ' ' || c >= 0x7f || strings.IndexByte("#\"<>\\^`{|}", c) >= 0, c == '%' && !isEscape(address[i:]):
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// isEscape reports whether s begins with an encoded byte, %41.
func isEscape(s string) bool { return len(s) >= 3 && isHex(s[1]) && isHex(s[2]) }

func isHex(c byte) bool { return c-'0' < 10 || c|0x20-'a' < 6 }

var replayForm = regexp.MustCompile(`^/web/(\d{14})(?:[a-z]{2}_)*/(.+)$`)

// parseReplay reads path and query of a replay.
func parseReplay(u *url.URL) (stamp, original string, ok bool) {
	m := replayForm.FindStringSubmatch(u.RequestURI())
	if m == nil {
		return "", "", false
	}
	return m[1], m[2], true
}

var (
	pageKeyFront = regexp.MustCompile(`^(?:https?:/{1,2})?(?:www\d{0,3}\.)?`)
	pageKeyPort  = regexp.MustCompile(`^([^/?]*):(?:80|443)(/|\?|$)`)
)

// pageKey is equal for addresses that the index takes for one page: scheme,
// "www.", usual ports, case and a final slash do not count. It is a coarse form of
// SURT, https://github.com/internetarchive/surt.
func pageKey(address string) string {
	if s, err := url.PathUnescape(address); err == nil {
		address = s
	}
	address = pageKeyFront.ReplaceAllString(strings.ToLower(address), "")
	address = pageKeyPort.ReplaceAllString(address, "$1$2")
	return strings.TrimRight(address, "/?")
}
