// Package readweave reads published weaves back, for tests. It knows the format from
// weave.schema.json alone, and so holds what package weave writes to that.
package readweave

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// Read reads a published weave. open gives the data of a part by its name.
func Read(index []byte, open func(name string) ([]byte, error)) (*weave.Weave, error) {
	var x fileIndex
	if err := json.Unmarshal(index, &x); err != nil {
		return nil, fmt.Errorf("read the weave: %w", err)
	}
	if x.Format != weave.Format {
		return nil, fmt.Errorf("read the weave: its format is %d, not %d", x.Format, weave.Format)
	}
	w := weave.New(x.Policy)
	r, err := x.collect(open)
	if err != nil {
		return nil, fmt.Errorf("read the weave: %w", err)
	}
	for id, f := range r.blocks {
		b, err := f.in(r.styles[id])
		if err != nil {
			return nil, fmt.Errorf("read the weave: block %d: %w", id, err)
		}
		w.Blocks = append(w.Blocks, b)
	}
	for i := range r.layouts {
		l, err := layoutIn(&r.layouts[i])
		if err != nil {
			return nil, fmt.Errorf("read the weave: layout %d: %w", i, err)
		}
		w.Layouts = append(w.Layouts, l)
	}
	for _, l := range r.lines {
		w.Lines = append(w.Lines, weave.Line(l))
	}
	for i := range r.sections {
		s, err := sectionIn(w, &r.sections[i])
		if err != nil {
			return nil, fmt.Errorf("read the weave: section %d: %w", i, err)
		}
		w.Sections = append(w.Sections, s)
	}
	for i, v := range r.versions {
		heading, err := entryIn(v.Heading)
		if err == nil {
			err = holds(w, heading)
		}
		for _, s := range v.Sections {
			if s < 0 || s >= len(w.Sections) {
				err = fmt.Errorf("there is no section %d", s)
			}
		}
		if v.Leads < 0 || v.Leads > len(r.leads) {
			err = fmt.Errorf("there are no leads %d", v.Leads)
		}
		if err != nil {
			return nil, fmt.Errorf("read the weave: version %s: %w", x.Names[i], err)
		}
		var leads weave.Leads
		if v.Leads > 0 {
			leads = r.leads[v.Leads-1]
		}
		w.Versions = append(w.Versions, weave.Version{Name: x.Names[i], Digest: v.Digest, Title: v.Title,
			Withdrawn: v.Withdrawn, Leads: leads, Heading: heading, Sections: v.Sections})
	}
	return w, nil
}

// readLists are what a published weave holds.
type readLists struct {
	layouts  []fileLayout
	lines    []fileLine
	versions []fileVersion
	leads    []weave.Leads
	sections []fileSection
	blocks   []fileBlock
	styles   [][]fileStyle // of each block
}

// collect reads all parts.
func (x *fileIndex) collect(open func(name string) ([]byte, error)) (*readLists, error) {
	items, styles := map[string]map[int]json.RawMessage{}, map[int][]fileStyle{}
	for _, p := range x.Parts {
		if p.File != "" {
			data, err := open(p.File)
			if err != nil {
				return nil, fmt.Errorf("a part: %w", err)
			}
			if err := json.Unmarshal(data, &p); err != nil {
				return nil, fmt.Errorf("a part: %s: %w", p.File, err)
			}
		}
		if items[p.Of] == nil {
			items[p.Of] = map[int]json.RawMessage{}
		}
		if len(p.Styles) == 0 {
			p.Styles = []fileStyle{{}}
		}
		n := 0
		for i := 0; i+1 < len(p.IDs); i += 2 {
			for id := p.IDs[i]; id < p.IDs[i+1] && n < len(p.Items); id, n = id+1, n+1 {
				items[p.Of][id] = p.Items[n]
				if p.Of == ofBlocks {
					styles[id] = p.Styles
				}
			}
		}
	}
	r := &readLists{}
	for id := range len(items[ofBlocks]) {
		r.styles = append(r.styles, styles[id])
	}
	err := errors.Join(
		inOrder(&r.layouts, items, ofLayouts), inOrder(&r.lines, items, ofLines), inOrder(&r.versions, items, ofVersions),
		inOrder(&r.leads, items, ofLeads), inOrder(&r.sections, items, ofSections), inOrder(&r.blocks, items, ofBlocks))
	if err == nil && len(r.versions) != len(x.Names) {
		err = fmt.Errorf("%d versions have %d names", len(r.versions), len(x.Names))
	}
	return r, err
}

