package wayback

import (
	"encoding/base32"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// Capture is one copy of a page in the archive, as the index lists it.
type Capture struct {
	Stamp    string    `json:"stamp"`            // 14 digits, UTC: when it was captured
	Time     time.Time `json:"time"`             // the same
	Original string    `json:"original"`         // its address as captured; scheme, port, "www." and case may differ from what was asked for
	MIME     string    `json:"mime"`             // type without parameters; of a revisit that of the page it repeats; "unk" if unknown
	Digest   string    `json:"digest,omitempty"` // base32 SHA-1 of the stored bytes; empty if unknown
	Length   int64     `json:"length,omitempty"` // of the record in the archive, compressed and with headers; 0 if unknown
	Revisit  bool      `json:"revisit,omitempty"`
}

// revisitType marks a record of a page that had been captured before with
// the same bytes. It has no status (-) and no bytes of its own.
const revisitType = "warc/revisit"

var (
	pageType    = regexp.MustCompile(`^(?:` + pageTypes + `)$`)
	digestValue = regexp.MustCompile(`^[A-Z2-7]{32}$`)
	stampValue  = regexp.MustCompile(`^[0-9]{14}$`)
)

// pageTypes are the types of a page of text. In old records some are unknown.
const pageTypes = `text/html|text/plain|text/(x-|x-web-)?markdown|application/xhtml\+xml|unk`

// emptyDigest is the digest of no bytes, as most redirects have it.
const emptyDigest = "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"

// valid reports whether the archive can be asked for a capture.
func (c Capture) valid() bool {
	_, err := stampTime(c.Stamp)
	return err == nil && validOriginal(c.Original)
}

// stampTime reads a stamp of 14 digits. Some stamps of the year 2000 are no
// dates, since a month or day stands in them twice.
func stampTime(s string) (time.Time, error) {
	if !stampValue.MatchString(s) {
		return time.Time{}, errNoStamp
	}
	return time.Parse(stampLayout, s)
}

const stampLayout = "20060102150405"

// validOriginal reports whether an address in the index is one of a page. Some
// crawlers took mailto: links and such for pages (http://mailto:a@example.org/).
func validOriginal(s string) bool {
	if strings.ContainsFunc(s, isControl) {
		return false
	}
	u, err := url.Parse(escape(s))
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// cleanDigest returns a digest as [Capture] has it.
func cleanDigest(s string) string {
	s = strings.ToUpper(s)
	s = strings.TrimPrefix(s, "SHA1:")
	if !digestValue.MatchString(s) {
		return ""
	}
	return s
}

// cleanType returns a media type in small letters without parameters.
func cleanType(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return strings.ToLower(strings.TrimSpace(s))
}

func encodeDigest(sum []byte) string { return base32.StdEncoding.EncodeToString(sum) }
