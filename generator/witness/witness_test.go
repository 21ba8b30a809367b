package witness

import (
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"policyarchive/generator/internal/fakewitness"
	"policyarchive/generator/translog"
)

const origin = "policies.example.org"

func now() time.Time { return time.Date(2026, 11, 30, 10, 0, 0, 0, time.UTC) }

// logOf is a log of n versions. other makes it another log from the second line on.
func logOf(t *testing.T, n int, other string) *translog.Log {
	t.Helper()
	acts := make([]translog.Entry, n)
	for i := range acts {
		digest := fmt.Sprintf("%064x", i)
		version := fmt.Sprint("v", i)
		if i > 0 {
			version += other
		}
		acts[i] = translog.Entry{Day: "2026-11-30", Policy: "privacy", Version: version, Act: translog.Snapshot,
			Text: digest, Words: digest, Record: digest}
	}
	l, err := (&translog.Log{}).With(acts)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// publisher signs checkpoints.
type publisher struct{ signing, verifier string }

func newPublisher(t *testing.T) publisher {
	t.Helper()
	signing, err := translog.NewKey(rand.Reader, origin)
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := translog.VerifierKey(signing)
	if err != nil {
		t.Fatal(err)
	}
	return publisher{signing, verifier}
}

func (p publisher) sign(t *testing.T, l *translog.Log) *translog.Checkpoint {
	t.Helper()
	c := l.Checkpoint(origin)
	if err := c.Sign(p.signing); err != nil {
		t.Fatal(err)
	}
	return c
}

// witnessAt is a witness by its key and address.
func witnessAt(t *testing.T, name, key, address string) translog.Witness {
	t.Helper()
	q, err := translog.ParseQuorum("witnesses.txt", fmt.Appendf(nil, "quorum none\nwitness %s %s %s\n", name, key,
		address))
	if err != nil {
		t.Fatal(err)
	}
	return q.Witnesses[0]
}

func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL + "/submit/"
}

func client() *Client {
	return &Client{HTTP: &http.Client{Timeout: time.Second}, UserAgent: "test", Now: now}
}

func TestAsk(t *testing.T) {
	p := newPublisher(t)
	fake := fakewitness.New("a.example", p.verifier, now)
	w := witnessAt(t, "A", fake.Key(), serve(t, fake))
	ask := func(l *translog.Log, c *translog.Checkpoint) Answer {
		t.Helper()
		return client().Ask(t.Context(), []translog.Witness{w}, l, c)[0]
	}
	// It grows, and is asked twice for the same; the log may be longer than the checkpoint.
	requests := 0
	for _, c := range []struct{ size, requests int }{{3, 1}, {3, 2}, {7, 2}, {40, 2}} {
		checkpoint := p.sign(t, logOf(t, c.size, ""))
		answer := ask(logOf(t, c.size+2, ""), checkpoint)
		if answer.Err != nil {
			t.Fatalf("%d lines: %v", c.size, answer.Err)
		}
		checkpoint.AddCosignature(answer.Cosignature)
		if _, err := w.Find(checkpoint, checkpoint.Signatures); err != nil || !answer.Cosignature.Time.Equal(now()) {
			t.Errorf("%d lines: the cosignature of %s: %v", c.size, answer.Cosignature.Time, err)
		}
		if requests += c.requests; fake.Requests() != requests {
			t.Errorf("%d lines: %d requests, want %d", c.size, fake.Requests(), requests)
			requests = fake.Requests()
		}
	}
	// What it must not cosign: fewer lines, another log, and one that goes on from another.
	for want, l := range map[string]*translog.Log{
		"it has cosigned a checkpoint of 40 lines, and this one": logOf(t, 9, ""),
		"it has cosigned another checkpoint of 40 lines":         logOf(t, 40, "x"),
		"it answers 422": logOf(t, 50, "x"),
	} {
		if answer := ask(l, p.sign(t, l)); answer.Err == nil || !strings.HasPrefix(answer.Err.Error(), want) {
			t.Errorf("%v, want %s", answer.Err, want)
		}
	}
	l := logOf(t, 60, "")
	if answer := ask(l, newPublisher(t).sign(t, l)); answer.Err == nil ||
		!strings.HasPrefix(answer.Err.Error(), "it answers 403") {
		t.Errorf("signed by a stranger: %v", answer.Err)
	}
}