// inOrder reads the items of a list, none of which may be missing.
func inOrder[T any](list *[]T, items map[string]map[int]json.RawMessage, of string) error {
	for id := range len(items[of]) {
		var item T
		data, ok := items[of][id]
		if !ok {
			return fmt.Errorf("%s: %d is missing", of, id)
		}
		if err := json.Unmarshal(data, &item); err != nil {
			return fmt.Errorf("%s: %d: %w", of, id, err)
		}
		*list = append(*list, item)
	}
	return nil
}

// holds reports what is wrong with an entry.
func holds(w *weave.Weave, e weave.Entry) error {
	if e.Block == -1 {
		return nil
	}
	if e.Block < 0 || e.Block >= len(w.Blocks) || e.State < 0 || e.State >= len(w.Blocks[e.Block].States) ||
		e.Layout < 0 || e.Layout >= len(w.Layouts) {
		return fmt.Errorf("there is no block %d in state %d with layout %d", e.Block, e.State, e.Layout)
	}
	return nil
}

func sectionIn(w *weave.Weave, f *fileSection) (weave.Section, error) {
	s := weave.Section{Line: f.Line, Level: f.Level, Depth: f.Depth, Number: f.Number}
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
		s.Blocks = append(s.Blocks, weave.Entry{Block: f.Blocks[i], State: f.Blocks[i+1],
			Layout: f.Blocks[i+2]})
	}
	for _, e := range append([]weave.Entry{s.Heading}, s.Blocks...) {
		if err := holds(w, e); err != nil {
			return s, err
		}
	}
	return s, nil
}

func (f *fileBlock) in(styles []fileStyle) (*weave.Block, error) {
	b := &weave.Block{}
	for _, c := range f.Clauses {
		b.States = append(b.States, weave.State{Clause: c})
	}
	for _, run := range f.Runs {
		text, states, style := "", weave.Set(nil), 0
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
					if from < 0 || from >= to || int(to) > len(b.States) {
						return nil, fmt.Errorf("there are no states from %v up to %v", from, to)
					}
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
			states = weave.Set{{0, len(b.States)}}
		}
		s := &styles[style]
		word := weave.Word{Link: s.Link, Break: s.Break}
		for _, name := range s.Marks {
			bit := slices.Index(markNames[:], name)
			if bit < 0 {
				return nil, fmt.Errorf("unknown mark %q", name)
			}
			word.Marks |= 1 << bit
		}
		for text != "" {
			word.Space, word.Joined = text[0] == ' ', text[0] == '\n'
			word.Text, text = text[1:], ""
			if end := strings.IndexAny(word.Text, " \t\n"); end >= 0 && !s.Verbatim {
				word.Text, text = word.Text[:end], word.Text[end:]
			}
			b.Tokens = append(b.Tokens, weave.Token{Word: word, In: slices.Clone(states)})
		}
	}
	return b, nil
}

func entryIn(e fileEntry) (weave.Entry, error) {
	switch len(e) {
	case 0:
		return weave.Entry{Block: -1}, nil
	case 3:
		return weave.Entry{Block: e[0], State: e[1], Layout: e[2]}, nil
	}
	return weave.Entry{}, errors.New("an entry has three numbers")
}

func layoutIn(f *fileLayout) (weave.Layout, error) {
	l := weave.Layout{Level: f.Level, Tight: f.Tight, Fresh: f.Fresh}
	kind := slices.Index(kindNames[:], f.Kind)
	if kind < 0 {
		return l, fmt.Errorf("unknown kind of block %q", f.Kind)
	}
	l.Kind = policy.Kind(kind)
	for _, c := range f.Path {
		kind := slices.Index(containerNames[:], c.Kind)
		if kind < 0 || len(c.Align) > 1 || len(c.Type) > 1 || c.Span < 0 || c.Span > 255 || c.Rows < 0 || c.Rows > 255 {
			return l, fmt.Errorf("unknown container %+v", c)
		}
		in := policy.Container{Kind: policy.ContainerKind(kind), Span: uint8(c.Span), Rows: uint8(c.Rows), Taken: c.Taken,
			Start: c.Start}
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
