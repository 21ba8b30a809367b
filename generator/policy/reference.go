package policy

import (
	"strings"
)

// Reference is a mention, in prose, of another section: (See "Contacting Us"
// below.), the section titled “Security”, see Section 4.
type Reference struct {
	Quoted  string // the words, or the number, by which it names the section
	Block   int
	First   int // its tokens are Tokens[First:End] of the block
	End     int
	Section int  // index of the section meant; -1 if there is none
	Exact   bool // the words are the section's title (but for case and punctuation)
	Token   int  // the first token with its quotation mark
}

// findReferences finds prose references and the sections they mean. A title
// that is nearly, but not exactly, what is quoted still counts as meant.
func findReferences(d *Document) []Reference { return d.mentions(true) }

// Mentions lists all that may be meant as a section's name or number, also
// where no section has it: References, and what may as well be something else.
func (d *Document) Mentions() []Reference { return d.mentions(false) }

// mentions lists what names a section; with certain, only what no other thing can be
// meant by.
func (d *Document) mentions(certain bool) []Reference {
	titles := newTitles(d)
	numbers := d.numbers()
	var list []Reference
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind != Paragraph {
			continue
		}
		for _, m := range b.known.named {
			if m.of != "" && !d.isOwn(m.of) {
				continue
			}
			if section, exact := titles.meant(m.words); !certain || section >= 0 || m.strong {
				list = append(list, Reference{m.text, i, m.first + 1, m.end - 1, section, exact, m.first})
			}
		}
		for _, m := range b.known.numbered {
			if s, number := numbered(numbers, b.Tokens, m); !certain || s >= 0 {
				list = append(list, Reference{number.text, i, m.first, number.end, s, s >= 0, m.first})
			}
		}
	}
	return list
}

// ByNumber reports whether a reference names its section by number: Section 4.
func (r *Reference) ByNumber() bool { return r.First == r.Token }

// numbers leads from a plain number to the first section that has it.
func (d *Document) numbers() map[string]int {
	numbers := map[string]int{}
	for i := len(d.Sections) - 1; i >= 0; i-- {
		numbers[plainNumber(d.Sections[i].Number)] = i
	}
	return numbers
}

// numbered finds the section that a number means: "2.a" is Section 2 where none
// has that number itself. It is -1 if there is none.
func numbered(numbers map[string]int, tokens []Token, m term) (section int, number term) {
	for end := m.end; end > m.first+1; end-- {
		text := plainNumber(joined(tokens[m.first+1 : end]))
		if s, ok := numbers[text]; ok && text != "" {
			return s, term{text, m.first, end}
		}
	}
	return -1, m
}

// joined is the text of tokens that no blank divides.
func joined(tokens []Token) string {
	var b strings.Builder
	for i := range tokens {
		b.WriteString(tokens[i].Text)
	}
	return b.String()
}

// around is how many tokens before and behind a mention may say what it means.
const around = 64

// refersBefore reports whether the words before a quotation point somewhere:
// "see", "the section titled", "described in", "under the heading".
func refersBefore(before []Token) bool {
	w := lastWords(before, 4)
	if len(w) == 0 {
		return false
	}
	switch w[len(w)-1] {
	case "see", "section", "sections", "heading", "titled", "entitled", "called", "headed", "paragraph":
		return true
	case "under", "in", "to":
		if len(w) > 1 {
			switch w[len(w)-2] {
			case "described", "explained", "outlined", "discussed", "detailed", "specified", "stated", "refer":
				return true
			}
		}
	case "the", "our":
		return len(w) > 1 && w[len(w)-2] == "see"
	}
	return false
}

// refersAfter reports whether the words after a quotation make it a section's
// name: section, heading; above and below count only for what is named before.
func refersAfter(after []Token) bool {
	for _, t := range after[:min(2, len(after))] {
		switch t.Word() {
		case "section", "sections", "heading":
			return true
		}
	}
	return false
}

