package wayback

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"policyarchive/generator/internal/fakearchive"
)

// fetch adds a capture of 2016, lets change alter it, and fetches it as listed.
func fetch(t *testing.T, s *fakearchive.Server, change func(*fakearchive.Copy)) (*Page, error) {
	t.Helper()
	change(s.Add("20160304050607", page, "text/html", text("A"), 200))
	c, _ := newClient(t, s, func(o *Options) { o.MaxBytes = 1 << 20 })
	for _, one := range list(t, s, ListOptions{}) {
		if one.Stamp == "20160304050607" {
			return c.Fetch(t.Context(), one)
		}
	}
	t.Fatal("the capture is not in the list")
	return nil, nil
}

func packed(t *testing.T, to func(io.Writer) io.WriteCloser, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := to(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func toGzip(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }
func toZlib(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }
func toFlate(w io.Writer) io.WriteCloser {
	f, _ := flate.NewWriter(w, 6)
	return f
}

// TestFetch: whichever way an archive stores and sends a page, its bytes come
// out, and what is said of its digest is true.
func TestFetch(t *testing.T) {
	const known, damaged, unknown = "verified", "damaged", "unknown"
	store := func(to func(io.Writer) io.WriteCloser, named string) func(*fakearchive.Copy) {
		return func(c *fakearchive.Copy) {
			c.Body = packed(t, to, c.Body)
			c.Digest = fakearchive.Digest(c.Body)
			if named != "" {
				c.Header.Set("Content-Encoding", named)
			}
		}
	}
	for name, test := range map[string]struct {
		change func(*fakearchive.Copy)
		want   string
	}{
		"plain":               {func(*fakearchive.Copy) {}, known},
		"gzip as stored":      {store(toGzip, "gzip"), known},
		"gzip, unnamed":       {store(toGzip, ""), known},
		"zlib":                {store(toZlib, "deflate"), known},
		"flate":               {store(toFlate, "deflate"), known},
		"gzip, named twice":   {store(toGzip, "identity, gzip"), known},
		"named, but unpacked": {func(c *fakearchive.Copy) { c.Header.Set("Content-Encoding", "gzip") }, known},
		"packed on the way": {func(c *fakearchive.Copy) {
			c.Body = packed(t, toGzip, c.Body)
			c.Header.Set("Content-Encoding", "gzip")
		}, known},
		"unpacked by the archive": {func(c *fakearchive.Copy) {
			c.Digest = fakearchive.Digest(packed(t, toGzip, c.Body))
			c.Header.Set("X-Archive-Orig-Content-Encoding", "gzip")
		}, unknown},
		"in pieces": {func(c *fakearchive.Copy) {
			c.Digest = fakearchive.Digest([]byte("x"))
			c.Header.Set("X-Archive-Orig-Transfer-Encoding", "chunked")
		}, unknown},
		"without a digest":   {func(c *fakearchive.Copy) { c.Digest = "-" }, unknown},
		"another digest":     {func(c *fakearchive.Copy) { c.Digest = fakearchive.Digest([]byte("x")) }, damaged},
		"digest with scheme": {func(c *fakearchive.Copy) { c.Digest = "sha1:" + strings.ToLower(c.Digest) }, known},
	} {
		t.Run(name, func(t *testing.T) {
			s := fakearchive.New(t)
			p, err := fetch(t, s, test.change)
			if err != nil {
				t.Fatal(err)
			}
			if string(p.Body) != string(text("A")) || p.Stamp != "20160304050607" || p.ContentType != "text/html" {
				t.Errorf("page %+v, body %q", p, p.Body)
			}
			if p.Verified != (test.want == known) || p.Damaged != (test.want == damaged) {
				t.Errorf("verified %v, damaged %v, want %s", p.Verified, p.Damaged, test.want)
			}
			last := s.Requests()[len(s.Requests())-1]
			if last.URI != "/web/20160304050607id_/https://trakt.tv/privacy" ||
				last.Header.Get("Accept-Encoding") != "identity" {
				t.Errorf("asked for %s with %v", last.URI, last.Header)
			}
		})
	}
}

// TestCannotBeHad: what is wrong with one capture is said of it, without more
// requests than needed, and is no reason to stop.
func TestCannotBeHad(t *testing.T) {
	bomb := packed(t, toGzip, make([]byte, 2<<20))
	redirect := func(code int, location string, memento bool) fakearchive.Fault {
		header := []string{"Location", location}
		if memento {
			header = append(header, "Memento-Datetime", "Fri, 04 Mar 2016 05:06:07 GMT")
		}
		return fakearchive.Status(code, header...)
	}
	for name, test := range map[string]struct {
		change func(*fakearchive.Copy)
		fault  fakearchive.Fault
		want   string
	}{
		"404":      {fault: fakearchive.Status(404), want: "not the bytes"},
		"403":      {fault: fakearchive.Status(403), want: "does not show it"},
		"451":      {fault: fakearchive.Status(451), want: "does not show it"},
		"400":      {fault: fakearchive.Status(400), want: "400 Bad Request"},
		"own page": {fault: fakearchive.Text("text/html", "<html>calendar</html>"), want: "page of its own"},
		"error captured": {fault: fakearchive.Status(503, "Memento-Datetime", "Fri, 04 Mar 2016 05:06:07 GMT"),
			want: "status 503"},
		"bad time": {fault: fakearchive.Status(200, "Memento-Datetime", "yesterday"), want: "tells its time wrongly"},
		"captured 301": {fault: redirect(301, "/web/20160304050607id_/https://trakt.tv/legal", true),
			want: "redirect to https://trakt.tv/legal"},
		"other page": {fault: redirect(302, "/web/20160304050607id_/https://trakt.tv/legal", false),
			want: "redirect to https://trakt.tv/legal"},
		"other server": {fault: redirect(302, "https://evil.example/web/20160304050607id_/https://trakt.tv/privacy",
			false), want: "another server"},
		"file":          {fault: redirect(302, "file:///etc/passwd", false), want: "another server"},
		"javascript":    {fault: redirect(302, "javascript:alert(1)", false), want: "another server"},
		"own account":   {fault: redirect(302, "/account/login", false), want: "leads to no capture"},
		"nowhere":       {fault: redirect(302, "", false), want: "nowhere"},
		"empty":         {change: func(c *fakearchive.Copy) { c.Body = nil }, want: "empty"},
		"white space":   {change: func(c *fakearchive.Copy) { c.Body = []byte(" \r\n\t") }, want: "empty"},
		"empty, packed": {change: func(c *fakearchive.Copy) { c.Body = packed(t, toGzip, nil) }, want: "empty"},
		"bomb": {change: func(c *fakearchive.Copy) { c.Body = bomb },
			want: "unpacked, the answer is larger than 1 MiB"},
		"nested bomb": {change: func(c *fakearchive.Copy) { c.Body = packed(t, toGzip, bomb) },
			want: "larger than 1 MiB"},
		"broken gzip": {change: func(c *fakearchive.Copy) { c.Body = packed(t, toGzip, c.Body)[:20] },
			want: "cannot be read"},
		"brotli": {change: func(c *fakearchive.Copy) { c.Header.Set("Content-Encoding", "br") }, want: "br"},
		"image after all": {change: func(c *fakearchive.Copy) { c.Header.Set("Content-Type", "image/gif") },
			want: "image/gif"},
	} {
		t.Run(name, func(t *testing.T) {
			s := fakearchive.New(t)
			if test.fault != nil {
				s.Next(fakearchive.Replay, test.fault)
			}
			_, err := fetch(t, s, func(c *fakearchive.Copy) {
				if test.change != nil {
					test.change(c)
				}
			})
			var one *CaptureError
			if !errors.As(err, &one) || !strings.Contains(one.Reason, test.want) || one.Capture.Stamp != "20160304050607" ||
				one.Served != "" {
				t.Errorf("%v, want %s", err, test.want)
			}
			if n := s.Count(fakearchive.Replay); n != 1 {
				t.Errorf("%d requests, want 1", n)
			}
			if n := s.Count(fakearchive.Other); n != 0 {
				t.Errorf("%d requests for other things", n)
			}
		})
	}
}

// TestUnplayable: a capture on which the archive's program fails each time is no
// reason to stop either.
func TestUnplayable(t *testing.T) {
	s := fakearchive.New(t)
	s.Always(fakearchive.Replay, fakearchive.Status(503, "X-Archive-Wayback-Runtime-Error",
		"ResourceNotAvailableException: gone"))
	_, err := fetch(t, s, func(*fakearchive.Copy) {})
	var one *CaptureError
	if !errors.As(err, &one) || !strings.Contains(one.Reason, "ResourceNotAvailableException") {
		t.Errorf("%q", err)
	}
	if n := s.Count(fakearchive.Replay); n != DefaultTries {
		t.Errorf("%d requests, want %d", n, DefaultTries)
	}
}

// TestSentOn: another capture will do if it has the bytes asked for.
func TestSentOn(t *testing.T) {
	for _, test := range []struct {
		name, original string
		body           []byte
		fine           bool
	}{
		{"same bytes", "http://www.trakt.tv:80/privacy", text("A"), true},
		{"other bytes", page, text("B"), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := fakearchive.New(t)
			s.Add("20170101000000", test.original, "text/html", test.body, 200)
			p, err := fetch(t, s, func(c *fakearchive.Copy) { c.ServedAs = "20170101000000" })
			var one *CaptureError
			switch {
			case test.fine && (err != nil || p.Stamp != "20170101000000" || p.Capture.Stamp != "20160304050607" || !p.Verified):
				t.Errorf("page %+v, error %v", p, err)
			case !test.fine && (!errors.As(err, &one) || one.Served != "20170101000000" ||
				!strings.Contains(err.Error(), "that of 20170101000000 instead")):
				t.Errorf("page %+v, error %v", p, err)
			}
			requests := s.Requests()
			if d := requests[len(requests)-1].At.Sub(requests[len(requests)-2].At); d < DefaultDelay {
				t.Errorf("it followed after %v", d)
			}
		})
	}
}

// TestSentOnForEver: captures that lead to each other end.
func TestSentOnForEver(t *testing.T) {
	s := fakearchive.New(t)
	s.Add("20170101000000", page, "text/html", text("B"), 200).ServedAs = "20160304050607"
	_, err := fetch(t, s, func(c *fakearchive.Copy) { c.ServedAs = "20170101000000" })
	if !errors.As(err, new(*CaptureError)) || s.Count(fakearchive.Replay) > mostHops+1 {
		t.Errorf("%v after %d requests", err, s.Count(fakearchive.Replay))
	}
}

// TestRevisit: what a revisit repeats may be served with its own time.
func TestRevisit(t *testing.T) {
	s := fakearchive.New(t)
	s.Add("20140101000000", page, "text/html", text("A"), 200)
	s.Add("20150101000000", page, "text/html", text("B"), 200)
	p, err := fetch(t, s, func(c *fakearchive.Copy) {
		c.MIME, c.Status = "warc/revisit", 0
		c.Header.Set("Memento-Datetime", "Wed, 01 Jan 2014 00:00:00 GMT")
	})
	if err != nil || p.Stamp != "20140101000000" || !p.Verified {
		t.Errorf("page %+v, error %v", p, err)
	}
}

// TestNoSuchCapture: what is no capture is not asked for.
func TestNoSuchCapture(t *testing.T) {
	s := fakearchive.New(t)
	c, _ := newClient(t, s)
	for _, bad := range []Capture{
		{}, {Stamp: "2016", Original: page}, {Stamp: "20160304050607"}, {Stamp: "20161304050607", Original: page},
		{Stamp: "20160304050607", Original: "file:///etc/passwd"}, {Stamp: "20160304050607", Original: "http://a@trakt.tv/"},
		{Stamp: "20160304050607", Original: page + "\r\nX: y"}, {Stamp: "../../../../x", Original: page},
	} {
		if _, err := c.Fetch(t.Context(), bad); !errors.As(err, new(*CaptureError)) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	if len(s.Requests()) != 0 {
		t.Errorf("%+v", s.Requests())
	}
}

// TestLocationOverHTTP: the archive sometimes sends on to itself over http; the
// connection stays as safe as it was.
func TestLocationOverHTTP(t *testing.T) {
	c, err := New(Options{Endpoint: "https://archive.example", Now: fakearchive.NewClock().Now,
		Wait: fakearchive.NewClock().Wait, UserAgent: "x",
		HTTP: &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			if r.URL.Scheme != "https" || r.URL.Host != "archive.example" {
				t.Errorf("asked %s", r.URL)
			}
			w := &http.Response{StatusCode: 200, Header: http.Header{"Memento-Datetime": {"Fri, 04 Mar 2016 05:06:07 GMT"},
				"Content-Type": {"text/html"}}, Body: io.NopCloser(strings.NewReader("A")), Request: r}
			if strings.Contains(r.URL.Path, "20160304050608") {
				w.StatusCode = 302
				w.Header = http.Header{"Location": {"http://archive.example/web/20160304050607id_/https%3A//trakt.tv/privacy"}}
			}
			return w, nil
		})}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := c.Fetch(t.Context(), Capture{Stamp: "20160304050608", Original: page,
		Digest: fakearchive.Digest([]byte("A"))})
	if err != nil || p.Stamp != "20160304050607" {
		t.Error(p, err)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
