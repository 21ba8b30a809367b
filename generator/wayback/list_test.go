package wayback

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"policyarchive/generator/internal/fakearchive"
)

func list(t *testing.T, s *fakearchive.Server, o ListOptions) []Capture {
	t.Helper()
	c, _ := newClient(t, s)
	captures, err := c.List(t.Context(), page, o)
	if err != nil {
		t.Fatal(err)
	}
	return captures
}

// mixed is an archive with all that a list must leave out: B is in force twice.
func mixed(t *testing.T) *fakearchive.Server {
	s := fakearchive.New(t)
	a, b, moved := text("A"), text("B"), []byte("moved")
	s.Add("20100101000000", "http://trakt.tv:80/privacy", "text/html", a, 200)
	s.Add("20100101000001", "https://www.trakt.tv/privacy", "text/html", a, 200)
	s.Add("20110101000000", "http://trakt.tv/privacy", "text/html", moved, 301)
	s.AddRevisit("20110201000000", "http://trakt.tv/privacy", moved)
	s.AddRevisit("20110301000000", page, a)
	s.Add("20120101000000", page, "text/html; charset=utf-8", b, 200).MIME = "text/html"
	s.Add("20130101000000", page, "text/html", nil, 302)
	s.AddRevisit("20130201000000", page, nil)
	s.Add("20140101000000", page, "text/html", text("not found"), 404)
	s.Add("20150101000000", page, "image/png", []byte("\x89PNG"), 200)
	s.Add("20160101000000", page, "text/markdown", []byte("# C"), 200)
	s.AddRevisit("20170101000000", page, b)
	s.Add("20180101000000", page, "warc/revisit", text("of another page"), 0)
	s.Add("20190101000000", "https://trakt.tv/terms", "text/html", text("terms"), 200)
	return s
}

func TestList(t *testing.T) {
	for _, plain := range []bool{false, true} {
		for lines := range 8 {
			if lines == 1 {
				continue // keys with a single line an answer skip others of the same second
			}
			t.Run(fmt.Sprintf("IgnoreFilters=%v/%d lines", plain, lines), func(t *testing.T) {
				s := mixed(t)
				s.IgnoreFilters, s.LinesPerAnswer = plain, lines
				got := list(t, s, ListOptions{})
				if years := stamps(got, 4); years != "2010 2012 2016 2017" {
					t.Fatalf("captures of %s", years)
				}
				last := got[3]
				if !last.Revisit || last.MIME != "text/html" || last.Digest != got[1].Digest {
					t.Errorf("the revisit that brings B back: %+v", last)
				}
				if got[0].Original != "http://trakt.tv:80/privacy" ||
					got[0].Time.Format("2006-01-02 15:04:05 MST") != "2010-01-01 00:00:00 UTC" || got[0].Length == 0 {
					t.Errorf("the first: %+v", got[0])
				}
			})
		}
	}
}

