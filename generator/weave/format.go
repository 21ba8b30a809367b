package weave

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"policyarchive/generator/policy"
)

// Format is the version of the published format. A reader must refuse others.
const Format = 1

// Schema is the JSON Schema (draft 2020-12) of a published weave and of its
// parts. It describes the format.
//
//go:embed weave.schema.json
var Schema []byte

// File is a weave as it is published.
type File struct {
	Name string // weave.json, or that of a part: weave-parts/<digest>.json
	Data []byte
}

// partSize is how large the blocks of a weave, as JSON, may be before they are
// published in parts, each about half of that. Compressed they are about a
// fifth of it.
const partSize = 1 << 20

type fileIndex struct {
	Format   int               `json:"format"`
	Policy   string            `json:"policy"`
	Versions []fileVersion     `json:"versions"`
	Lines    []fileLine        `json:"lines"`
	Words    map[string]string `json:"words"`
	Styles   []fileStyle       `json:"styles"`
	Layouts  []fileLayout      `json:"layouts"`
	Sections []fileSection     `json:"sections"`
	Parts    []filePart        `json:"parts"`
}

type fileVersion struct {
	Name     string    `json:"name"`
	Digest   string    `json:"digest"`
	Title    string    `json:"title"`
	Heading  fileEntry `json:"heading,omitempty"`
	Sections []int     `json:"sections"`
}

type fileLine struct {
	Anchor string `json:"anchor"`
	Title  string `json:"title"`
}

type fileStyle struct {
	Link     string   `json:"link,omitempty"`
	Marks    []string `json:"marks,omitempty"`
	Break    bool     `json:"break,omitempty"`
	Verbatim bool     `json:"verbatim,omitempty"`
}

type fileLayout struct {
	Kind  string          `json:"kind"`
	Level int8            `json:"level,omitempty"`
	Tight bool            `json:"tight,omitempty"`
	Path  []fileContainer `json:"path,omitempty"`
	Fresh int             `json:"fresh,omitempty"`
}

type fileContainer struct {
	Kind  string `json:"kind"`
	Align string `json:"align,omitempty"`
	Type  string `json:"type,omitempty"`
	Span  int    `json:"span,omitempty"`
	Start int    `json:"start,omitempty"`
}

type fileSection struct {
	Line    int       `json:"line"`
	Level   int8      `json:"level,omitempty"`
	Depth   int       `json:"depth"`
	Number  string    `json:"number,omitempty"`
	Heading fileEntry `json:"heading,omitempty"`
	Title   []int     `json:"title,omitempty"`
	Blocks  []int     `json:"blocks"` // entries, one after the other
}

// fileEntry is a block, its state, its layout; nil for none.
type fileEntry []int

type filePart struct {
	File   string      `json:"file,omitempty"`
	IDs    []int       `json:"ids"` // ranges: from, up to, from, up to …
	Blocks []fileBlock `json:"blocks,omitempty"`
}

type fileBlock struct {
	Clauses []string `json:"clauses"` // one a state
	Runs    []any    `json:"runs"`
}

// Files are the weave as it is published: weave.json and, if the blocks are
// too many for one file, its parts.
func (w *Weave) Files() ([]File, error) { return w.files(partSize) }

func (w *Weave) files(partSize int) ([]File, error) {
	x := fileIndex{Format: Format, Policy: w.Policy, Words: map[string]string{}, Versions: []fileVersion{}, Lines: []fileLine{}, Layouts: []fileLayout{}, Sections: []fileSection{}, Parts: []filePart{}}
	for _, v := range w.Versions {
		x.Versions = append(x.Versions, fileVersion{v.Name, v.Digest, v.Title, entryOut(v.Heading), v.Sections})
	}
	for _, l := range w.Lines {
		x.Lines = append(x.Lines, fileLine(l))
	}
	for i := range w.Layouts {
		x.Layouts = append(x.Layouts, layoutOut(&w.Layouts[i]))
	}
	for i := range w.Sections {
		x.Sections = append(x.Sections, sectionOut(&w.Sections[i]))
	}
	styles := styler{numbers: map[fileStyleKey]int{{}: 0}, list: []fileStyle{{}}}
	blocks := make([]fileBlock, len(w.Blocks))
	seen := map[string]bool{}
	for i, b := range w.Blocks {
		blocks[i] = b.out(&styles)
		for n := range b.Tokens {
			text := b.Tokens[n].Text
			if seen[text] {
				continue
			}
			seen[text] = true
			if word := (policy.Token{Text: text}).Word(); word != plainWord(text) {
				x.Words[text] = word
			}
		}
	}
	x.Styles = styles.list
	parts, err := w.parts(blocks, partSize)
	if err != nil {
		return nil, err
	}
	var files []File
	for i := range parts {
		if len(parts) == 1 {
			x.Parts = append(x.Parts, parts[i])
			break
		}
		data, err := encode(parts[i])
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(data)
		name := "weave-parts/" + hex.EncodeToString(sum[:6]) + ".json"
		files = append(files, File{name, data})
		x.Parts = append(x.Parts, filePart{File: name, IDs: parts[i].IDs})
	}
	data, err := encode(x)
	if err != nil {
		return nil, err
	}
	return append([]File{{"weave.json", data}}, files...), nil
}

