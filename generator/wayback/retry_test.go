package wayback

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"policyarchive/generator/internal/fakearchive"
)

// fetchOne adds one capture and fetches it with faults before it.
func fetchOne(t *testing.T, change func(*Options), faults ...fakearchive.Fault) (*fakearchive.Server, *Page, []string,
	error) {
	t.Helper()
	s := fakearchive.New(t)
	addYears(s, 2016, 2016)
	c, log := newClient(t, s, change)
	captures, err := c.List(t.Context(), page, ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s.Next(fakearchive.Replay, faults...)
	p, err := c.Fetch(t.Context(), captures[0])
	return s, p, *log, err
}

func unchanged(*Options) {}

func TestRetried(t *testing.T) {
	for name, fault := range map[string]fakearchive.Fault{
		"429": fakearchive.Status(429), "500": fakearchive.Status(500), "502": fakearchive.Status(502),
		"503": fakearchive.Status(503),
		"504": fakearchive.Status(504), "599": fakearchive.Status(599), "cut": fakearchive.Cut,
		"no answer": func(http.ResponseWriter, *http.Request, http.HandlerFunc) { panic(http.ErrAbortHandler) },
		"junk": func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			_, _ = conn.Write([]byte("HTTP/1.1 200 OK\r\n\x00\xff: \x01\r\nno header\r\n\r\n"))
			_ = conn.Close()
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, p, log, err := fetchOne(t, unchanged, fault, fault)
			if err != nil || string(p.Body) != string(text("as of 2016")) {
				t.Fatalf("page %v, error %v", p, err)
			}
			if n := s.Count(fakearchive.Replay); n != 3 {
				t.Errorf("%d requests, want 3", n)
			}
			if name == "no answer" {
				// Go itself asks once more when a connection that it used before was closed.
				if len(log) == 0 {
					t.Error("nothing was logged")
				}
				return
			}
			if len(log) != 2 || !strings.Contains(log[0], "(try 2 of 6)") || !strings.Contains(log[1], "(try 3 of 6)") {
				t.Errorf("log: %q", log)
			}
		})
	}
}

// longest is the longest wait after the list was there.
func longest(s *fakearchive.Server) time.Duration {
	var d time.Duration
	for _, w := range s.Clock.Waits() {
		d = max(d, w)
	}
	return d
}

func TestRetryAfter(t *testing.T) {
	for _, test := range []struct {
		code     int
		value    string
		min, max time.Duration
	}{
		{429, "30", 30 * time.Second, 30 * time.Second},
		{503, "30", 30 * time.Second, 30 * time.Second},
		// the clock stands a little after 2026 began
		{503, "Thu, 01 Jan 2026 00:02:00 GMT", 118 * time.Second, 2 * time.Minute},
		{429, "", time.Minute, time.Minute}, // who does not wait a minute is shut out
		{429, "soon", time.Minute, time.Minute},
		{503, "-5", firstPause / 2, firstPause},
		{503, "Mon, 01 Jan 2024 00:00:00 GMT", firstPause / 2, firstPause},
	} {
		s, _, log, err := fetchOne(t, unchanged, fakearchive.Status(test.code, "Retry-After", test.value))
		if err != nil {
			t.Errorf("%d %q: %v", test.code, test.value, err)
		}
		if d := longest(s); d < test.min || d > test.max {
			t.Errorf("%d %q: waited %v, want %v to %v", test.code, test.value, d, test.min, test.max)
		}
		if test.value == "30" && !strings.Contains(log[0], "asks to wait 30s") {
			t.Errorf("the log does not say what the archive asks for: %q", log)
		}
	}
}

