package policy

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Parser reads the versions of a policy. It gives just what [Parse] gives, and
// remembers the pieces of the texts it has read: a piece that comes again costs
// nothing, and the blocks of all versions share what they have in common. It may
// be used by several goroutines at once.
//
// A text is divided where CommonMark begins a block at the top level whatever
// stands before: below a blank line, at a line that opens with a letter, with
// bold letters, or as an ATX heading. A piece that leaves something open, as a
// tag of raw HTML or an id for the next block, goes on until it is closed.
type Parser struct {
	markdown sync.Pool // of *markdown
	mu       sync.Mutex
	pieces   map[string]*piece
	contents *contents
	most     int // blocks in a text so far
}

// piece is a stretch of a text, parsed.
type piece struct {
	blocks []Block // with offsets from the start of the piece
	open   bool    // what follows depends on it
	left   int     // offset of the first thing in it that was left as text; -1 if there is none
}

// NewParser returns a parser that has read nothing.
func NewParser() *Parser {
	return &Parser{markdown: sync.Pool{New: func() any { return newMarkdown() }}, pieces: map[string]*piece{},
		contents: newContents()}
}

// largest is the size of a piece in bytes up to which it is remembered by its
// text; of larger ones only the blocks are.
const largest = 1 << 14

// blocks parses a text piece by piece. left is the offset of the first mark in it
// that cost too much and was left as text; -1 if there is none.
func (p *Parser) blocks(text string) (all []Block, left int) {
	starts := boundaries(text)
	p.mu.Lock()
	all = make([]Block, 0, max(p.most+p.most/64, len(starts))+16)
	p.mu.Unlock()
	left = -1
	for from := 0; from+1 < len(starts); {
		to, step := from+1, 1
		one := p.piece(text[starts[from]:starts[to]])
		for one.open && to+1 < len(starts) {
			to = min(to+step, len(starts)-1)
			step *= 4
			one = p.piece(text[starts[from]:starts[to]])
		}
		if one.left >= 0 && left < 0 {
			left = starts[from] + one.left
		}
		first := len(all)
		all = append(all, one.blocks...)
		for i := first; i < len(all); i++ {
			all[i].Offset += starts[from]
		}
		from = to
	}
	p.mu.Lock()
	p.most = max(p.most, len(all))
	p.mu.Unlock()
	return all, left
}

// piece parses one piece, or remembers it.
func (p *Parser) piece(text string) *piece {
	p.mu.Lock()
	known := p.pieces[text]
	p.mu.Unlock()
	if known != nil {
		return known
	}
	one := &piece{open: !closed(text)}
	m := p.markdown.Get().(*markdown)
	b := m.parse([]byte(text))
	one.blocks, one.left = b.all, m.steps.end
	p.markdown.Put(m)
	one.open = one.open || b.open()
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range one.blocks {
		block := &one.blocks[i]
		block.take(p.contents.of(block))
		block.Path, block.ids = block.Path[:len(block.Path):len(block.Path)], block.ids[:len(block.ids):len(block.ids)]
	}
	if len(text) <= largest {
		p.pieces[strings.Clone(text)] = one
	}
	return one
}

// boundaries are the offsets at which a text may be divided, with its start and
// its end.
func boundaries(text string) []int {
	starts := []int{0}
	if hasDefinitions(text) || strings.Contains(text, "\n: ") || strings.Contains(text, "\n:\t") {
		// What a link means may be said anywhere, and a term that is explained
		// begins like any paragraph.
		return append(starts, len(text))
	}
	// A block of code, which may hold anything, stands in the last piece.
	most := len(text)
	for _, fence := range []string{"```", "~~~"} {
		if at := strings.Index(text, fence); at >= 0 {
			most = min(most, at)
		}
	}
	blank := false
	for at := 0; at < most; {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text) - at
		}
		line := text[at : at+end]
		if blank && at > 0 && opens(line) {
			starts = append(starts, at)
		}
		blank = strings.Trim(line, " \t") == ""
		at += end + 1
	}
	return append(starts, len(text))
}

// opens reports whether a line below a blank one begins a block at the top
// level, whatever came before.
func opens(line string) bool {
	if rest := strings.TrimLeft(line, "#"); rest != line {
		return len(line)-len(rest) <= 6 && (rest == "" || rest[0] == ' ' || rest[0] == '\t')
	}
	rest, _ := strings.CutPrefix(line, "**")
	if rest == "" || rest[0] < utf8.RuneSelf {
		return rest != "" && (rest[0] >= 'a' && rest[0] <= 'z' || rest[0] >= 'A' && rest[0] <= 'Z')
	}
	first, _ := utf8.DecodeRuneInString(rest)
	return !unicode.IsSpace(first)
}

// hasDefinitions reports whether a line may define the target of links.
func hasDefinitions(text string) bool {
	for {
		i := strings.Index(text, "]:")
		if i < 0 {
			return false
		}
		line := text[strings.LastIndexByte(text[:i], '\n')+1 : i]
		if strings.HasPrefix(strings.TrimLeft(line, " \t>-+*0123456789.)"), "[") {
			return true
		}
		text = text[i+2:]
	}
}

// closed reports whether the constructs of raw HTML that must have an end have
// it in the piece itself.
func closed(text string) bool {
	if strings.IndexByte(text, '<') < 0 {
		return true
	}
	low := asciiLower([]byte(text))
	for _, c := range mustEnds {
		if start := bytes.LastIndex(low, []byte(c.start)); start >= 0 && bytes.LastIndex(low, []byte(c.end)) <= start {
			return false
		}
	}
	return true
}