// parts divides blocks, by the sections in which they stand: what a reader
// looks at together lies together.
func (w *Weave) parts(blocks []fileBlock, partSize int) ([]filePart, error) {
	sizes, all := make([]int, len(blocks)), 0
	for i := range blocks {
		data, err := encode(blocks[i])
		if err != nil {
			return nil, err
		}
		sizes[i] = len(data)
		all += len(data)
	}
	if all <= partSize {
		p := filePart{IDs: []int{0, len(blocks)}, Blocks: blocks}
		if len(blocks) == 0 {
			p = filePart{IDs: []int{}, Blocks: []fileBlock{}}
		}
		return []filePart{p}, nil
	}
	var parts []filePart
	var group []int
	size := 0
	flush := func() {
		slices.Sort(group)
		p := filePart{}
		for _, i := range group {
			if n := len(p.IDs); n > 0 && p.IDs[n-1] == i {
				p.IDs[n-1] = i + 1
			} else {
				p.IDs = append(p.IDs, i, i+1)
			}
			p.Blocks = append(p.Blocks, blocks[i])
		}
		parts, group, size = append(parts, p), nil, 0
	}
	for _, i := range w.byLine() {
		if size > 0 && size+sizes[i] > partSize/2 {
			flush()
		}
		group, size = append(group, i), size+sizes[i]
	}
	flush()
	return parts, nil
}

// byLine lists all blocks: headings, which every comparison shows, and then the
// others in the order of the sections that first had them.
func (w *Weave) byLine() []int {
	home := make([]int, len(w.Blocks))
	for i := range home {
		home[i] = -1
	}
	for i := range w.Sections {
		s := &w.Sections[i]
		for _, e := range s.Blocks {
			if home[e.Block] < 0 {
				home[e.Block] = s.Line
			}
		}
	}
	list := make([]int, len(w.Blocks))
	for i := range list {
		list[i] = i
	}
	slices.SortStableFunc(list, func(a, b int) int { return home[a] - home[b] })
	return list
}

func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("write the weave: %w", err)
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

func entryOut(e Entry) fileEntry {
	if e.Block < 0 {
		return nil
	}
	return fileEntry{e.Block, e.State, e.Layout}
}

func entryIn(e fileEntry) (Entry, error) {
	switch len(e) {
	case 0:
		return none(), nil
	case 3:
		return Entry{e[0], e[1], e[2]}, nil
	}
	return Entry{}, errors.New("an entry has three numbers")
}

func sectionOut(s *Section) fileSection {
	out := fileSection{Line: s.Line, Level: s.Level, Depth: s.Depth, Number: s.Number, Heading: entryOut(s.Heading), Blocks: make([]int, 0, 3*len(s.Blocks))}
	if s.Heading.Block >= 0 {
		out.Title = s.Title[:]
	}
	for _, e := range s.Blocks {
		out.Blocks = append(out.Blocks, e.Block, e.State, e.Layout)
	}
	return out
}

// The names of kinds, containers and marks in the published format.
var (
	kindNames      = [...]string{policy.Paragraph: "paragraph", policy.Heading: "heading", policy.Code: "code", policy.Rule: "rule"}
	containerNames = [...]string{
		policy.Quote: "quote", policy.Bullets: "bullets", policy.Numbers: "numbers", policy.Item: "item", policy.Table: "table", policy.Caption: "caption",
		policy.Row: "row", policy.HeaderCell: "header", policy.Cell: "cell", policy.Terms: "terms", policy.Term: "term", policy.Description: "description",
	}
	markNames = [...]string{"strong", "emphasis", "code", "strike", "super", "sub", "underline", "image"} // by bit
)

func layoutOut(l *Layout) fileLayout {
	out := fileLayout{Kind: kindNames[l.Kind], Level: l.Level, Tight: l.Tight, Fresh: l.Fresh}
	for _, c := range l.Path {
		f := fileContainer{Kind: containerNames[c.Kind], Span: int(c.Span), Start: c.Start}
		if c.Align != 0 {
			f.Align = string(rune(c.Align))
		}
		if c.Type != 0 {
			f.Type = string(rune(c.Type))
		}
		out.Path = append(out.Path, f)
	}
	return out
}