// TestAskedForTooLong: nobody sits through a wait of hours, and nobody asks
// earlier than the archive wants.
func TestAskedForTooLong(t *testing.T) {
	for _, value := range []string{"7200", "99999999999999999999", "9223372036854775807"} {
		s, _, _, err := fetchOne(t, unchanged, fakearchive.Status(429, "Retry-After", value))
		if value == "99999999999999999999" { // no number that anything can hold: as if it were not there
			if err != nil {
				t.Error(err)
			}
			continue
		}
		var gaveUp *GaveUpError
		if !errors.As(err, &gaveUp) || gaveUp.Asked < 2*time.Hour || !strings.Contains(err.Error(), "asks to wait") {
			t.Errorf("%s: %v", value, err)
		}
		if n := s.Count(fakearchive.Replay); n != 1 {
			t.Errorf("%s: %d requests, want 1", value, n)
		}
	}
}

func TestGivesUp(t *testing.T) {
	many := make([]fakearchive.Fault, 50)
	for i := range many {
		many[i] = fakearchive.Status(503)
	}
	s, _, _, err := fetchOne(t, unchanged, many...)
	var gaveUp *GaveUpError
	if !errors.As(err, &gaveUp) || gaveUp.Tries != DefaultTries {
		t.Fatal(err)
	}
	for _, part := range []string{"6 times", "503 Service Unavailable", "run the command again later",
		"nothing is lost", page} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q lacks %q", err, part)
		}
	}
	if n := s.Count(fakearchive.Replay); n != DefaultTries {
		t.Errorf("%d requests, want %d", n, DefaultTries)
	}
	waits := s.Clock.Waits()
	if last := waits[len(waits)-1]; last < 8*firstPause {
		t.Errorf("the pauses do not grow: %v", waits)
	}
}

// TestRefused: an archive that shuts us out refuses connections.
func TestRefused(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	s := fakearchive.New(t)
	c, _ := newClient(t, s, func(o *Options) { o.Endpoint = "http://" + listener.Addr().String() })
	_, err = c.List(t.Context(), page, ListOptions{})
	if err == nil || !strings.Contains(err.Error(), "refuses connections") {
		t.Error(err)
	}
}

// TestSlow: an answer that does not come to its end in time is asked for again.
func TestSlow(t *testing.T) {
	s, p, log, err := fetchOne(t, func(o *Options) { o.Timeout = 300 * time.Millisecond }, fakearchive.Hang)
	if err != nil || p == nil || s.Count(fakearchive.Replay) < 2 {
		t.Fatal(err)
	}
	if len(log) == 0 || !strings.Contains(log[0], "longer than 300ms") {
		t.Errorf("log: %q", log)
	}
}

// TestTooLarge: no answer fills the memory, and a capture that is too large is
// not asked for again.
func TestTooLarge(t *testing.T) {
	limit := func(o *Options) { o.MaxBytes = 1 << 20 }
	s, _, _, err := fetchOne(t, limit, fakearchive.Endless)
	var one *CaptureError
	if !errors.As(err, &one) || !strings.Contains(one.Reason, "larger than 1 MiB") {
		t.Error(err)
	}
	if n := s.Count(fakearchive.Replay); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
	c, _ := newClient(t, s, limit)
	s.Next(fakearchive.Index, fakearchive.Endless)
	var large *TooLargeError
	if _, err := c.List(t.Context(), page, ListOptions{}); !errors.As(err, &large) {
		t.Error(err)
	}
}

// TestCancelled: waits and requests end with the context.
func TestCancelled(t *testing.T) {
	s := fakearchive.New(t)
	addYears(s, 2016, 2016)
	ctx, cancel := context.WithCancel(t.Context())
	c, _ := newClient(t, s, func(o *Options) {
		o.Wait = nil // in real time
		o.Log = func(string) { cancel() }
	})
	s.Next(fakearchive.Index, fakearchive.Status(503, "Retry-After", "500"))
	began := time.Now()
	if _, err := c.List(ctx, page, ListOptions{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if d := time.Since(began); d > 20*time.Second {
		t.Errorf("it ended after %v", d)
	}
	if _, err := c.Fetch(ctx, Capture{Stamp: "20160304050607", Original: page}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if n := len(s.Requests()); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
}
