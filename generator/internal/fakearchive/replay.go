package fakearchive

import (
	"net/http"
	"net/url"
	"regexp"
	"time"
)

var replayForm = regexp.MustCompile(`^/web/(\d{14})id_/(.+)$`)

// replay answers a request for a capture without changes. If none has the stamp
// asked for, it sends on to the first one of the page that follows, else the last.
func (s *Server) replay(w http.ResponseWriter, r *http.Request) {
	m := replayForm.FindStringSubmatch(r.RequestURI)
	if m == nil {
		http.Error(w, "no replay", http.StatusBadRequest)
		return
	}
	stamp, original := m[1], m[2]
	found := s.nearest(stamp, original)
	switch {
	case found == nil:
		http.Error(w, "The Wayback Machine has not archived that URL.", http.StatusNotFound)
	case found.Stamp != stamp:
		sendOn(w, found.Stamp, found.Original)
	case found.ServedAs != "":
		sendOn(w, found.ServedAs, found.Original)
	default:
		found.send(w)
	}
}

func sendOn(w http.ResponseWriter, stamp, original string) {
	w.Header().Set("Location", "/web/"+stamp+"id_/"+original)
	w.Header().Set("X-Archive-Redirect-Reason", "found capture at "+stamp)
	w.WriteHeader(http.StatusFound)
}

// nearest finds a copy of a page; of two of one second the one with the very address.
func (s *Server) nearest(stamp, original string) *Copy {
	original = plain(original)
	var found *Copy
	for _, c := range s.list() {
		address := plain(c.Original)
		if urlKey(address) != urlKey(original) {
			continue
		}
		if c.Stamp == stamp && address == original {
			return c
		}
		if found == nil || found.Stamp < stamp {
			found = c
		}
	}
	return found
}

// plain undoes an address's encoding, if it has any.
func plain(address string) string {
	if s, err := url.PathUnescape(address); err == nil {
		return s
	}
	return address
}

// send replays a copy: its body, its headers under names of the archive's, and
// when it was captured.
func (c *Copy) send(w http.ResponseWriter) {
	at, err := time.Parse("20060102150405", c.Stamp)
	if err != nil {
		http.Error(w, "bad stamp", http.StatusBadRequest)
		return
	}
	h := w.Header()
	h.Set("Content-Type", c.MIME)
	if c.Status == 0 {
		h.Set("Content-Type", "text/html")
	}
	h.Set("Memento-Datetime", at.Format(http.TimeFormat))
	h.Set("Link", "<"+c.Original+`>; rel="original"`)
	h.Set("X-Archive-Orig-Content-Type", h.Get("Content-Type"))
	h.Set("X-Archive-Src", "fake-0001.warc.gz")
	copyHeader(h, c.Header)
	status := c.Status
	if status == 0 {
		status = http.StatusOK
	}
	w.WriteHeader(status)
	_, _ = w.Write(c.Body)
}
