package capture

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"policyarchive/generator/english"
)

// fate is what becomes of a link's target.
type fate int

const (
	keep    fate = iota // it is as it was published
	restore             // the archive rewrote it
	unsure              // it leads into the archive, and that may be meant
	unknown             // the archive rewrote it, and the original site is not known
)

// restoreTarget returns the target as it was published.
//
// An archive rewrites links in two ways. It puts the address of its own copy
// before them, with the timestamp of the capture; a policy that cites an
// archived page (its own former version, say) names some other time, so that
// such a link stays, with a doubt. And whoever extracts the text resolves
// site-relative links against the archive's host: /privacy becomes
// https://web.archive.org/privacy, and is resolved against the original's.
//
// What a server or a proxy puts into the links of each answer anew is taken out
// as well: see [withoutNoise] and [hiddenAddress].
func (r *restorer) restoreTarget(target string) (string, fate) {
	now, f := r.ofArchive(target)
	if f != keep && f != restore {
		return now, f
	}
	if address := hiddenAddress(now); address != "" {
		r.result.Noise = true
		return "mailto:" + address, restore
	}
	if clean := withoutNoise(now, r.result.Format == HTML); clean != now {
		r.result.Noise = true
		return clean, restore
	}
	return now, f
}

// ofArchive undoes what an archive did to a target.
func (r *restorer) ofArchive(target string) (string, fate) {
	now, f := target, keep
	for {
		m, ok := parseReplay(now)
		if !ok {
			break
		}
		if !r.isOfThisCapture(m) {
			return target, unsure
		}
		now, f = r.mendHost(m.url), restore
	}
	path, ok := archivePath(now)
	switch {
	case !ok:
		return now, f
	case strings.HasPrefix(path, "/web/"), strings.HasPrefix(path, "/save/"), path == "/" && !r.archive:
		return target, unsure
	case r.original == nil:
		return target, unknown
	}
	ref, err := url.Parse(path)
	if err != nil {
		return target, unsure
	}
	site := url.URL{Scheme: r.original.Scheme, Host: r.original.Host}
	return site.ResolveReference(ref).String(), restore
}

// isOfThisCapture reports whether a replay is the archive's rewriting of a link
// and not a citation: it carries the capture's own time, or flags, which
// nobody writes by hand, or nothing is known to compare it with.
func (r *restorer) isOfThisCapture(m replay) bool {
	if m.flags != "" || r.result.Captured.IsZero() {
		return true
	}
	for _, n := range r.notices {
		if own, ok := parseReplay(n.archived); ok {
			return strings.HasPrefix(own.stamp, m.stamp) || strings.HasPrefix(m.stamp, own.stamp)
		}
	}
	t, _, ok := parseStamp(m.stamp)
	return ok && t.Format(time.DateOnly) == r.result.Captured.Format(time.DateOnly)
}

// mendHost repairs ../settings on a page at the root of its site: resolved
// within the archive's address it eats the host and leaves https://settings.
func (r *restorer) mendHost(address string) string {
	u, err := url.Parse(address)
	if err != nil || r.original == nil || u.Host == "" || strings.ContainsAny(u.Host, ".:") ||
		!strings.Contains(r.original.Host, ".") {
		return address
	}
	u.Path, u.RawPath = "/"+u.Host+u.Path, ""
	u.Scheme, u.Host = r.original.Scheme, r.original.Host
	return u.String()
}

// restoreLinks restores the targets of links, images, reference definitions
// and raw HTML; the words of a link are never touched. Doubts come in the
// first pass only.
func (r *restorer) restoreLinks(m *markdown, first bool) {
	left := map[fate]int{}
	for _, t := range m.targets {
		was := string(m.source[t.start:t.stop])
		now, f := r.restoreTarget(t.address(was))
		if f != restore {
			left[f]++
			continue
		}
		if t.attribute {
			now = escapeAttribute(now)
		} else {
			now = escapeTarget(now)
		}
		m.replace(t.start, t.stop, now)
		r.record(Restoration{Rule: "link", Line: r.place(m, t.start), Was: was, Now: now})
	}
	if first {
		r.doubtLinks(left)
	}
}

func (r *restorer) doubtLinks(left map[fate]int) {
	if n := left[unknown]; n > 0 {
		r.doubt(Links, "%s to the web archive's host and could not be restored, because the original address is not known; "+
			"give it with --original", english.CountAs(n, "link leads", "links lead"))
	}
	if n := left[unsure]; n > 0 {
		r.doubt(Links, "%s into the web archive, but not to this capture; they were left as they are, for the policy may "+
			"mean it", english.CountAs(n, "link leads", "links lead"))
	}
}

// escapeTarget writes an address so that Markdown reads it as one target.
func escapeTarget(address string) string {
	var b strings.Builder
	depth := 0
	balanced := strings.Count(address, "(") == strings.Count(address, ")")
	for _, c := range []byte(address) {
		switch {
		case c == '(':
			depth++
		case c == ')':
			depth--
			balanced = balanced && depth >= 0
		}
	}
	for _, c := range []byte(address) {
		switch {
		case c <= ' ', c == 0x7F, strings.IndexByte("<>\"\\`", c) >= 0, !balanced && (c == '(' || c == ')'):
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return entity.ReplaceAllString(b.String(), "&amp;$1")
}

// entity finds what Markdown and HTML read as a character reference.
var entity = regexp.MustCompile(`&(#[0-9]+;|#[xX][0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)`)

func escapeAttribute(address string) string {
	return strings.NewReplacer(`"`, "%22", `'`, "%27", "<", "%3C", ">", "%3E", " ", "%20", "`", "%60").Replace(address)
}
