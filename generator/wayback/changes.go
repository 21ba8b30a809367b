package wayback

import (
	"cmp"
	"slices"
	"strings"
)

// span is a range of time; its ends are digits of stamps, or empty.
type span struct{ from, to string }

// before reports whether a stamp, or the beginning of one, is not after the span.
func (s span) before(stamp string) bool {
	return s.to == "" || stamp[:min(len(stamp), len(s.to))] <= s.to
}

func (s span) contains(stamp string) bool { return stamp >= s.from && s.before(stamp) }

// changes picks from records, in any order, the captures that [Client.List]
// tells of. It does itself what the archive was asked for: not every archive
// does all of that, and parts of a list do not know of each other.
func changes(records []record, within span) []Capture {
	slices.SortStableFunc(records, func(a, b record) int {
		return cmp.Or(strings.Compare(a.Stamp, b.Stamp), strings.Compare(a.Original, b.Original))
	})
	types := map[string]string{} // of pages, by digest
	for _, r := range records {
		if r.isPage() && r.Digest != "" {
			types[r.Digest] = r.MIME
		}
	}
	var list []Capture
	for _, r := range records {
		c := r.Capture
		if c.Revisit {
			c.MIME = types[c.Digest] // none if it repeats a redirect or an image
		}
		if c.Digest == emptyDigest || !r.isPage() && (!c.Revisit || c.MIME == "") {
			continue
		}
		if !within.contains(c.Stamp) {
			continue
		}
		if n := len(list); n > 0 {
			last := list[n-1]
			if last.Stamp == c.Stamp && last.Original == c.Original || c.Digest != "" && last.Digest == c.Digest {
				continue
			}
		}
		list = append(list, c)
	}
	return list
}

// isPage reports whether a record is of a page that was answered well.
func (r record) isPage() bool { return !r.Revisit && r.status == "200" && pageType.MatchString(r.MIME) }
