package capture

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// target is where the target of a link or an image stands in the source:
// source[start:stop], without quotes or angle brackets.
type target struct {
	start, stop int
	attribute   bool // it is an attribute's value in raw HTML
}

// address reads the target as Markdown or HTML would.
func (t target) address(raw string) string {
	if t.attribute {
		return html.UnescapeString(raw)
	}
	return string(util.UnescapePunctuations([]byte(html.UnescapeString(raw))))
}

// linkPriority is that of goldmark's own link parser among the default inline
// parsers.
const linkPriority = 200

// withoutLinks leaves out goldmark's own link parser.
func withoutLinks(parsers []util.PrioritizedValue) []util.PrioritizedValue {
	return slices.DeleteFunc(parsers, func(p util.PrioritizedValue) bool { return p.Priority == linkPriority })
}

// targetRecorder is goldmark's link parser that remembers where each inline
// link's "](…)" stands; the tree does not tell.
type targetRecorder struct {
	inner parser.InlineParser
	spans []edit
}

func (t *targetRecorder) Trigger() []byte { return t.inner.Trigger() }

func (t *targetRecorder) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, from := block.Position()
	n := t.inner.Parse(parent, block, pc)
	var reference *ast.ReferenceLink
	switch l := n.(type) {
	case *ast.Link:
		reference = l.Reference
	case *ast.Image:
		reference = l.Reference
	default:
		return n
	}
	if _, to := block.Position(); reference == nil && to.Start > from.Start {
		t.spans = append(t.spans, edit{start: from.Start, stop: to.Start})
	}
	return n
}

func (t *targetRecorder) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if c, ok := t.inner.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, block, pc)
	}
}

// inlineTarget finds the target within source[start:stop], which is "](…)".
func inlineTarget(source []byte, start, stop int) (target, bool) {
	s := string(source[start:stop])
	if !strings.HasPrefix(s, "](") {
		return target{}, false
	}
	at := 2 + len(s[2:]) - len(strings.TrimLeft(s[2:], " \t\n"))
	end := at
	if at < len(s) && s[at] == '<' {
		at++
		end = at + max(strings.IndexByte(s[at:], '>'), 0)
	} else {
		depth := 0
		for end = at; end < len(s); end++ {
			switch c := s[end]; {
			case c == '\\' && end+1 < len(s):
				end++
				continue
			case c == '(':
				depth++
				continue
			case c == ')':
				depth--
			case c > ' ':
				continue
			}
			if s[end] <= ' ' || depth < 0 {
				break
			}
		}
	}
	if end <= at || end > len(s) {
		return target{}, false
	}
	return target{start: start + at, stop: start + end}, true
}

var definition = regexp.MustCompile(`(?m)^ {0,3}\[(?:[^\[\]\\]|\\.)+\]:[ \t]*\n?[ \t]*<?([^\s<>]+)`)

// definedTargets finds the targets of reference definitions. Only those that
// the parser took for one count, and none of a note: [^law]: § 147.
func definedTargets(m *markdown, defined map[string]bool) []target {
	var found []target
	if len(defined) == 0 {
		return nil
	}
	for _, at := range definition.FindAllSubmatchIndex(m.source, -1) {
		isNote := bytes.Contains(m.source[at[0]:at[2]], []byte("[^"))
		if defined[string(m.source[at[2]:at[3]])] && !isNote && !m.inCode(at[2], at[3]) {
			found = append(found, target{start: at[2], stop: at[3]})
		}
	}
	return found
}

var attribute = regexp.MustCompile(`(?i)[\s"'](?:href|src)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))`)

// attributeTargets finds the targets in a piece of raw HTML.
func attributeTargets(source []byte, start, stop int) []target {
	var found []target
	for _, at := range attribute.FindAllSubmatchIndex(source[start:stop], -1) {
		for group := 2; group < len(at); group += 2 {
			if at[group] >= 0 && at[group] < at[group+1] {
				found = append(found, target{start: start + at[group], stop: start + at[group+1], attribute: true})
			}
		}
	}
	return found
}
