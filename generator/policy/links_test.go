package policy

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"policyarchive/generator/internal/histories"
)

// TestLinksOfHistories: every link that goldmark finds in the real histories is
// one of the document's, with the same words and the same address.
func TestLinksOfHistories(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		parser := NewParser()
		for _, file := range h.Files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc := parser.Parse(file, data)
			var got []string
			for _, l := range doc.Links() {
				got = append(got, squeeze(l.Text)+" → "+l.Target)
			}
			for _, want := range markdownLinks(doc, normalize(data)[doc.offset:]) {
				at := slices.Index(got, want)
				if at < 0 {
					t.Errorf("%s: the link %s is not there", file, want)
					continue
				}
				got = slices.Delete(got, at, at+1)
			}
		}
	})
}

// markdownLinks are the links with words that goldmark finds in a text.
func markdownLinks(doc *Document, source string) []string {
	src := []byte(source)
	m := newMarkdown()
	m.begin(src)
	var list []string
	_ = ast.Walk(m.parser.Parse(text.NewReader(src)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		var target string
		switch n := n.(type) {
		case *ast.Link:
			target = string(n.Destination)
		case *ast.AutoLink:
			target = string(n.URL(src))
			if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(target), "mailto:") {
				target = "mailto:" + target
			}
		default:
			return ast.WalkContinue, nil
		}
		b := &builder{src: src, ends: m.ends, steps: m.steps}
		b.inline(n)
		var words strings.Builder
		for _, r := range b.runs {
			words.WriteString(r.text)
		}
		if w := squeeze(words.String()); w != "" {
			list = append(list, w+" → "+strings.TrimSpace(target))
		}
		return ast.WalkSkipChildren, nil
	})
	return list
}

// squeeze leaves out white space, of which a token's text has none.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
