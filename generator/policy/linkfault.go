package policy

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"policyarchive/generator/characters"
	"policyarchive/generator/pattern"
)

// LinkFault is a link that no reader can follow, or what was meant as one and
// stands in the text as it was typed.
type LinkFault struct {
	Text    string // of the link; of what is none, as it stands in the text
	Problem string // "it has no address"
	Fix     string
	Typed   bool // the reader meets its brackets
	Block   int  // index in Document.Blocks
	Token   int
}

// LinkFaults lists the faults in reading order. Links to places that are not
// there are no faults of theirs: see [Places].
func (d *Document) LinkFaults() []LinkFault {
	var list []LinkFault
	for _, l := range d.Links() {
		if _, fault := Address(l.Target); fault != "" {
			list = append(list, LinkFault{Text: l.Text,
				Problem: fault + " (" + characters.Beginning(l.Target, 80) + ")",
				Fix:     "write a whole address, or take the link away and leave its words", Block: l.Block, Token: l.First})
		}
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		first := 0 // hollow links are in the order of the text
		for _, place := range b.hollow {
			for first+1 < len(b.Tokens) && int(b.Tokens[first].Offset) < place[0] {
				first++
			}
			end := first + 1
			for end < len(b.Tokens) && int(b.Tokens[end].Offset) < place[1] {
				end++
			}
			if first < len(b.Tokens) {
				list = append(list, LinkFault{Text: Text(b.Tokens[first:end]), Problem: "it has no address",
					Fix: "write where it leads, or take the link away and leave its words", Block: i, Token: first})
			}
		}
		list = append(list, typedLinks(i, b)...)
	}
	slices.SortStableFunc(list, func(a, b LinkFault) int {
		return cmp.Or(a.Block-b.Block, a.Token-b.Token)
	})
	return list
}

const (
	bracketed = `\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]`
	// startOfAddress is what nothing but an address begins with.
	startOfAddress = `(?:<?(?:https?:|mailto:|tel:|www\.)|[/#])`
)

var (
	likeAddress = regexp.MustCompile(`(?i)^\s*(?:<|[a-z][a-z0-9+.-]+:\S|[/#]|\.\.?/|www\.)|\w\.[a-z]{2,}\b|\S@\S`)
	typedInline = pattern.New(bracketed+`\(([^()]*(?:\([^()]*\)[^()]*)*)(\)?)`, "](")
	typedLabel  = pattern.New(bracketed+`\[([^\[\]]*)\]`, "][")
	typedApart  = pattern.New(`(?i)\[([^\[\]]*\pL[^\[\]]*)\] \((`+startOfAddress+`[^\s()]*)\)`, "] (")
	typedTurned = pattern.New(`(?i)\(([^()]*\pL[^()]*)\)\[(`+startOfAddress+`[^\[\]]*)\]`, ")[")
	typedTarget = pattern.New(`(?i)\[([^\[\]^][^\[\]]*)\] ?: ?`+startOfAddress, "]:", "] :")
	typedAuto   = pattern.New(`(?i)<(?:https?|mailto):[^<>]*\s[^<>]*>`, "<http", "<mailto")
	typedOpen   = pattern.New(`(?i)\[([^\[\]()]*\pL[^\[\]()]*)\((https?://[^\s()]*)\)`, "(http")
)

