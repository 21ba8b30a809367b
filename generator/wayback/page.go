package wayback

import (
	"crypto/sha1"
	"fmt"
	"net/http"
	"strings"
)

// Page is a capture with its bytes.
type Page struct {
	Capture     Capture `json:"capture"`
	Stamp       string  `json:"stamp"`       // of what was served; differs from the capture's where that has the same bytes
	ContentType string  `json:"contentType"` // with its charset, as the page was served when it was captured

	// Verified: the digest of the bytes is the capture's. Damaged: it is not,
	// and nothing that the archive says of how they were stored explains it. With
	// neither, nothing is known: the digest is that of the bytes as they came
	// over the wire, often compressed, which the archive does not give back.
	Verified bool `json:"verified"`
	Damaged  bool `json:"damaged,omitempty"`

	Body []byte `json:"-"` // never empty; unpacked
}

// page checks an answer that is no redirect. Moved says that another capture
// than the one asked for was served.
func (a *answer) page(asked Capture, moved bool, maxBytes int64) (*Page, error) {
	fail := func(format string, args ...any) (*Page, error) {
		return nil, &CaptureError{Capture: asked, Reason: fmt.Sprintf(format, args...)}
	}
	switch {
	case a.status == http.StatusOK && a.isMemento():
	case a.isMemento():
		return fail("it is one of an answer with status %d", a.status)
	case a.status == http.StatusOK:
		return fail("the archive sends a page of its own instead (without Memento-Datetime)")
	case a.status == http.StatusNotFound:
		return fail("the archive has it in its list, but not the bytes (404)")
	case a.status == http.StatusForbidden || a.status == http.StatusUnavailableForLegalReasons:
		return fail("the archive does not show it (%d)", a.status)
	default:
		return fail("the archive answers %d %s", a.status, http.StatusText(a.status))
	}
	at, err := http.ParseTime(a.header.Get("Memento-Datetime"))
	if err != nil {
		return fail("the archive tells its time wrongly (%q)", a.header.Get("Memento-Datetime"))
	}
	p := &Page{Capture: asked, Stamp: at.UTC().Format(stampLayout), ContentType: a.header.Get("Content-Type")}
	if t := cleanType(p.ContentType); t != "" && !pageType.MatchString(t) {
		return fail("it is of type %s, which is no page of text", t)
	}
	stages, err := unpack(a.body, a.header.Values("Content-Encoding"), maxBytes)
	if err != nil {
		return fail("%v", err)
	}
	p.Body = stages[len(stages)-1]
	for _, bytes := range stages {
		sum := sha1.Sum(bytes)
		p.Verified = p.Verified || encodeDigest(sum[:]) == asked.Digest
	}
	p.Damaged = asked.Digest != "" && !p.Verified && len(stages) == 1 && !a.storedOtherwise()
	if len(strings.TrimSpace(string(p.Body))) == 0 {
		return fail("it is empty")
	}
	// A revisit may be served with the time of what it repeats.
	if p.Stamp != asked.Stamp && !p.Verified && (moved || !asked.Revisit) {
		return nil, &CaptureError{Capture: asked, Served: p.Stamp,
			Reason: fmt.Sprintf("the archive serves that of %s instead", p.Stamp)}
	}
	return p, nil
}

// storedOtherwise reports whether the archive stored other bytes than it sends:
// they were compressed or in pieces. It keeps the headers of the page under
// names of its own.
func (a *answer) storedOtherwise() bool {
	for _, name := range []string{"X-Archive-Orig-Content-Encoding", "X-Archive-Orig-Transfer-Encoding"} {
		if v := strings.ToLower(strings.TrimSpace(a.header.Get(name))); v != "" && v != "identity" {
			return true
		}
	}
	return false
}
