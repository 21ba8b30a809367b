// Package fakearchive is a web archive for tests: a server on this machine that
// speaks the parts of the Wayback Machine's protocols that package wayback
// uses, as https://web.archive.org does, and fails on demand as it does.
package fakearchive

import (
	"crypto/sha1"
	"encoding/base32"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Server is the fake. Set what it should do before the first request.
type Server struct {
	URL   string // the endpoint for the client under test
	Clock *Clock // for the client; only its waits let time pass

	LinesPerAnswer int  // of the index, less than the client may ask for; 0: as it asks
	IgnoreFilters  bool // the index then gives everything, uncollapsed, whatever the query says
	LoopingKeys    bool // resumption keys then lead to themselves

	mutex    sync.Mutex
	copies   []*Copy
	faults   map[Kind][]Fault
	requests []Request
	atOnce   int
	most     int
}

// Copy is one capture in the archive. Its fields may be changed before requests.
type Copy struct {
	Stamp, Original, MIME string
	Status                int    // 0 is a revisit, shown as "-"
	Digest                string // as the index shows it
	Body                  []byte // what a replay sends
	Header                http.Header
	ServedAs              string // the stamp of a capture to which its replay sends on; empty: it is replayed itself
}

// Kind is what a request asks for.
type Kind string

// The kinds of request.
const (
	Index  Kind = "index"
	Replay Kind = "replay"
	Other  Kind = "other"
)

// Request is one request that the server got.
type Request struct {
	Kind   Kind
	URI    string // path and query as sent
	Header http.Header
	At     time.Time // by the server's clock
}

// New starts a server that stops when the test ends.
func New(t testing.TB) *Server {
	t.Helper()
	s := &Server{Clock: NewClock(), faults: map[Kind][]Fault{}}
	server := httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(server.Close)
	s.URL = server.URL
	return s
}

// Add puts a capture into the archive. Its body is stored as it is.
func (s *Server) Add(stamp, original, mime string, body []byte, status int) *Copy {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	c := &Copy{Stamp: stamp, Original: original, MIME: mime, Status: status, Digest: Digest(body), Body: body,
		Header: http.Header{}}
	s.copies = append(s.copies, c)
	slices.SortStableFunc(s.copies, func(a, b *Copy) int {
		return strings.Compare(urlKey(a.Original)+" "+a.Stamp, urlKey(b.Original)+" "+b.Stamp)
	})
	return c
}

// AddRevisit puts a record into the archive that says that a page had the same
// body as before. A replay of it sends that body.
func (s *Server) AddRevisit(stamp, original string, body []byte) *Copy {
	return s.Add(stamp, original, "warc/revisit", body, 0)
}

// Digest is the digest that the index shows for a body: base32 SHA-1.
func Digest(body []byte) string {
	sum := sha1.Sum(body)
	return base32.StdEncoding.EncodeToString(sum[:])
}

// Requests are all requests so far, in order.
func (s *Server) Requests() []Request {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return slices.Clone(s.requests)
}

// Count tells how many requests there were of a kind.
func (s *Server) Count(k Kind) int {
	n := 0
	for _, r := range s.Requests() {
		if r.Kind == k {
			n++
		}
	}
	return n
}

// MostAtOnce is how many requests were answered at the same time at most.
func (s *Server) MostAtOnce() int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.most
}

// serve notes a request and answers it, by a fault if one is due.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	kind, answer := Other, http.NotFound
	switch {
	case strings.HasPrefix(r.RequestURI, "/cdx/search/cdx?"):
		kind, answer = Index, s.index
	case strings.HasPrefix(r.RequestURI, "/web/"):
		kind, answer = Replay, s.replay
	}
	fault := s.begin(kind, r)
	defer s.end()
	if fault != nil {
		fault(w, r, answer)
		return
	}
	answer(w, r)
}

func (s *Server) begin(kind Kind, r *http.Request) Fault {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.requests = append(s.requests, Request{Kind: kind, URI: r.RequestURI, Header: r.Header.Clone(), At: s.Clock.Now()})
	s.atOnce++
	s.most = max(s.most, s.atOnce)
	queue := s.faults[kind]
	if len(queue) == 0 {
		return nil
	}
	s.faults[kind] = queue[1:]
	return queue[0]
}

func (s *Server) end() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.atOnce--
}