// strongReference reports whether a quotation can be nothing but a section's
// name, so that a name no section has is an error of the text.
func strongReference(before, after []Token) bool {
	w := lastWords(before, 2)
	if len(w) > 0 {
		switch w[len(w)-1] {
		case "section", "heading", "titled", "entitled":
			return true
		case "see":
			for _, t := range after[:min(3, len(after))] {
				switch t.Word() {
				case "below", "above", "section":
					return true
				}
			}
		}
	}
	return refersAfter(after)
}

func lastWords(tokens []Token, n int) []string {
	var list []string
	tokens = tokens[max(0, len(tokens)-around):]
	for i := len(tokens) - 1; i >= 0 && len(list) < n; i-- {
		if tokens[i].Text == "." {
			break
		}
		if w := tokens[i].Word(); w != "" {
			list = append([]string{w}, list...)
		}
	}
	return list
}

// titles are the different titles of a text, each with its first section.
type titles struct {
	words    [][]string
	sections []int
	exact    map[string]int // the words of a title to its place above
	left     int            // steps that may still be taken to find titles that are nearly meant
}

// mostSteps bounds the search for titles that are nearly meant, each step a pair
// of words: a thousand mentions among a thousand titles take less.
const mostSteps = 50_000_000

func newTitles(d *Document) *titles {
	t := &titles{exact: map[string]int{}, left: mostSteps}
	for i := range d.Sections {
		if d.Sections[i].Heading < 0 {
			continue
		}
		words := d.Blocks[d.Sections[i].Heading].head().titled(d.Sections[i].Number)
		key := strings.Join(words, " ")
		if _, known := t.exact[key]; known || len(words) == 0 {
			continue
		}
		t.exact[key] = len(t.words)
		t.words, t.sections = append(t.words, words), append(t.sections, i)
	}
	return t
}

// meant finds the section whose title the words name. exact is false when the
// title has other words too, or lacks some.
func (t *titles) meant(words []string) (section int, exact bool) {
	if n, ok := t.exact[strings.Join(words, " ")]; ok {
		return t.sections[n], true
	}
	best, score := -1, 0.0
	for i, title := range t.words {
		if short, long := min(len(title), len(words)), max(len(title), len(words)); 3*short < long {
			continue // two thirds cannot be common
		}
		if t.left -= len(title)*len(words) + 1; t.left < 0 {
			break
		}
		common := commonWords(title, words)
		s := 2 * float64(common) / float64(len(title)+len(words))
		if s > score && s >= 0.66 && common >= 2 {
			best, score = t.sections[i], s
		}
	}
	return best, false
}

// commonWords is the length of the longest common subsequence of two short lists.
func commonWords(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			up := row[j+1]
			if x == y {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(up, row[j])
			}
			diagonal = up
		}
	}
	return row[len(b)]
}

// numberedMentions finds "Section 4", "Article 3.2" and "Clause 2.a.i". "Section 5
// of the … Act" and "Article 6 GDPR" mean another text.
func numberedMentions(tokens []Token) []term {
	var list []term
	for i := 0; i+1 < len(tokens); i++ {
		switch tokens[i].Word() {
		case "section", "article", "clause":
		default:
			continue
		}
		if first := tokens[i+1].Text[0]; first < '0' || first > '9' {
			continue
		}
		end := i + 2
		for end < len(tokens) && !tokens[end].Space && !tokens[end].Break {
			end++
		}
		s := numberScanner{text: joined(tokens[i+1 : end])}
		end = i + 2 + s.cited(tokens[i+1:end])
		if end < len(tokens) && tokens[end].Word() == "of" && (end+1 >= len(tokens) || !ownWords[tokens[end+1].Word()]) ||
			otherText(tokens[:i], tokens[end:]) != "" {
			continue
		}
		list = append(list, term{plainNumber(joined(tokens[i+1 : end])), i, end})
	}
	return list
}

// plainNumber is the number alone: "§ 3." and "Section 3:" give "3".
func plainNumber(s string) string {
	start := strings.IndexAny(s, "0123456789")
	if start < 0 {
		return ""
	}
	return strings.TrimRight(s[start:], ".:)–—- ")
}
