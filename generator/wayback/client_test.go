package wayback

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"policyarchive/generator/internal/fakearchive"
)

const page = "https://trakt.tv/privacy"

// newClient makes a client of a fake archive that never waits in real time.
// What it logs is kept.
func newClient(t *testing.T, s *fakearchive.Server, change ...func(*Options)) (*Client, *[]string) {
	t.Helper()
	var mutex sync.Mutex
	log := &[]string{}
	o := Options{
		Endpoint: s.URL, UserAgent: "test (mailto:test@example.org)", Now: s.Clock.Now, Wait: s.Clock.Wait,
		Log: func(sentence string) {
			mutex.Lock()
			defer mutex.Unlock()
			*log = append(*log, sentence)
		},
	}
	for _, f := range change {
		f(&o)
	}
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c, log
}

// text is the page of a policy.
func text(s string) []byte {
	return []byte("<html><body><h1>Privacy</h1><p>" + s + "</p></body></html>")
}

// addYears puts one capture a year into an archive, each with its own text.
func addYears(s *fakearchive.Server, first, last int) {
	for year := first; year <= last; year++ {
		s.Add(fmt.Sprintf("%d0304050607", year), page, "text/html", text(fmt.Sprint("as of ", year)), 200)
	}
}

// stamps are the years of captures, and more of a stamp where n > 4.
func stamps(captures []Capture, n int) string {
	var list []string
	for _, c := range captures {
		list = append(list, c.Stamp[:n])
	}
	return strings.Join(list, " ")
}

func TestEndpoint(t *testing.T) {
	for _, good := range []string{"", "https://web.archive.org", "https://web.archive.org/", "http://127.0.0.1:8080"} {
		if _, err := New(Options{Endpoint: good, Now: time.Now, UserAgent: "x"}); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
	for _, bad := range []string{"web.archive.org", "file:///etc/passwd", "ftp://web.archive.org", "https://",
		"https://a@web.archive.org", "https://web.archive.org/web", "https://web.archive.org?x", "https://web.archive.org#x",
		"http://a\r\nb"} {
		if _, err := New(Options{Endpoint: bad, Now: time.Now, UserAgent: "x"}); err == nil ||
			!strings.Contains(err.Error(), Public) {
			t.Errorf("%q is taken for an endpoint, or the error does not show a good one: %v", bad, err)
		}
	}
	if _, err := New(Options{Now: time.Now}); err == nil {
		t.Error("a client may be anonymous")
	}
}

// TestPolite: requests never overlap and never follow each other faster than
// the delay, also when several goroutines ask.
func TestPolite(t *testing.T) {
	s := fakearchive.New(t)
	s.LinesPerAnswer = 3
	addYears(s, 2010, 2020)
	s.Next(fakearchive.Replay, nil, fakearchive.Status(503), fakearchive.Cut, nil,
		fakearchive.Status(429, "Retry-After", "1"))
	c, _ := newClient(t, s)
	captures, err := c.List(t.Context(), page, ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for _, one := range captures {
		all.Go(func() {
			if _, err := c.Fetch(t.Context(), one); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	requests := s.Requests()
	if want := 4 + 11 + 3; len(requests) != want {
		t.Errorf("%d requests, want %d", len(requests), want)
	}
	for i, r := range requests {
		if r.Header.Get("User-Agent") != "test (mailto:test@example.org)" {
			t.Errorf("request %d hides who asks: %q", i, r.Header.Get("User-Agent"))
		}
		if i > 0 && r.At.Sub(requests[i-1].At) < DefaultDelay {
			t.Errorf("request %d came %v after the one before", i, r.At.Sub(requests[i-1].At))
		}
	}
	if s.MostAtOnce() != 1 {
		t.Errorf("%d requests at once", s.MostAtOnce())
	}
}
