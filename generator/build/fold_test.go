package build

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// The versions that changed no word are a line that opens without a script,
// and each is still in the page, under its own fragment, with its links.
func TestChangelogFolds(t *testing.T) {
	p := publish(t)
	log := p.page("/privacy/changelog/")
	folds := log.find("details", "class", "quiet")
	if len(folds) != 1 {
		t.Fatalf("%d folds", len(folds))
	}
	var summary string
	links := map[string]bool{}
	ids := map[string]bool{}
	for n := range folds[0].Descendants() {
		if n.Data == "summary" {
			summary = textOf(n)
		}
		links[attr(n, "href")] = true
		ids[attr(n, "id")] = true
	}
	if summary != "2 versions without a change of wording · 12 March 2014 to 1 June 2019" {
		t.Errorf("the fold says %q", summary)
	}
	for _, want := range []string{"/privacy/archive/2014-03-12/", "/privacy/archive/2019-06-01/",
		"/privacy/compare/2010-05-01/2014-03-12/", "/privacy/compare/2014-03-12/2019-06-01/"} {
		if !links[want] {
			t.Errorf("the fold does not lead to %s", want)
		}
	}
	if !ids["v2014-03-12"] || !ids["v2019-06-01"] {
		t.Errorf("versions in the fold cannot be linked to: %v", ids)
	}
	for _, shown := range []string{"v2010-05-01", "v2026-11-23", "v2027-02-01"} {
		if ids[shown] || log.ids[shown] != 1 {
			t.Errorf("%s is folded away", shown)
		}
	}
}

// textOf returns the words of an element, one blank between them.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
