package wayback

import (
	"strings"
	"testing"
	"time"

	"policyarchive/generator/capture"
	"policyarchive/generator/internal/fakearchive"
)

// TestReplayURL: package capture reads the page's address out of a provenance
// that this package wrote.
func TestReplayURL(t *testing.T) {
	for original, want := range map[string]string{
		"https://trakt.tv/privacy":                 "https://trakt.tv/privacy",
		"http://trakt.tv:80/privacy":               "http://trakt.tv:80/privacy",
		"https://trakt.tv/p?a=1&b=%2F%20x":         "https://trakt.tv/p?a=1&b=%2F%20x",
		"https://trakt.tv/#!/privacy":              "https://trakt.tv/%23!/privacy",
		"https://trakt.tv/straße und <weg>":        "https://trakt.tv/stra%C3%9Fe%20und%20%3Cweg%3E",
		"https://trakt.tv/100%/x":                  "https://trakt.tv/100%25/x",
		"https://trakt.tv/r?to=http://other.org/x": "https://trakt.tv/r?to=http://other.org/x",
	} {
		address := PublicURL(Capture{Stamp: "20161104044542", Original: original})
		if address != "https://web.archive.org/web/20161104044542id_/"+want {
			t.Errorf("%s: %s", original, address)
		}
		r, err := capture.Restore(capture.Capture{Name: "x.md", Data: []byte("# Privacy\n\nText.\n")},
			capture.Options{Original: address, Captured: time.Now()})
		if err != nil || r.Original != want || r.Archived != address {
			t.Errorf("%s: package capture reads %+v, %v", address, r, err)
		}
	}
}

// TestOnTheWire: the address of a page reaches the archive encoded exactly once.
func TestOnTheWire(t *testing.T) {
	for original, want := range map[string]string{
		"https://trakt.tv/p?a=1&b=%2F%20x+y":       "https://trakt.tv/p?a=1&b=%2F%20x+y",
		"https://trakt.tv/a%2Fb//c/../d":           "https://trakt.tv/a%2Fb//c/../d",
		"https://trakt.tv/?":                       "https://trakt.tv/?",
		"https://trakt.tv/#!/privacy?x#y":          "https://trakt.tv/%23!/privacy?x%23y",
		"https://trakt.tv/straße?q=ö |x":           "https://trakt.tv/stra%C3%9Fe?q=%C3%B6%20%7Cx",
		"https://trakt.tv/r?to=http://other.org/x": "https://trakt.tv/r?to=http://other.org/x",
		"https://trakt.tv/100%/x?50%":              "https://trakt.tv/100%25/x?50%25",
		"https://trakt.tv/(a);b=c,d!*'@$[e]":       "https://trakt.tv/(a);b=c,d!*'@$[e]",
	} {
		s := fakearchive.New(t)
		s.Add("20160304050607", original, "text/html", text("A"), 200)
		c, _ := newClient(t, s)
		if _, err := c.Fetch(t.Context(), Capture{Stamp: "20160304050607", Original: original}); err != nil {
			t.Errorf("%s: %v", original, err)
		}
		if got, _ := strings.CutPrefix(s.Requests()[0].URI, "/web/20160304050607id_/"); got != want {
			t.Errorf("%s: the archive was asked for %s, want %s", original, got, want)
		}
	}
}

func TestPageKey(t *testing.T) {
	for _, same := range []string{"http://trakt.tv/privacy", "https://www.trakt.tv/privacy/",
		"HTTP://WWW2.Trakt.tv:80/Privacy", "https%3A//trakt.tv/privacy", "https:/trakt.tv:443/privacy?"} {
		if got := pageKey(same); got != "trakt.tv/privacy" {
			t.Errorf("%s: %s", same, got)
		}
	}
	for _, other := range []string{"http://trakt.tv/privacy?x", "http://trakt.tv:8080/privacy",
		"http://app.trakt.tv/privacy"} {
		if got := pageKey(other); got == "trakt.tv/privacy" {
			t.Errorf("%s counts as the same page", other)
		}
	}
}
