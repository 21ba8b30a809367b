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

	"policyarchive/generator/plainjson"
	"policyarchive/generator/policy"
)

// Files are the weave as it is published: weave.json and, if that cannot hold all,
// its parts.
func (w *Weave) Files() ([]File, error) { return w.files(partSize) }

func (w *Weave) files(size int) ([]File, error) {
	x := fileIndex{Format: Format, Policy: w.Policy, Names: []string{}, Parts: []filePart{}}
	left := size
	x.Redacted = w.Redacted
	for _, v := range w.Versions {
		x.Names = append(x.Names, v.Name)
		left -= len(v.Name)
	}
	lists, err := w.lists()
	if err != nil {
		return nil, err
	}
	var files []File
	for _, l := range lists {
		if len(l.order) == 0 {
			continue
		}
		if all := l.size(); all <= left {
			left -= all
			part, err := l.part(l.order)
			if err != nil {
				return nil, err
			}
			x.Parts = append(x.Parts, part)
			continue
		}
		for _, group := range l.groups(size) {
			part, err := l.part(group)
			if err != nil {
				return nil, err
			}
			data, err := encode(part)
			if err != nil {
				return nil, err
			}
			sum := sha256.Sum256(data)
			name := PartsFolder + "/" + hex.EncodeToString(sum[:6]) + ".json"
			files = append(files, File{name, data})
			x.Parts = append(x.Parts, filePart{Of: l.of, File: name, IDs: part.IDs})
		}
	}
	data, err := encode(x)
	if err != nil {
		return nil, err
	}
	return append([]File{{"weave.json", data}}, files...), nil
}

// list is one of the lists of a weave, to be divided.
type list struct {
	of    string
	order []int // items that lie together are read together
	sizes []int // of the items, with the styles and words that they need
	// item gives an item, whose styles and words are those of a part.
	item func(n int, styles *styler, words map[string]string) any
}

func newList(of string, n int, item func(n int, styles *styler, words map[string]string) any) (list, error) {
	l := list{of: of, sizes: make([]int, n), item: item}
	for i := range n {
		l.order = append(l.order, i)
		alone, err := l.part([]int{i})
		if err != nil {
			return l, err
		}
		data, err := encode(alone)
		if err != nil {
			return l, err
		}
		l.sizes[i] = len(data) - len(`{"of":"","ids":[],"items":[]}`)
	}
	return l, nil
}

func (l *list) size() (all int) {
	for _, n := range l.sizes {
		all += n
	}
	return all
}

// groups are the items in order, as many together as have a size.
func (l *list) groups(size int) (groups [][]int) {
	for n, sum := 0, 0; n < len(l.order); n++ {
		i := l.order[n]
		if sum += l.sizes[i]; len(groups) == 0 || sum > size {
			groups, sum = append(groups, nil), l.sizes[i]
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], i)
	}
	return groups
}

// part holds some items.
func (l *list) part(items []int) (filePart, error) {
	p := filePart{Of: l.of, IDs: []int{}, Items: []json.RawMessage{}, Words: map[string]string{}}
	styles := styler{numbers: map[fileStyleKey]int{{}: 0}, list: []fileStyle{{}}}
	for _, i := range slices.Sorted(slices.Values(items)) {
		if n := len(p.IDs); n > 0 && p.IDs[n-1] == i {
			p.IDs[n-1] = i + 1
		} else {
			p.IDs = append(p.IDs, i, i+1)
		}
		data, err := encode(l.item(i, &styles, p.Words))
		if err != nil {
			return p, err
		}
		p.Items = append(p.Items, data)
	}
	if len(styles.list) > 1 {
		p.Styles = styles.list
	}
	return p, nil
}

// lists are those of a weave. What every comparison needs comes first.
func (w *Weave) lists() ([]list, error) {
	leads := leadsOut{numbers: map[string]int{}}
	of := make([]int, len(w.Versions)) // leads of versions
	for i := range w.Versions {
		var err error
		if of[i], err = leads.number(w.Versions[i].Leads); err != nil {
			return nil, fmt.Errorf("write the weave: %w", err)
		}
	}
	var lists []list
	for _, l := range []struct {
		of   string
		n    int
		item func(n int, styles *styler, words map[string]string) any
	}{
		{ofLayouts, len(w.Layouts), func(n int, _ *styler, _ map[string]string) any { return layoutOut(&w.Layouts[n]) }},
		{ofLines, len(w.Lines), func(n int, _ *styler, _ map[string]string) any { return fileLine(w.Lines[n]) }},
		{ofVersions, len(w.Versions), func(n int, _ *styler,
			words map[string]string) any {
			return w.Versions[n].out(of[n], words)
		}},
		{ofLeads, len(leads.list), func(n int, _ *styler, _ map[string]string) any { return leads.list[n] }},
		{ofSections, len(w.Sections), func(n int, _ *styler, _ map[string]string) any { return sectionOut(&w.Sections[n]) }},
		{ofBlocks, len(w.Blocks), func(n int, styles *styler, words map[string]string) any {
			for _, t := range w.Blocks[n].Tokens {
				tellWord(words, t.Text)
			}
			return w.Blocks[n].out(styles)
		}},
	} {
		made, err := newList(l.of, l.n, l.item)
		if err != nil {
			return nil, err
		}
		lists = append(lists, made)
	}
	lists[len(lists)-1].order = w.byLine()
	return lists, nil
}

// tellWord adds the word of a token to a table, if the rule does not tell it.
func tellWord(words map[string]string, text string) {
	// The lower case of Σ depends on its place for some readers, and not here.
	if word := (policy.Token{Text: text}).Word(); word != plainWord(text) || strings.ContainsRune(text, 'Σ') {
		words[text] = word
	}
}

func (v *Version) out(leads int, words map[string]string) fileVersion {
	var title strings.Builder
	for _, t := range (&policy.Document{Title: v.Title}).OwnTitle() {
		appendToken(&title, wordOf(t))
		tellWord(words, t.Text)
	}
	return fileVersion{v.Digest, v.Title, title.String(), v.Withdrawn, leads, entryOut(v.Heading), v.Sections}
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
	data, err := plainjson.Marshal(v, "")
	if err != nil {
		return nil, fmt.Errorf("write the weave: %w", err)
	}
	return bytes.TrimRight(data, "\n"), nil
}

func entryOut(e Entry) fileEntry {
	if e.Block < 0 {
		return nil
	}
	return fileEntry{e.Block, e.State, e.Layout}
}

func sectionOut(s *Section) fileSection {
	out := fileSection{Line: s.Line, Level: s.Level, Depth: s.Depth, Number: s.Number, Heading: entryOut(s.Heading),
		Blocks: make([]int, 0, 3*len(s.Blocks))}
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
			if t != first && (styles.number(&t.Word) != style || styles.list[style].Verbatim || styles.list[style].Break ||
				!slices.Equal(t.In, first.In)) {
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
	return strings.ReplaceAll(strings.ToLower(text), "’", "'")
}
