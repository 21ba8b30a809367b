package policy

import (
	"bytes"
	"fmt"
	"io"
	"regexp"

	"policyarchive/generator/english"
)

// The limits of a text that is to become a version: what is beyond one is refused
// by check, snapshot, import and previews, before it costs anything. They are several
// times what the largest policies have; generator/docs/limits.md has the reasons. A
// text that is in the archive already is read whatever it has.
const (
	MostBytes       = 512 << 10
	MostLines       = 20_000
	MostTags        = 20_000 // signs that open a tag of HTML
	MostPipes       = 20_000 // signs that divide the cells of tables
	MostBlocks      = 10_000
	MostSections    = 500
	MostWords       = 150_000  // words and signs
	MostHeading     = 4_000    // bytes of the words of a heading
	MostTerms       = 500      // that are defined
	MostFrontMatter = 16 << 10 // bytes of front matter
	mostDepth       = 32       // lists and tables in the front matter within each other
	mostAliases     = 10       // of values of YAML that are given once more
)

// Excess is what a text has beyond a limit.
type Excess struct {
	Position        // where the limit is passed
	Limit    int    // how many there may be
	Of       string // of what, such as lines
}

func (e *Excess) Error() string {
	return fmt.Sprintf("%s: %s", e.Position, e.Problem())
}

// Problem is the error without the position.
func (e *Excess) Problem() string {
	return fmt.Sprintf("more than %s %s, which no policy has; see generator/docs/limits.md", english.Number(e.Limit), e.Of)
}

// ReadUpTo reads no more than most bytes; beyond that the error is an [*Excess].
func ReadUpTo(most int, file string, from io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(from, int64(most)+1))
	if err == nil && len(data) > most {
		err = excess(file, data, most, most, "bytes")
	}
	if err != nil {
		return nil, err
	}
	return data, nil
}

// excess is one of a limit that is passed at an offset.
func excess(file string, source []byte, offset, limit int, of string) *Excess {
	return &Excess{PositionAt(file, source, offset), limit, of}
}

// Within checks a source against the limits that are known before it is parsed.
// An error is an [*Excess].
func Within(file string, source []byte) error {
	if len(source) > MostBytes {
		return excess(file, source, MostBytes, MostBytes, "bytes")
	}
	for _, l := range []struct {
		sign  byte
		limit int
		of    string
	}{{'\n', MostLines, "lines"}, {'\r', MostLines, "lines"}, {'<', MostTags, "signs that open a tag (<)"}, {'|',
		MostPipes, "signs between cells (|)"}} {
		if at := nth(source, l.sign, l.limit+1); at >= 0 {
			return excess(file, source, at, l.limit, l.of)
		}
	}
	_, front, _ := SplitFrontMatter(normalize(source))
	if front == "" {
		return nil
	}
	if e := frontExcess(file, front); e != nil {
		return e
	}
	return nil
}

// nth is the offset of the nth byte of a kind; -1 if there are fewer.
func nth(source []byte, sign byte, n int) int {
	if bytes.Count(source, []byte{sign}) < n {
		return -1
	}
	for i, c := range source {
		if c == sign {
			if n--; n == 0 {
				return i
			}
		}
	}
	return -1
}

var alias = regexp.MustCompile(`(?m)(?:^|[\s\[{,:])\*[^\s\[\]{},*]`)

// frontExcess is what front matter has beyond the limits of its own; nil if there
// is nothing. Its depth is that of brackets, and of marks in a line, among which
// text has some: other depth takes as many lines with as much indentation.
func frontExcess(file, front string) *Excess {
	at := func(offset, limit int, of string) *Excess {
		e := excess(file, []byte(front), offset, limit, of)
		e.Line++ // the fence stands above
		return e
	}
	if len(front) > MostFrontMatter {
		return at(MostFrontMatter, MostFrontMatter, "bytes of front matter")
	}
	depth, marks := 0, 0
	for i := range len(front) {
		switch front[i] {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(0, depth-1)
		case '-', '?', '&', '!', ':':
			if i+1 < len(front) && front[i+1] != front[i] { // --- is a line
				marks++
			}
		case '\n':
			marks = 0
		}
		if depth > mostDepth || marks > 10*mostDepth {
			return at(i, mostDepth, "values within each other in the front matter")
		}
	}
	if list := alias.FindAllStringIndex(front, mostAliases+1); len(list) > mostAliases {
		return at(list[mostAliases][0], mostAliases, "aliases in the front matter")
	}
	return nil
}

// ParseWithin is Parse for a text that is to become a version: it refuses one that
// is beyond the limits. An error is an [*Excess].
func ParseWithin(file string, source []byte) (*Document, error) {
	return NewParser().ParseWithin(file, source)
}

// ParseWithin is the function [ParseWithin].
func (p *Parser) ParseWithin(file string, source []byte) (*Document, error) {
	if err := Within(file, source); err != nil {
		return nil, err
	}
	d := p.Parse(file, source)
	if err := d.within(); err != nil {
		return nil, err
	}
	return d, nil
}

// within holds a parsed text against the limits.
func (d *Document) within() error {
	words := 0
	for i := range d.Blocks {
		words += len(d.Blocks[i].Tokens)
		if words > MostWords {
			return &Excess{d.Position(d.Blocks[i].Offset), MostWords, "words and signs"}
		}
		if b := &d.Blocks[i]; b.Kind == Heading && len(Text(b.Tokens)) > MostHeading {
			return &Excess{d.Position(b.Offset), MostHeading, "bytes of a heading"}
		}
	}
	switch {
	case d.left >= 0:
		return &Excess{d.Position(d.left), firstSteps, "steps for marks that lead nowhere"}
	case len(d.Blocks) > MostBlocks:
		return &Excess{d.Position(d.Blocks[MostBlocks].Offset), MostBlocks, "paragraphs, items and cells"}
	case len(d.Definitions) > MostTerms:
		t := &d.Definitions[MostTerms]
		return &Excess{d.TokenPosition(t.Block, t.Token), MostTerms, "defined terms"}
	case len(d.Sections) > MostSections:
		s := &d.Sections[MostSections]
		return &Excess{d.Position(d.Blocks[s.start()].Offset), MostSections, "sections"}
	}
	return nil
}
