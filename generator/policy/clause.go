package policy

import (
	"cmp"
	"slices"
	"strings"
)

// Clause is a part of a section that can be cited: a paragraph, a list item,
// a table's row, or an inline enumeration's member within one of these.
type Clause struct {
	Anchor string // below the section's anchor: "2", "3.iv"
	Kind   string // paragraph, item, row, code, enumeration
	Label  string // of a run-in title ("Business Transfers.") or the enumeration's sign ("iv")
	Block  int    // index in Document.Blocks
	Token  int    // of an enumeration: index of its first token
	Text   string
}

// numberClauses counts the clauses of each section from 1. A table's row is
// one clause with all its cells, unless it has no words at all.
func numberClauses(d *Document) {
	for i := range d.Sections {
		s := &d.Sections[i]
		n := 0
		for j := s.First; j < s.End; {
			end := d.rowEnd(j, s.End)
			if hasWords(d.Blocks[j:end]) {
				n++
				for part := 0; j < end; j++ {
					if b := &d.Blocks[j]; b.Kind != Rule {
						b.Clause, b.part = itoa(n), part
						part++
					}
				}
			}
			j = end
		}
	}
}

// rowEnd returns the index behind the blocks that make one clause with block
// i: the rest of its row, or the block alone.
func (d *Document) rowEnd(i, limit int) int {
	end := i + 1
	if inTable(&d.Blocks[i]) {
		for end < limit && inTable(&d.Blocks[end]) && !startsRow(&d.Blocks[end]) {
			end++
		}
	}
	return end
}

func inTable(b *Block) bool { return containerAt(b, Row) >= 0 }

func startsRow(b *Block) bool { return b.Fresh <= containerAt(b, Row) }

func containerAt(b *Block, kind ContainerKind) int {
	return slices.IndexFunc(b.Path, func(c Container) bool { return c.Kind == kind })
}

// Clauses lists the clauses of a section in reading order.
func (d *Document) Clauses(s *Section) []Clause {
	var list []Clause
	row := -1 // index of the row that goes on
	var texts []string
	endRow := func() {
		if row >= 0 && len(texts) > 0 {
			list[row].Text = strings.TrimSpace(list[row].Text + " " + strings.Join(texts, " "))
		}
		row, texts = -1, nil
	}
	for j := s.First; j < s.End; j++ {
		b := &d.Blocks[j]
		if b.Clause == "" {
			continue
		}
		kind := "paragraph"
		switch {
		case inTable(b):
			kind = "row"
		case containerAt(b, Item) >= 0:
			kind = "item"
		case b.Kind == Code:
			kind = "code"
		}
		if kind == "row" && row >= 0 && list[row].Anchor == b.Clause {
			texts = append(texts, Text(b.Tokens))
		} else {
			endRow()
			label, _ := RunIn(b)
			if kind == "row" {
				row = len(list)
			}
			list = append(list, Clause{Anchor: b.Clause, Kind: kind, Label: label, Block: j, Text: Text(b.Tokens)})
		}
		marks := Enumeration(b)
		for n, m := range marks {
			end := len(b.Tokens)
			if n+1 < len(marks) {
				end = marks[n+1].Token
			}
			list = append(list, Clause{Anchor: b.Clause + "." + m.Suffix, Kind: "enumeration", Label: m.Sign, Block: j,
				Token: m.Token, Text: Text(b.Tokens[m.Token:end])})
		}
	}
	endRow()
	return list
}

// RunIn returns the bold words that open a paragraph and serve as its title,
// without closing punctuation, and how many tokens they take.
func RunIn(b *Block) (label string, tokens int) {
	if b.Kind != Paragraph {
		return "", 0
	}
	n := 0
	for n < len(b.Tokens) && b.Tokens[n].Marks&Strong != 0 {
		n++
	}
	if n == 0 || n == len(b.Tokens) || n > 24 {
		return "", 0
	}
	label = strings.TrimRight(Text(b.Tokens[:n]), " .:–—-")
	last := b.Tokens[n-1].Text
	next := b.Tokens[n].Text
	if strings.ContainsAny(last, ".:?!–—。：") || strings.ContainsAny(next, ".:–—-。：") {
		return label, n
	}
	return "", 0
}

// Member is one sign of an inline enumeration.
type Member struct {
	Sign   string // as written: iv, a, 2
	Suffix string // unique in its clause: "iv", or "iv-2" where a second enumeration repeats it, "3.iv" in a row's third block
	Token  int    // index of the opening parenthesis
}

// Enumeration finds the members of inline enumerations in a block: signs in
// parentheses that count from (i), (a), (A) or (1), at least two of them. One
// enumeration may stand inside another of a different style.
func Enumeration(b *Block) []Member {
	if b.Kind != Paragraph {
		return nil
	}
	type series struct {
		style   int // index in styles
		members []Member
	}
	var done []Member
	var open []series // the outermost first
	closeTo := func(n int) {
		for len(open) > n {
			if s := open[len(open)-1]; len(s.members) >= 2 {
				done = append(done, s.members...)
			}
			open = open[:len(open)-1]
		}
	}
signs:
	for i := 0; i+2 < len(b.Tokens); i++ {
		if b.Tokens[i].Text != "(" || b.Tokens[i+2].Text != ")" {
			continue
		}
		sign := b.Tokens[i+1].Text
		if len(sign) > 6 {
			continue
		}
		for n := len(open) - 1; n >= 0; n-- {
			if s := &open[n]; styles[s.style](len(s.members)+1) == sign {
				s.members = append(s.members, Member{Sign: sign, Token: i})
				closeTo(n + 1)
				continue signs
			}
		}
		for style, count := range styles {
			if count(1) != sign {
				continue
			}
			for n := range open {
				if open[n].style == style {
					closeTo(n) // the same style from its start: another enumeration
					break
				}
			}
			open = append(open, series{style, []Member{{Sign: sign, Token: i}}})
			break
		}
	}
	closeTo(0)
	slices.SortFunc(done, func(a, b Member) int { return cmp.Compare(a.Token, b.Token) })
	seen, suffixes := map[string]bool{}, Suffixes{}
	for i := range done {
		done[i].Suffix = suffixes.Unique(strings.ToLower(done[i].Sign), func(s string) bool { return seen[s] })
		seen[done[i].Suffix] = true
		if b.part > 0 {
			done[i].Suffix = itoa(b.part+1) + "." + done[i].Suffix
		}
	}
	return done
}

// styles are the ways in which enumerations count.
var styles = [...]func(int) string{lowerRoman, lowerLetter, upperLetter, itoa}

func lowerLetter(n int) string {
	if n > 26 {
		return ""
	}
	return string(rune('a' + n - 1))
}

func upperLetter(n int) string { return strings.ToUpper(lowerLetter(n)) }

func lowerRoman(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		value int
		sign  string
	}{{50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.sign)
		}
	}
	return b.String()
}
