package drift

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"policyarchive/generator/policy"
	"policyarchive/generator/schema"
)

// Texts makes what pages are compared with of documents. Blocks that are equal share
// a line, so that a history takes up little more than what is new in each version.
// The zero value is ready; it is safe for concurrent use.
type Texts struct {
	mu    sync.Mutex
	lines map[policy.TokensKey]string
}

// Of is the text of a document. titled tells that pages show its title in their h1.
func (t *Texts) Of(doc *policy.Document, titled bool) *schema.WholeText {
	text := &schema.WholeText{}
	if doc.TitleBlock >= 0 && titled {
		text.Title = heading("", doc.Title, nil, &doc.Blocks[doc.TitleBlock])
	}
	next := 0 // section
	for i := range doc.Blocks {
		if i == doc.TitleBlock {
			continue
		}
		for next < len(doc.Sections) && doc.Sections[next].Heading < i {
			next++
		}
		line := ""
		if next < len(doc.Sections) && doc.Sections[next].Heading == i {
			s := &doc.Sections[next]
			line = heading(s.Number, "", doc.TitleTokens(s), &doc.Blocks[i])
		} else {
			line = t.line(doc.Blocks[i].Tokens)
		}
		if line != "" {
			text.Lines = append(text.Lines, line)
		}
	}
	return text
}

// line is that of a block.
func (t *Texts) line(tokens []policy.Token) string {
	key := policy.KeyOf(tokens)
	t.mu.Lock()
	defer t.mu.Unlock()
	line, known := t.lines[key]
	if !known {
		if t.lines == nil {
			t.lines = map[policy.TokensKey]string{}
		}
		line = lineOf(tokens)
		t.lines[key] = line
	}
	return line
}

// heading is the line of a heading that a page shows as a number and a title, which
// is given as a text or as tokens. If these are not all of its words, it is that of
// the words.
func heading(number, title string, tokens []policy.Token, block *policy.Block) string {
	var l liner
	l.add(number, 0)
	l.endWord()
	l.add(title, 0)
	shown := slices.Concat(policy.WordsIn(number), policy.WordsIn(title), policy.Words(tokens))
	if letters(shown) != letters(block.Words()) {
		return lineOf(block.Tokens)
	}
	l.addTokens(tokens)
	return l.String()
}

// letters are those of words, wherever they are divided: a title that was set apart from
// its number may be divided otherwise.
func letters(words []string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPunct(r) {
			return -1
		}
		return r
	}, strings.Join(words, ""))
}

func lineOf(tokens []policy.Token) string {
	var l liner
	l.addTokens(tokens)
	return l.String()
}

// look is what of a character's marks makes another word of it, or another meaning.
type look byte

// The looks, as a set.
const (
	raised look = 1 << iota
	lowered
	code
	image
)

// lookSign stands, plus a look, before the first character of a word that has it, and
// where the look changes within a word: no text holds such a character (see package
// characters).
const lookSign = 0x10

func lookOf(m policy.Mark) look {
	var l look
	for mark, one := range map[policy.Mark]look{policy.Super: raised, policy.Sub: lowered, policy.CodeSpan: code,
		policy.ImageMark: image} {
		if m&mark != 0 {
			l |= one
		}
	}
	return l
}

// liner writes a text as one line: single blanks for white space, and where looks
// change.
type liner struct {
	strings.Builder
	space bool
	look  look // of what was written since the last blank
}

func (l *liner) endWord() { l.space = true }

func (l *liner) addTokens(tokens []policy.Token) {
	for i := range tokens {
		t := &tokens[i]
		if t.Space || t.Break {
			l.endWord()
		}
		is := look(0)
		if t.Marks != 0 {
			is = lookOf(t.Marks)
		}
		l.add(t.Text, is)
	}
}

func (l *liner) add(text string, is look) {
	for text != "" {
		word, rest := cutWord(text)
		if word == "" {
			l.endWord()
			text = rest
			continue
		}
		if l.space {
			if l.Len() > 0 {
				l.WriteByte(' ')
			}
			l.space, l.look = false, 0
		}
		if is != l.look {
			l.WriteByte(lookSign + byte(is))
			l.look = is
		}
		l.WriteString(word)
		text = rest
	}
}

// cutWord cuts off what stands before the first white space; if the text begins with
// that, it cuts off the white space and returns "".
func cutWord(text string) (word, rest string) {
	i := strings.IndexFunc(text, unicode.IsSpace)
	switch i {
	case -1:
		return text, ""
	case 0:
		return "", strings.TrimLeftFunc(text, unicode.IsSpace)
	}
	return text[:i], text[i:]
}