// TestRange: what is asked for begins with the text in force then, though it
// is older.
func TestRange(t *testing.T) {
	for _, test := range []struct{ from, to, want string }{
		{"", "2012", "2010 2012"},
		{"2011", "", "2011 2012 2016 2017"}, // A by its revisit of 2011
		{"2011-03-01", "2011-03-01", "2011"},
		{"20120101000000", "20160101000000", "2012 2016"},
		{"2016-01", "2016-01", "2016"},
	} {
		if got := stamps(list(t, mixed(t), ListOptions{From: test.from, To: test.to}), 4); got != test.want {
			t.Errorf("from %q to %q: %s, want %s", test.from, test.to, got, test.want)
		}
	}
	c, _ := newClient(t, mixed(t))
	for _, bad := range []ListOptions{{From: "last year"}, {To: "2"}, {From: "20161"}, {From: "2016", To: "2015"}} {
		if _, err := c.List(t.Context(), page, bad); err == nil || errors.As(err, new(*NoCaptureError)) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	_, err := c.List(t.Context(), page, ListOptions{From: "2020"})
	if !errors.As(err, new(*NoCaptureError)) || !strings.Contains(err.Error(), "since 2020") {
		t.Error(err)
	}
}

// TestAsked: the archive is asked for no more than is needed, in its own words.
func TestAsked(t *testing.T) {
	s := fakearchive.New(t)
	s.Add("20160101000000", "https://example.org/p?a=1&b=%20", "text/html", text("A"), 200)
	c, _ := newClient(t, s)
	if _, err := c.List(t.Context(), " example.org/p?a=1&b=%20#part ", ListOptions{To: "2017"}); err != nil {
		t.Fatal(err)
	}
	u, err := url.ParseRequestURI(s.Requests()[0].URI)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	for name, want := range map[string]string{
		"url": "http://example.org/p?a=1&b=%20", "matchType": "exact", "output": "json", "collapse": "digest", "to": "2017",
		"showResumeKey": "true", "fl": "urlkey,timestamp,original,mimetype,statuscode,digest,length",
	} {
		if q.Get(name) != want {
			t.Errorf("%s=%s, want %s", name, q.Get(name), want)
		}
	}
}

// TestLoopingKeys: a resumption key that leads nowhere does not end the list,
// nor keep us for ever.
func TestLoopingKeys(t *testing.T) {
	s := fakearchive.New(t)
	addYears(s, 2001, 2020)
	s.LinesPerAnswer, s.LoopingKeys = 5, true
	if got := list(t, s, ListOptions{}); len(got) != 20 {
		t.Errorf("%d captures of 20", len(got))
	}
	s = fakearchive.New(t)
	s.Always(fakearchive.Index, fakearchive.Text("application/json",
		`[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],[],["key"]]`))
	c, _ := newClient(t, s)
	if _, err := c.List(t.Context(), page, ListOptions{}); err == nil || len(s.Requests()) > 3 {
		t.Errorf("%v after %d requests", err, len(s.Requests()))
	}
}

func TestNothing(t *testing.T) {
	for _, answer := range []string{"[]", "[]\n", "", "\n",
		`[["urlkey","timestamp","original","mimetype","statuscode","digest","length"]]`} {
		s := fakearchive.New(t)
		s.Next(fakearchive.Index, fakearchive.Text("application/json", answer))
		c, _ := newClient(t, s)
		_, err := c.List(t.Context(), "trakt.tv/privacy", ListOptions{})
		var none *NoCaptureError
		if !errors.As(err, &none) || none.Address != "http://trakt.tv/privacy" ||
			!strings.Contains(err.Error(), "check the address") {
			t.Errorf("%q: %v", answer, err)
		}
	}
}

// TestNoList: what is no list is an error at once, what broke off is asked for again.
func TestNoList(t *testing.T) {
	for _, answer := range []string{"<html>The Internet Archive is offline</html>", `{"error": "x"}`, `"[]"`, "null",
		`[["a"]]`, `[[]]`, `[[],[]]`, "[] <html>", `[["urlkey"],}`} {
		s := fakearchive.New(t)
		s.Next(fakearchive.Index, fakearchive.Text("text/html", answer))
		c, _ := newClient(t, s)
		_, err := c.List(t.Context(), page, ListOptions{})
		if !errors.Is(err, errNoList) || !strings.Contains(err.Error(), "text/html") || len(s.Requests()) != 1 {
			t.Errorf("%q: %v", answer, err)
		}
	}
	for name, fault := range map[string]fakearchive.Fault{"cut": fakearchive.Cut, "cut quietly": fakearchive.CutChunked} {
		s := mixed(t)
		s.Next(fakearchive.Index, fault, fault)
		if got := list(t, s, ListOptions{}); len(got) != 4 || len(s.Requests()) != 3 {
			t.Errorf("%s: %d captures after %d requests", name, len(got), len(s.Requests()))
		}
	}
}

func TestListRefused(t *testing.T) {
	for _, test := range []struct {
		fault fakearchive.Fault
		want  string
	}{
		{fakearchive.Status(403, "X-Archive-Wayback-Runtime-Error",
			"AdministrativeAccessControlException: Blocked Site Error"), "does not show"},
		{fakearchive.Status(404), "404 Not Found"},
		{fakearchive.Status(302, "Location", "https://evil.example/cdx"), "evil.example"},
	} {
		s := fakearchive.New(t)
		s.Next(fakearchive.Index, test.fault)
		c, _ := newClient(t, s)
		if _, err := c.List(t.Context(), page, ListOptions{}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v, want %s", err, test.want)
		}
		if n := len(s.Requests()); n != 1 {
			t.Errorf("%s: %d requests", test.want, n)
		}
	}
}