// typedLinks finds what was meant as a link in the text of a block.
func typedLinks(block int, b *Block) []LinkFault {
	if b.Kind == Code || !slices.ContainsFunc(b.Tokens, func(t Token) bool { return t.Text == "[" || t.Text == "<" }) {
		return nil
	}
	text, starts := typed(b.Tokens)
	folded := pattern.Fold(text)
	var list []LinkFault
	found := make([]bool, len(text)) // by place
	add := func(from, to int, problem, fix string) {
		for i := from; i < to; i++ {
			found[i] = true
		}
		n, _ := slices.BinarySearch(starts, from)
		list = append(list, LinkFault{Text: text[from:to], Problem: problem, Fix: fix, Typed: true, Block: block,
			Token: min(n, len(b.Tokens)-1)})
	}
	const inline = "write [words](address), without blanks in the address"
	for _, kind := range []struct {
		form *pattern.Pattern
		tell func(m []int, part func(int) string)
	}{
		{typedInline, func(m []int, part func(int) string) {
			switch inner := part(2); {
			case !likeAddress.MatchString(inner):
			case part(3) == "":
				add(m[0], m[1], "its address never ends", "close it with a parenthesis behind the address")
			case linked(b.Tokens, starts, m[2], m[3]):
				add(m[0], m[1], "there is another link among its words", "let one of the two be")
			case strings.ContainsAny(strings.TrimSpace(inner), " \t\n"):
				add(m[0], m[1], "its address has blanks", "write %20 for each blank in the address")
			default:
				add(m[0], m[1], "it cannot be read as a link", inline)
			}
		}},
		{typedLabel, func(m []int, part func(int) string) {
			words, label := strings.TrimSpace(part(1)), strings.TrimSpace(part(2))
			if r, _ := utf8.DecodeLastRuneInString(text[:m[0]]); unicode.IsLetter(r) || unicode.IsDigit(r) {
				return // a formula
			}
			if words == "" || strings.HasPrefix(words, "^") || strings.HasPrefix(label, "^") ||
				!strings.ContainsFunc(words, isLower) && !strings.EqualFold(words, label) ||
				blankToFill(words) && blankToFill(label) && !strings.EqualFold(words, label) {
				return
			}
			if label == "" {
				label = words
			}
			add(m[0], m[1], "nothing says where ["+label+"] leads",
				"write ["+label+"]: with the address on a line of its own, or the address in parentheses in place of the second "+
					"brackets")
		}},
		{typedApart, func(m []int, _ func(int) string) {
			add(m[0], m[1], "a blank parts its words from its address",
				"take out the blank between the brackets and the parentheses")
		}},
		{typedTurned, func(m []int, _ func(int) string) {
			add(m[0], m[1], "its brackets and parentheses are the wrong way round", inline)
		}},
		{typedTarget, func(m []int, _ func(int) string) {
			add(m[0], m[1], "the address of a label stands in the text",
				"put it on a line of its own below a blank line, without blanks in the address")
		}},
		{typedAuto, func(m []int, _ func(int) string) {
			add(m[0], m[1], "its address has blanks", "write %20 for each blank in the address")
		}},
		{typedOpen, func(m []int, _ func(int) string) {
			if rest := text[m[1]:]; strings.IndexByte(rest, ']') < 0 ||
				strings.IndexByte(rest, '[') >= 0 && strings.IndexByte(rest, '[') < strings.IndexByte(rest, ']') {
				add(m[0], m[1], "the bracket behind its words is missing", inline)
			}
		}},
	} {
		for _, m := range kind.form.FindAll(text, folded) {
			part := func(n int) string { return text[m[2*n]:m[2*n+1]] }
			if !found[m[0]] {
				kind.tell(m, part)
			}
		}
	}
	return list
}

func isLower(r rune) bool { return strings.ToUpper(string(r)) != string(r) || r >= 0x3000 }

// blankToFill reports whether words in brackets look like what is to be filled
// in, as [Company Name]: each begins with a capital letter.
func blankToFill(words string) bool {
	return !slices.ContainsFunc(strings.Fields(words), func(w string) bool { return w[:1] < "A" || w[:1] > "Z" })
}

// typed is the text of tokens, and where each begins in it. What is no text of
// the author's hand, as code and the brackets within links, is blotted out.
func typed(tokens []Token) (text string, starts []int) {
	var b strings.Builder
	shown := 0 // up to here tokens are an address that links to itself
	for i, t := range tokens {
		if i >= shown && t.Link != "" {
			end := i + 1
			for end < len(tokens) && tokens[end].Link == t.Link && !tokens[end].Space {
				end++
			}
			if strings.HasSuffix(t.Link, Text(tokens[i:end])) {
				shown = end
			}
		}
		if i > 0 && (t.Space || t.Break) {
			b.WriteByte(' ')
		}
		starts = append(starts, b.Len())
		if t.Marks&CodeSpan != 0 || t.Link != "" && i >= shown && strings.ContainsAny(t.Text, "[]()<>") {
			b.WriteString(strings.Repeat("\x00", len(t.Text)))
		} else {
			b.WriteString(t.Text)
		}
	}
	return b.String(), starts
}

// linked reports whether a part of a text holds a link.
func linked(tokens []Token, starts []int, from, to int) bool {
	first, _ := slices.BinarySearch(starts, from)
	for i := first; i < len(tokens) && starts[i] < to; i++ {
		if tokens[i].Link != "" {
			return true
		}
	}
	return false
}