func layoutIn(f *fileLayout) (Layout, error) {
	l := Layout{Level: f.Level, Tight: f.Tight, Fresh: f.Fresh}
	kind := slices.Index(kindNames[:], f.Kind)
	if kind < 0 {
		return l, fmt.Errorf("unknown kind of block %q", f.Kind)
	}
	l.Kind = policy.Kind(kind)
	for _, c := range f.Path {
		kind := slices.Index(containerNames[:], c.Kind)
		if kind < 0 || len(c.Align) > 1 || len(c.Type) > 1 || c.Span < 0 || c.Span > 255 {
			return l, fmt.Errorf("unknown container %+v", c)
		}
		in := policy.Container{Kind: policy.ContainerKind(kind), Span: uint8(c.Span), Start: c.Start}
		if c.Align != "" {
			in.Align = c.Align[0]
		}
		if c.Type != "" {
			in.Type = c.Type[0]
		}
		l.Path = append(l.Path, in)
	}
	return l, nil
}

// fileStyleKey is a style that can be compared.
type fileStyleKey struct {
	link            string
	marks           policy.Mark
	brk, isVerbatim bool
}

// styler numbers styles; the first one is plain.
type styler struct {
	numbers map[fileStyleKey]int
	list    []fileStyle
}

func (s *styler) number(w *Word) int {
	k := fileStyleKey{w.Link, w.Marks, w.Break, strings.ContainsAny(w.Text, " \t")}
	n, ok := s.numbers[k]
	if !ok {
		n = len(s.list)
		s.numbers[k] = n
		f := fileStyle{Link: k.link, Break: k.brk, Verbatim: k.isVerbatim}
		for bit, name := range markNames {
			if k.marks&(1<<bit) != 0 {
				f.Marks = append(f.Marks, name)
			}
		}
		s.list = append(s.list, f)
	}
	return n
}

// out writes the tokens of a block as runs: stretches of one style that stand
// in the same states. A blank begins a token behind white space, a tab one
// without. A run is its text, if it is plain and stands in all states; else a
// list of text, states and style, what is missing at its end being 0 or all.
func (b *Block) out(styles *styler) fileBlock {
	out := fileBlock{Runs: []any{}, Clauses: make([]string, len(b.States))}
	for s := range b.States {
		out.Clauses[s] = b.States[s].Clause
	}
	all := Set{{0, len(b.States)}}
	for i := 0; i < len(b.Tokens); {
		first := &b.Tokens[i]
		style := styles.number(&first.Word)
		var text strings.Builder
		for ; i < len(b.Tokens); i++ {
			t := &b.Tokens[i]
			if t != first && (styles.number(&t.Word) != style || styles.list[style].Verbatim || styles.list[style].Break || !slices.Equal(t.In, first.In)) {
				break
			}
			if t.Space {
				text.WriteByte(' ')
			} else {
				text.WriteByte('\t')
			}
			text.WriteString(t.Text)
		}
		everywhere := slices.Equal(first.In, all)
		states := []int{}
		if !everywhere {
			for _, r := range first.In {
				states = append(states, r[0], r[1])
			}
		}
		switch {
		case style > 0:
			out.Runs = append(out.Runs, []any{text.String(), states, style})
		case everywhere:
			out.Runs = append(out.Runs, text.String())
		default:
			out.Runs = append(out.Runs, []any{text.String(), states})
		}
	}
	return out
}

var tellsWord = regexp.MustCompile(`[\p{L}\p{N}\p{S}%§&]`)

// plainWord is the word of a token by the rule that readers of the format
// follow; the words of others stand in its table "words".
func plainWord(text string) string {
	if !tellsWord.MatchString(text) {
		return ""
	}
	return strings.NewReplacer("’", "'").Replace(strings.ToLower(text))
}

