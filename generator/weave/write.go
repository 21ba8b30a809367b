package weave

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"policyarchive/generator/policy"
)

// Files are the weave as it is published: weave.json and, if the blocks are
// too many for one file, its parts.
func (w *Weave) Files() ([]File, error) { return w.files(partSize) }

func (w *Weave) files(partSize int) ([]File, error) {
	x := fileIndex{Format: Format, Policy: w.Policy, Words: map[string]string{}, Versions: []fileVersion{}, Lines: []fileLine{}, Layouts: []fileLayout{}, Sections: []fileSection{}, Parts: []filePart{}}
	seen := map[string]bool{}
	word := func(text string) {
		if seen[text] {
			return
		}
		seen[text] = true
		// The lower case of Σ depends on its place for some readers, and not here.
		if word := (policy.Token{Text: text}).Word(); word != plainWord(text) || strings.ContainsRune(text, 'Σ') {
			x.Words[text] = word
		}
	}
	leads := leadsOut{numbers: map[string]int{}}
	for _, v := range w.Versions {
		n, err := leads.number(v.Leads)
		if err != nil {
			return nil, fmt.Errorf("write the weave: %w", err)
		}
		var title strings.Builder
		for _, t := range (&policy.Document{Title: v.Title}).OwnTitle() {
			appendToken(&title, wordOf(t))
			word(t.Text)
		}
		x.Versions = append(x.Versions, fileVersion{v.Name, v.Digest, v.Title, title.String(), v.Withdrawn, n, entryOut(v.Heading), v.Sections})
	}
	x.Leads = leads.list
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
	for i, b := range w.Blocks {
		blocks[i] = b.out(&styles)
		for n := range b.Tokens {
			word(b.Tokens[n].Text)
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

func layoutOut(l *Layout) fileLayout {
	out := fileLayout{Kind: kindNames[l.Kind], Level: l.Level, Tight: l.Tight, Fresh: l.Fresh}
	for _, c := range l.Path {
		f := fileContainer{Kind: containerNames[c.Kind], Span: int(c.Span), Rows: int(c.Rows), Taken: c.Taken, Start: c.Start}
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
// in the same states. A blank begins a token behind white space, a line feed one
// that is Joined, a tab any other. A run is its text, if it is plain and stands in all states; else a
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
			appendToken(&text, t.Word)
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

// appendToken adds a token to a run.
func appendToken(run *strings.Builder, w Word) {
	switch {
	case w.Space:
		run.WriteByte(' ')
	case w.Joined:
		run.WriteByte('\n')
	default:
		run.WriteByte('\t')
	}
	run.WriteString(w.Text)
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
