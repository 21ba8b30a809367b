package policy

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"policyarchive/generator/pattern"
)

// Leftover is a stretch of the text that readers see and were not to see: what
// another program should have replaced, or what writers left for themselves.
type Leftover struct {
	Kind  LeftoverKind
	Text  string
	Block int // index in Document.Blocks
	Token int // in it: where it begins
}

// LeftoverKind is what a leftover is.
type LeftoverKind uint8

// The kinds of leftovers.
const (
	Template    LeftoverKind = iota // code of a template: Liquid, Hugo, Jinja, MDX
	Remark                          // a note to other writers
	LoneNote                        // the mark of a note that is not there, or a note without a mark
	Placeholder                     // words still to be written
	Foreign                         // markup of another dialect, or marks that were botched
)

// Leftovers finds what was left in the text, in its order. Code and comments
// hold none: they are shown as they are, or not at all.
func (d *Document) Leftovers() []Leftover {
	var list []Leftover
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind != Paragraph && b.Kind != Heading {
			continue
		}
		p := proseOf(b)
		for _, m := range p.leftovers(d, i) {
			token, found := slices.BinarySearch(p.starts, m.from)
			if !found {
				token--
			}
			list = append(list, Leftover{m.kind, p.text[m.from:m.to], i, max(0, token)})
		}
		for n, t := range b.Tokens {
			if n > 0 && t.Link == b.Tokens[n-1].Link || t.Link == "" {
				continue
			}
			address := pattern.Fold(t.Link)
			if m := templateInLink().Find(t.Link, address); m != nil {
				list = append(list, Leftover{Template, t.Link[m[0]:m[1]], i, n})
				continue
			}
			if m := placeholders().domain.Find(t.Link, address); m != nil && !strings.Contains(p.text, t.Link[m[0]:m[1]]) {
				list = append(list, Leftover{Placeholder, t.Link[m[0]:m[1]], i, n})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Leftover) int {
		return cmp.Or(cmp.Compare(a.Block, b.Block), cmp.Compare(a.Token, b.Token))
	})
	return list
}

// LeftoversIn finds what was left in words that stand outside of a document,
// such as a summary.
func LeftoversIn(words string) []Leftover {
	var list []Leftover
	p := prose{text: words, folded: pattern.Fold(words), starts: []int{0}}
	for _, m := range p.leftovers(nil, 0) {
		list = append(list, Leftover{Kind: m.kind, Text: words[m.from:m.to]})
	}
	return list
}

// prose is the text of a block, with U+FFFC in the place of code.
type prose struct {
	text   string
	folded string // in small letters: see pattern.Fold
	starts []int  // of the tokens
}

func proseOf(b *Block) *prose {
	p := &prose{starts: make([]int, len(b.Tokens))}
	var w strings.Builder
	for i, t := range b.Tokens {
		if i > 0 && t.Break {
			w.WriteByte('\n')
		} else if i > 0 && t.Space {
			w.WriteByte(' ')
		}
		p.starts[i] = w.Len()
		if t.Marks&CodeSpan != 0 {
			w.WriteString("\uFFFC")
		} else {
			w.WriteString(t.Text)
		}
	}
	p.text = w.String()
	p.folded = pattern.Fold(p.text)
	return p
}

// match is text[from:to] of a prose.
type match struct {
	kind     LeftoverKind
	from, to int
}

// leftoverPattern finds leftovers of one kind.
type leftoverPattern struct {
	kind LeftoverKind
	*pattern.Pattern
}

func (p *prose) leftovers(d *Document, block int) []match {
	var list []match
	add := func(m match) {
		at, _ := slices.BinarySearchFunc(list, m.from,
			func(known match, from int) int { return cmp.Compare(known.to, from+1) })
		if at == len(list) || m.to <= list[at].from {
			list = slices.Insert(list, at, m)
		}
	}
	for _, of := range leftoverPatterns() {
		for _, m := range of.FindAll(p.text, p.folded) {
			if len(m) > 2 && m[2] >= 0 { // the group is what counts
				m = m[2:]
			}
			add(match{of.kind, m[0], m[1]})
		}
	}
	p.braces(add)
	p.placeholders(d, block, add)
	p.botched(d, block, add)
	return list
}

var templateInLink = sync.OnceValue(func() *pattern.Pattern {
	return pattern.New(`\{\{.*?\}\}|\{%.*?%\}|%7B%7B.*?%7D%7D|\$\{.*?\}`, "{", "%7b%7b")
})

