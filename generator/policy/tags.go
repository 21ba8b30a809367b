package policy

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html/atom"
)

// knownHTML is goldmark's parser of HTML blocks, limited to tags that exist and
// to constructs that end: a line that begins with <Data Protection Officer> is
// text, and so is a comment that would hide all that follows.
type knownHTML struct {
	parser.BlockParser
	ends *endings
}

var openingTag = regexp.MustCompile(`^[ ]{0,3}</?([A-Za-z][^>\n]*)>?`)

func (p knownHTML) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if end := mustEnd(string(line)); end != "" && !p.ends.behind(end, segment.Start) {
		return nil, parser.NoChildren
	}
	if m := openingTag.FindSubmatch(line); m != nil && (!isTag(string(m[1])) || isComponent(string(m[1]))) {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// Continue ends a block behind its first line if its content is Markdown, as in
// <div markdown="1">.
func (p knownHTML) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if lines := node.Lines(); lines.Len() == 1 && isMarkdown.Match(lines.Value(reader.Source())) {
		return parser.Close
	}
	return p.BlockParser.Continue(node, reader, pc)
}

var isMarkdown = regexp.MustCompile(`^[ ]{0,3}<[A-Za-z][^>]*\smarkdown="?(?:1|block|span)\b`)

// drawing are the elements of SVG that hold or surround text; the others of
// its elements are empty.
var drawing = nameSet(`g path text tspan textpath rect circle ellipse line polyline polygon defs use symbol image marker mask
		pattern filter clippath lineargradient radialgradient stop desc metadata foreignobject animate animatetransform set switch view`)

var (
	tagName   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*`)
	attribute = regexp.MustCompile(`([^\s=/]+)(\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?`)
)

// isTag reports whether the inside of <…> is a tag of HTML and not words in
// angle brackets: the element exists, and its attributes have values or are
// known to need none.
func isTag(inside string) bool {
	name := tagName.FindString(inside)
	rest := strings.Trim(inside[len(name):], " \t\n/")
	if name == "" || !isElement(strings.ToLower(name)) {
		return false
	}
	for _, m := range attribute.FindAllStringSubmatch(rest, -1) {
		if m[2] == "" && atom.Lookup([]byte(strings.ToLower(m[1]))) == 0 {
			return false
		}
		if m[2] == "" && m[1] != strings.ToLower(m[1]) {
			return false
		}
	}
	return true
}

// isComponent reports whether the inside of <…> is one of a component of MDX that
// is called as an element is, but with a capital: <Address of="depot" />. HTML has
// no elements that end so but those without content.
func isComponent(inside string) bool {
	name := tagName.FindString(inside)
	if !strings.HasSuffix(strings.TrimRight(inside, " \t\n"), "/") || len(name) < 2 || name[0] < 'A' || name[0] > 'Z' ||
		strings.ToUpper(name) == name {
		return false
	}
	switch atom.Lookup([]byte(strings.ToLower(name))) {
	case atom.Br, atom.Hr, atom.Img, atom.Input, atom.Wbr, atom.Col, atom.Area, atom.Embed, atom.Source, atom.Track,
		atom.Meta, atom.Base:
		return false
	}
	return true
}

func isElement(name string) bool {
	switch atom.Lookup([]byte(name)) {
	case 0:
		return false
	case atom.Title, atom.Label, atom.Cite, atom.Data, atom.Time, atom.Summary, atom.Span, atom.Form, atom.Style:
		return true
	}
	return elements[name]
}

// elements of the HTML Living Standard and the obsolete ones still met.
var elements = nameSet(`a abbr acronym address applet area article aside audio b base basefont bdi bdo big blockquote
		body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed
		fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd
		label legend li link main map mark menu meta meter nav noscript object ol optgroup option output p param picture pre progress q
		rp rt ruby s samp script search section select slot small source span strike strong style sub summary sup svg table tbody td
		template textarea tfoot th thead time title tr track tt u ul var video wbr`)

func nameSet(names string) map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(names) {
		m[name] = true
	}
	return m
}

// impliedEnd names the open elements that a start tag ends, as HTML has it.
func impliedEnd(name string) []string {
	switch name {
	case "li":
		return []string{"li", "p"}
	case "td", "th":
		return []string{"td", "th"}
	case "tr":
		return []string{"tr", "caption"}
	case "thead", "tbody", "tfoot":
		return []string{"thead", "tbody", "tfoot", "tr"}
	case "dt", "dd":
		return []string{"dt", "dd"}
	case "option":
		return []string{"option"}
	}
	return []string{"p"}
}

func boundary(name string) []string {
	switch name {
	case "li":
		return []string{"ul", "ol", "menu"}
	case "td", "th":
		return []string{"tr", "table"}
	case "tr", "thead", "tbody", "tfoot":
		return []string{"table"}
	case "dt", "dd":
		return []string{"dl"}
	}
	return []string{"li", "td", "th", "blockquote", "dd"}
}

func isBlockElement(name string) bool {
	switch name {
	case "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "dd", "dir", "div",
		"dl", "dt",
		"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "html",
		"legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "section", "summary", "table",
		"tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul", "caption":
		return true
	}
	return false
}

func headingLevel(name string) int8 {
	if len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
		return int8(name[1] - '0')
	}
	return 0
}

func number(s string, otherwise int) int {
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' || n > 1<<20 {
			return otherwise
		}
		n = n*10 + int(c-'0')
	}
	if s == "" {
		return otherwise
	}
	return n
}

func span(s string) uint8 {
	n := number(s, 1)
	if n < 2 || n > 255 {
		return 0
	}
	return uint8(n)
}

func listType(s string) byte {
	switch s {
	case "a", "A", "i", "I":
		return s[0]
	}
	return '1'
}
