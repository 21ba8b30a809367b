package weave

import (
	"policyarchive/generator/policy"
)

// Weave is a policy with all its versions. It only grows: a number that names
// a state, a block, or a layout names the same in every later one.
type Weave struct {
	Policy   string
	Versions []Version // oldest first
	// Redacted are the names of the versions that are not in it, since their text was removed.
	Redacted []string
	Lines    []Line // sections through all versions, by the identity that lineage gives them
	Layouts  []Layout
	Sections []Section // states of sections
	Blocks   []*Block

	index *index
	// shared are the blocks that another weave has as well; see [Weave.clone].
	shared []bool
}

// New returns the weave of a policy without versions.
func New(policyName string) *Weave { return &Weave{Policy: policyName} }

// Version is the text of one version.
type Version struct {
	Name   string // 2016-11-04, 2016-11-04.2
	Digest string // the same for the same text: see [policy.Document]
	Title  string // what the policy calls itself; may stand outside the text
	// Withdrawn: it never was in force. No word has stood since it, nor was one gone.
	Withdrawn bool
	// Leads tells where links within the text lead.
	Leads Leads
	// Heading is the block that gives the title; its Block is -1 if none does.
	Heading  Entry
	Sections []int // indexes in Weave.Sections
}

// Line names a section through all versions.
type Line struct {
	Anchor string
	Title  string // of the last version that had it
}

// Section is a state of a section.
type Section struct {
	Line    int
	Level   int8 // of the heading as written; 0 without one
	Depth   int  // in the outline, 1 is the top
	Number  string
	Heading Entry // its Block is -1 without a heading
	// Title is which of the heading's tokens make the title, from one up to,
	// but without, another: its number and glyphs are left out.
	Title  [2]int
	Blocks []Entry
}

// Entry is a block as it stands in a section.
type Entry struct {
	Block  int // index in Weave.Blocks
	State  int // of the block
	Layout int // index in Weave.Layouts
}

// none is the entry of a heading that does not exist.
func none() Entry { return Entry{Block: -1} }

// Layout is where and as what a block stands, without its words.
type Layout struct {
	Kind  policy.Kind
	Level int8
	Tight bool
	Path  []policy.Container
	Fresh int
}

// Block is a paragraph, a heading, an item, a cell through all versions.
type Block struct {
	States []State
	Tokens []Token // in weave order: those of any state are in the order of its text
}

// State is one wording of a block. It is made of the tokens that have it.
type State struct {
	Clause string // anchor of the clause below the section's
}

// Token is a word of a block, with the states in which it stands.
type Token struct {
	Word
	In Set
}

// Word is what makes a token the same token.
type Word struct {
	Text  string
	Link  string
	Marks policy.Mark
	Space bool
	Break bool
	// Joined: it goes on with the word that the token before it begins.
	Joined bool
}

// wordOf is a token without its place in the source.
func wordOf(t policy.Token) Word {
	return Word{Text: t.Text, Link: t.Link, Marks: t.Marks, Space: t.Space, Break: t.Break, Joined: t.Joined}
}

// token is a word as a token of a text that has no source.
func (w Word) token() policy.Token {
	return policy.Token{Text: w.Text, Link: w.Link, Offset: -1, Marks: w.Marks, Space: w.Space, Break: w.Break,
		Joined: w.Joined}
}

// Set is a set of small numbers: ranges in order, each from its first number
// up to, but without, its end.
type Set [][2]int

// add puts a number into the set that is larger than any in it.
func (s Set) add(n int) Set {
	if last := len(s) - 1; last >= 0 && s[last][1] == n {
		s[last][1]++
		return s
	}
	return append(s, [2]int{n, n + 1})
}

// Has reports whether a number is in the set.
func (s Set) Has(n int) bool {
	for i := len(s) - 1; i >= 0; i-- {
		if n >= s[i][0] {
			return n < s[i][1]
		}
	}
	return false
}

// visible are the places of the tokens that stand in a state.
func (b *Block) visible(state int) []int {
	var places []int
	for i := range b.Tokens {
		if b.Tokens[i].In.Has(state) {
			places = append(places, i)
		}
	}
	return places
}