// A bad answer of one leaves the others alone.
func TestAskBad(t *testing.T) {
	p := newPublisher(t)
	l := logOf(t, 5, "")
	c := p.sign(t, l)
	honest := fakewitness.New("honest.example", p.verifier, now)
	elsewhere := fakewitness.New("elsewhere.example", p.verifier, now)
	lying := func(lie func(string) string) http.Handler {
		w := fakewitness.New("honest.example", p.verifier, now)
		w.Lie = lie
		return w
	}
	dated := func(at time.Time) http.Handler {
		return fakewitness.New("honest.example", p.verifier, func() time.Time { return at })
	}
	says := func(status int, text string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(text))
		})
	}
	turns := 0
	cases := []struct {
		name, want string
		h          http.Handler
	}{
		{"good", "", honest},
		{"more lines than its own", "", lying(func(a string) string { return "— b.example AAAAAAAAAAA=\n" + a + a })},
		{"another key", "there is no signature of the key honest.example+", elsewhere},
		{"one byte changed", "the signature of the key honest.example+", lying(func(a string) string {
			at := len(a) - 10
			return a[:at] + string(a[at]^1) + a[at+1:]
		})},
		{"no line feed", "no signature that can be read", lying(func(a string) string { return strings.TrimSpace(a) })},
		{"nothing", "no signature", lying(func(string) string { return "" })},
		{"no text", "no signature that can be read", lying(func(string) string { return "\x00\xff" })},
		{"of 1970", "is dated 1970", dated(time.Unix(0, 0))},
		{"of tomorrow", "is dated 2026-12-01", dated(now().Add(24 * time.Hour))},
		{"too long", "more than 64 kB", says(200, strings.Repeat("x", maxAnswer+1))},
		{"unknown", "it answers 404", says(404, "")},
		{"ill", `it answers 500 Internal Server Error: "ouch"`, says(500, "ouch\n")},
		{"elsewhere", "it answers 302", http.RedirectHandler("https://elsewhere.example/", http.StatusFound)},
		{"a size that is none", "is not a number of lines", says(409, "-1\n")},
		{"always another size", "each time it names another number", http.HandlerFunc(
			func(w http.ResponseWriter, _ *http.Request) {
				turns++
				w.WriteHeader(http.StatusConflict)
				fmt.Fprintln(w, turns)
			})},
		{"slow", "Client.Timeout", http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			<-r.Context().Done()
		})},
	}
	var witnesses []translog.Witness
	for _, test := range cases {
		witnesses = append(witnesses, witnessAt(t, "A", honest.Key(), serve(t, test.h)))
	}
	short := client()
	short.HTTP.Timeout = 300 * time.Millisecond
	for i, answer := range short.Ask(t.Context(), witnesses, l, c) {
		switch want := cases[i].want; {
		case want == "" && answer.Err != nil:
			t.Errorf("%s: %v", cases[i].name, answer.Err)
		case want != "" && (answer.Err == nil || !strings.Contains(answer.Err.Error(), want)):
			t.Errorf("%s: %v, want %s", cases[i].name, answer.Err, want)
		}
	}
	for address, want := range map[string]string{"": "does not say", "http://a.example/": "use https",
		"a.example":              "is not",
		"https://a.example/?x=1": "is not", "ftp://a.example/": "use https", "http://127.0.0.1:1/": "refused"} {
		w := witnessAt(t, "A", honest.Key(), address)
		if answer := client().Ask(t.Context(), []translog.Witness{w}, l, c)[0]; answer.Err == nil ||
			!strings.Contains(answer.Err.Error(), want) {
			t.Errorf("%q: %v, want %s", address, answer.Err, want)
		}
	}
}