// leftoverPatterns are what is known by its marks alone. Of two that overlap
// the first one counts.
var leftoverPatterns = sync.OnceValue(func() []leftoverPattern {
	find := func(kind LeftoverKind, part, expression string) leftoverPattern {
		return leftoverPattern{kind, pattern.New(expression, part)}
	}
	return []leftoverPattern{
		// Remarks: comments of MDX, Jinja and kramdown, CriticMarkup, Obsidian, HTML.
		find(Remark, "{/*", `\{/\*.*?\*/\}`),
		find(Remark, "{#", `\{#.*?#\}`),
		find(Remark, "{::comment", `\{::comment\}.*?(?:\{:/(?:comment)?\}|$)`),
		find(Remark, "{>>", `\{>>.*?<<\}`),
		find(Remark, "{++", `\{\+\+.*?\+\+\}`),
		find(Remark, "{--", `\{--.*?--\}`),
		find(Remark, "{==", `\{==.*?==\}`),
		find(Remark, "~", `\{[^{}]*(?:~>[^{}]*|>[^{}]*~)\}`),
		find(Remark, "%%", `%%[^%]+%%`),
		find(Remark, "<!", `<!\s?--.*?(?:-->|$)`),
		find(Remark, "//", `^//\s+\S.*`),
		{Remark, pattern.New(remarkWords, remarkParts...)},

		// Templates: Liquid, Jinja, Hugo, PHP, ERB, MDX, shortcodes of WordPress.
		find(Template, "{%", `\{%.*?(?:%\}|$)`),
		find(Template, "{{", `\{\{[<%].*?[>%]\}\}`),
		find(Template, "<?", `(?i)<\?(?:php\b|=).*?(?:\?>|$)`),
		find(Template, "<%", `<%[=\-#@]?.*?%>`),
		find(Template, "${", `\$\{[^}]*\}`),
		find(Template, "import", `^import\s+(?:[\w{}*,\s]+?\s+from\s+)?["'“][^"'”]+["'”];?`),
		find(Template, "export", `^export\s+(?:default|const|let|var|function|class|async)\b.*`),
		find(Template, "<", `</?[A-Z]\w*(?:\.[A-Z]\w*)*(?:\s+[\w:-]+=(?:"[^"]*"|'[^']*'|“[^”]*”|\{[^}]*\}))+\s*/?>|</?[A-Z]\w*(?:\.[A-Z]\w*)*\s*/>|</[A-Z][a-z]+\w*>|</?(?:[A-Z][a-z0-9]+){2,}>`),
		find(Template, `="`, `\[/?[a-z][\w-]*(?:\s+[\w-]+="[^"]*")+\s*/?\]`),

		// Notes.
		find(LoneNote, "[^", `\[\^[^\]\[\s]+\]`),

		// Dialects: VitePress and Docusaurus, MkDocs, tables of contents, callouts.
		find(Foreign, ":::", `:::+\s?(?:\{?[A-Za-z][\w-]*\}?)?`),
		find(Foreign, "!!!", `^!!!\s?[a-z]+`),
		find(Foreign, "???", `^\?\?\?\+?\s?[a-z]+`),
		find(Foreign, "]", `(?i)^@?\[\[?_?toc_?\]?\]$`),
		find(Foreign, "[!", `^\[![A-Za-z-]+\][+-]?`),
		find(Foreign, "{:", `\{:(?::[a-z]+|/)[^}]*\}`),
		find(Foreign, "==", `==[^=\s][^=]*==`),
		find(Foreign, "::", `^\.\.\s?[a-z-]+::|^include::\S+`),
		find(Foreign, "**", `\*\*[^*\n]{1,80}\*\*`),
		find(Foreign, "](", `!?\[[^\]\[]+\]\((?:https?:|mailto:|/|#)[^)\s]*\)`),
	}
})

// remarkWords are what writers tell each other about a text. Each is of words
// that no policy says to its readers.
const remarkWords = `(?i:\bnot (?:yet )?(?:been )?(?:reviewed|approved|checked|cleared|signed off) by (?:the |our )?(?:legal|lawyers?|counsel|dpo|compliance|management)\b` +
	`|\b(?:legal|lawyers?|counsel|dpo)(?: team| department)? (?:to|must|should|needs? to|has to) (?:review|check|confirm|approve|sign)\b` +
	`|\b(?:pending|awaiting|subject to) (?:legal|lawyer|counsel)(?:'s|’s)? (?:review|approval|sign-?off|check)\b` +
	`|\b(?:confirm|check|clarify|verify|discuss) (?:this |that )?with (?:the |our )?(?:legal|lawyers?|counsel|dpo)\b` +
	`|\bask (?:the |our )?(?:legal(?: team)?|lawyers?|counsel)\b` +
	`|\b(?:note|message) to (?:self|editors?|legal|reviewers?|writers?|translators?|devs?|developers?)\b` +
	`|\[(?:internal|editor(?:'s|’s|ial)? note|note to|reviewer|comment|draft note)\b[^\]]*\]` +
	`|^(?:internal|reviewer|editor)(?:'s|’s|ial)? (?:note|comment|remark)s?:` +
	`|\bnoch nicht (?:von \S+(?: \S+){0,3} )?(?:geprüft|freigegeben|abgenommen)\b|\binterne (?:anmerkung|notiz)\b` +
	`|\bnote interne\b|\bà (?:valider|vérifier) par (?:le |la |les )?(?:service )?juridique` +
	`|待法务(?:审核|确认|审阅)|法務(?:部)?(?:の)?確認(?:待ち|中|前)|法務未確認)` +
	`|\bDO NOT PUBLISH\b|\bNOT FOR PUBLICATION\b|\bDRAFT ONLY\b`

// remarkParts are of what remarkWords match: each has one.
var remarkParts = []string{"legal", "lawyer", "counsel", "dpo", "compliance", "management", "note to", "message to", "[comment", "[draft",
	"internal", "reviewer", "editor", "noch nicht", "interne a", "interne n", "note interne", "à valider", "à vérifier",
	"法务", "法務", "do not publish", "not for publication", "draft only"}
