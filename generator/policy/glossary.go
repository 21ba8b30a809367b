package policy

import (
	"slices"
	"unicode"
)

// markedTerms are terms in bold or slanted letters at the head of a sentence that says
// what they mean: **Personal Data** means …
func markedTerms(tokens []Token) []term {
	var list []term
	for i := 0; i < len(tokens); i++ {
		if tokens[i].Marks&(Strong|Emphasis) == 0 || i > 0 && tokens[i-1].Marks&(Strong|Emphasis) != 0 {
			continue
		}
		t, ok := markedTerm(tokens, i)
		if !ok || !opensAt(tokens, i) {
			continue
		}
		if verb := verbAfter(tokens, t.end); meaningVerbs[verb] || referringVerbs[verb] {
			list = append(list, t)
		}
	}
	return list
}

// opensAt reports whether a token is the first of its sentence but for an article and
// a mark.
func opensAt(tokens []Token, i int) bool {
	for i > 0 && (articleWords[tokens[i-1].Word()] || tokens[i-1].Text == "*") {
		i--
	}
	return i == 0 || EndsSentence(tokens, i-1)
}

// markedTerm is the words from a token on that have its marks, without what ends them.
func markedTerm(tokens []Token, from int) (term, bool) {
	marks := tokens[from].Marks & (Strong | Emphasis)
	end := from
	for end < len(tokens) && tokens[end].Marks&(Strong|Emphasis) == marks {
		end++
	}
	for end > from && tokens[end-1].Word() == "" {
		end--
	}
	return termOf(tokens, from, end)
}

// termOf are tokens as a term, if they can be one: a few words in which no sentence ends.
func termOf(tokens []Token, from, end int) (term, bool) {
	if from < end && isQuote(tokens[from].Text) {
		from++
	}
	if from < end && isQuote(tokens[end-1].Text) {
		end--
	}
	n := len(Words(tokens[from:end]))
	if n == 0 || n > mostTermWords || tokens[end-1].Text == "?" {
		return term{}, false
	}
	return term{Text(tokens[from:end]), from, end}, true
}

// verbAfter is the word behind a term, one in parentheses and adverbs left out.
func verbAfter(tokens []Token, at int) string {
	at = pastParentheses(tokens, at)
	for n := 0; at < len(tokens) && n < 4; at++ {
		w := tokens[at].Word()
		if w != "" && !adverbs[w] {
			return w
		}
		if w != "" {
			n++
		}
	}
	return ""
}

// pastParentheses is the token behind parentheses that open at one; that one if none do,
// or if they do not close.
func pastParentheses(tokens []Token, at int) int {
	if at >= len(tokens) || tokens[at].Text != "(" {
		return at
	}
	for i := at + 1; i < min(len(tokens), at+40); i++ {
		if tokens[i].Text == ")" {
			return i + 1
		}
	}
	return at
}

// glossaryEntries are the terms that blocks begin with in the places where a text lists
// its terms, by block.
func glossaryEntries(d *Document) map[int]term {
	var entries map[int]term
	g := glossary{Document: d, section: -1}
	unsure := map[int][]int{} // by section, the entries that look as notes and labels do
	for i := range d.Blocks {
		if d.Blocks[i].Kind != Paragraph {
			continue
		}
		t, sure := g.entry(i)
		if t == nil {
			continue
		}
		if entries == nil {
			entries = map[int]term{}
		}
		if entries[i] = *t; !sure {
			unsure[g.section] = append(unsure[g.section], i)
		}
	}
	for _, blocks := range unsure {
		if len(blocks) == 1 { // a list of one is none
			delete(entries, blocks[0])
		}
	}
	return entries
}

// glossary goes through the places where a text lists its terms.
type glossary struct {
	*Document
	section     int  // that was asked for last
	known       bool // it is a glossary
	row, column int  // of the table that is gone through
	defines     bool // that table has terms in its first column
}

// entry is the term that a block begins as an entry of a glossary; nil if it begins
// none. It is not sure if others of its section are to bear it out.
func (g *glossary) entry(i int) (t *term, sure bool) {
	b := &g.Blocks[i]
	for n, c := range b.Path {
		switch c.Kind {
		case Table:
			return g.cell(i, n), true
		case Term:
			if t, ok := termOf(b.Tokens, 0, len(b.Tokens)); ok && g.described(i) {
				return &t, true
			}
			return nil, false
		case Description:
			return nil, false
		}
	}
	if !g.inGlossary(i) || b.Fresh == len(b.Path) && len(b.Path) > 0 {
		return nil, false
	}
	return lead(b.Tokens)
}