// Read reads a published weave. open gives the data of a part by its name.
func Read(index []byte, open func(name string) ([]byte, error)) (*Weave, error) {
	var x fileIndex
	if err := json.Unmarshal(index, &x); err != nil {
		return nil, fmt.Errorf("read the weave: %w", err)
	}
	if x.Format != Format {
		return nil, fmt.Errorf("read the weave: its format is %d, not %d", x.Format, Format)
	}
	w := New(x.Policy)
	blocks := map[int]*fileBlock{}
	for _, p := range x.Parts {
		if p.File != "" {
			data, err := open(p.File)
			if err != nil {
				return nil, fmt.Errorf("read a part of the weave: %w", err)
			}
			if err := json.Unmarshal(data, &p); err != nil {
				return nil, fmt.Errorf("read a part of the weave: %s: %w", p.File, err)
			}
		}
		n := 0
		for i := 0; i+1 < len(p.IDs); i += 2 {
			for id := p.IDs[i]; id < p.IDs[i+1] && n < len(p.Blocks); id, n = id+1, n+1 {
				blocks[id] = &p.Blocks[n]
			}
		}
	}
	for id := range len(blocks) {
		f := blocks[id]
		if f == nil {
			return nil, fmt.Errorf("read the weave: block %d is missing", id)
		}
		b, err := f.in(x.Styles)
		if err != nil {
			return nil, fmt.Errorf("read the weave: block %d: %w", id, err)
		}
		w.Blocks = append(w.Blocks, b)
	}
	for i := range x.Layouts {
		l, err := layoutIn(&x.Layouts[i])
		if err != nil {
			return nil, fmt.Errorf("read the weave: layout %d: %w", i, err)
		}
		w.Layouts = append(w.Layouts, l)
	}
	for _, l := range x.Lines {
		w.Lines = append(w.Lines, Line(l))
	}
	for i := range x.Sections {
		s, err := w.sectionIn(&x.Sections[i])
		if err != nil {
			return nil, fmt.Errorf("read the weave: section %d: %w", i, err)
		}
		w.Sections = append(w.Sections, s)
	}
	for _, v := range x.Versions {
		heading, err := entryIn(v.Heading)
		if err == nil {
			err = w.holds(heading)
		}
		for _, s := range v.Sections {
			if s < 0 || s >= len(w.Sections) {
				err = fmt.Errorf("there is no section %d", s)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("read the weave: version %s: %w", v.Name, err)
		}
		w.Versions = append(w.Versions, Version{v.Name, v.Digest, v.Title, heading, v.Sections})
	}
	w.prepare()
	return w, nil
}

// holds reports what is wrong with an entry.
func (w *Weave) holds(e Entry) error {
	if e.Block == -1 {
		return nil
	}
	if e.Block < 0 || e.Block >= len(w.Blocks) || e.State < 0 || e.State >= len(w.Blocks[e.Block].States) || e.Layout < 0 || e.Layout >= len(w.Layouts) {
		return fmt.Errorf("there is no block %d in state %d with layout %d", e.Block, e.State, e.Layout)
	}
	return nil
}

func (w *Weave) sectionIn(f *fileSection) (Section, error) {
	s := Section{Line: f.Line, Level: f.Level, Depth: f.Depth, Number: f.Number}
	var err error
	if s.Heading, err = entryIn(f.Heading); err != nil {
		return s, err
	}
	if len(f.Title) == 2 {
		s.Title = [2]int(f.Title)
	}
	if len(f.Blocks)%3 != 0 || f.Line < 0 || f.Line >= len(w.Lines) {
		return s, errors.New("its line or its blocks cannot be read")
	}
	for i := 0; i < len(f.Blocks); i += 3 {
		s.Blocks = append(s.Blocks, Entry{f.Blocks[i], f.Blocks[i+1], f.Blocks[i+2]})
	}
	for _, e := range append([]Entry{s.Heading}, s.Blocks...) {
		if err := w.holds(e); err != nil {
			return s, err
		}
	}
	return s, nil
}

func (f *fileBlock) in(styles []fileStyle) (*Block, error) {
	b := &Block{}
	for _, c := range f.Clauses {
		b.States = append(b.States, State{Clause: c})
	}
	for _, run := range f.Runs {
		text, states, style := "", Set(nil), 0
		switch run := run.(type) {
		case string:
			text = run
		case []any:
			if len(run) == 0 || len(run) > 3 {
				return nil, errors.New("a run is a text, states and a style")
			}
			text, _ = run[0].(string)
			if len(run) > 1 {
				list, _ := run[1].([]any)
				for i := 0; i+1 < len(list); i += 2 {
					from, _ := list[i].(float64)
					to, _ := list[i+1].(float64)
					states = append(states, [2]int{int(from), int(to)})
				}
			}
			if len(run) > 2 {
				n, _ := run[2].(float64)
				style = int(n)
			}
		}
		if style < 0 || style >= len(styles) {
			return nil, fmt.Errorf("there is no style %d", style)
		}
		if len(states) == 0 {
			states = Set{{0, len(b.States)}}
		}
		s := &styles[style]
		word := Word{Link: s.Link, Break: s.Break}
		for _, name := range s.Marks {
			bit := slices.Index(markNames[:], name)
			if bit < 0 {
				return nil, fmt.Errorf("unknown mark %q", name)
			}
			word.Marks |= 1 << bit
		}
		for text != "" {
			word.Space = text[0] == ' '
			word.Text, text = text[1:], ""
			if end := strings.IndexAny(word.Text, " \t"); end >= 0 && !s.Verbatim {
				word.Text, text = word.Text[:end], word.Text[end:]
			}
			b.Tokens = append(b.Tokens, Token{Word: word, In: slices.Clone(states)})
		}
	}
	return b, nil
}