// described reports whether a list says in words what its term means.
func (g *glossary) described(i int) bool {
	for i++; i < len(g.Blocks); i++ {
		b := &g.Blocks[i]
		if !slices.ContainsFunc(b.Path, func(c Container) bool { return c.Kind == Terms }) {
			return false
		}
		if slices.ContainsFunc(b.Path, func(c Container) bool { return c.Kind == Description }) {
			return len(b.Words()) > 1
		}
	}
	return false
}

// cell is the term that a cell holds, in the first column of a table whose first row
// says that it defines terms, or that stands in a glossary.
func (g *glossary) cell(i, table int) *term {
	b := &g.Blocks[i]
	row := slices.IndexFunc(b.Path, func(c Container) bool { return c.Kind == Row })
	switch {
	case row < 0 || row+1 >= len(b.Path):
		return nil
	case b.Fresh <= table:
		g.row, g.column, g.defines = 0, 0, g.inGlossary(i)
	case b.Fresh <= row:
		g.row, g.column = g.row+1, 0
	case b.Fresh == row+1:
		g.column++
	default:
		return nil // another paragraph of the cell
	}
	if b.Path[row+1].Kind == HeaderCell && g.row == 0 {
		words := b.Words()
		g.defines = g.defines || g.column == 0 && len(words) > 0 && termColumns[words[len(words)-1]]
		return nil
	}
	if !g.defines || g.column > 0 || b.Path[row+1].Taken {
		return nil
	}
	if t, ok := termOf(b.Tokens, 0, len(b.Tokens)); ok {
		return &t
	}
	return nil
}

// inGlossary reports whether a block stands in a section that is one by its title, or
// below one.
func (g *glossary) inGlossary(i int) bool {
	s := g.SectionAt(i)
	if s < 0 || s == g.section {
		return s >= 0 && g.known
	}
	g.section, g.known = s, false
	for n := s; n >= 0 && !g.known; n = g.Sections[n].Parent {
		g.known = g.Sections[n].Heading >= 0 &&
			slices.ContainsFunc(g.titleWords(n), func(w string) bool { return glossaryTitles[w] })
	}
	return g.known
}

func (g *glossary) titleWords(section int) []string {
	return g.Blocks[g.Sections[section].Heading].Words()
}

// lead is the term that a paragraph of a glossary begins with: marked or quoted, before
// a colon, a dash or a verb; or a name before a colon, a dash or the verb of a
// definition. Before a verb it is sure.
func lead(tokens []Token) (entry *term, sure bool) {
	from := 0
	for from < len(tokens) && articleWords[tokens[from].Word()] {
		from++
	}
	if from == len(tokens) {
		return nil, false
	}
	var t term
	ok, marked := false, true
	switch {
	case tokens[from].Marks&(Strong|Emphasis) != 0:
		t, ok = markedTerm(tokens, from)
	case isQuote(tokens[from].Text):
		if all := quotations(tokens); len(all) > 0 && all[0].start == from {
			t, ok = term{all[0].text, from, all[0].end}, true
		}
	default:
		marked = false
		end := from
		for end < len(tokens) && end-from <= mostTermWords {
			if w := tokens[end].Word(); w == "" || meaningVerbs[w] || referringVerbs[w] {
				break
			}
			end++
		}
		if t, ok = termOf(tokens, from, end); ok {
			ok = capital(t.text) || unicode.In(firstRune(t.text), unicode.Arabic, unicode.Hebrew) // which have no capitals
		}
	}
	if !ok || t.end >= len(tokens) {
		return nil, false
	}
	switch verb := verbAfter(tokens, t.end); {
	case tokens[t.end].Text == ":", tokens[t.end].Text == "–", tokens[t.end].Text == "—",
		tokens[t.end].Text == "-" && tokens[t.end].Space:
		ok = t.end+1 < len(tokens)
	case marked && tokens[t.end].Text == ".":
		ok = t.end+1 < len(tokens)
	default:
		sure = true
		ok = meaningVerbs[verb] || referringVerbs[verb] || marked && beingVerbs[verb]
	}
	if !ok {
		return nil, false
	}
	return &t, sure
}

var (
	// glossaryTitles have words of the titles of sections that define terms, termColumns
	// what the first column of a table that does is called.
	glossaryTitles = nameSet("definitions definition glossary interpretation begriffsbestimmungen " +
		"begriffsbestimmung begriffe definitionen glossar begriffserklärungen définitions définition glossaire " +
		"definiciones definición glosario definizioni definizione glossario definities begrippen definições " +
		"definição تعريفات التعريفات تعاريف التعاريف مصطلحات المصطلحات 定義 定义")
	termColumns = nameSet("term terms begriff begriffe terme termes término términos termine " +
		"termini begrip termo termos المصطلح مصطلح 用語 术语")
)
