package render

import (
	"bytes"
	"slices"
	"strconv"
	"unicode/utf16"

	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// Standoffs make of versions of a policy, one after the other, what
// [Renderer.Annotated] says of their texts, apart from the texts: a script puts
// it into the fragment that [Renderer.Fragment] makes, when a reader asks for it.
//
// A standoff is an element that shows nothing:
//
//	<template id="_ages" data-passages="0 52 4 3 0 120 17 9" data-versions="0 4 17">
//	<span class="shade-0">since <a href="…"><time>2012-10-19</time></a> or earlier</span>
//	<span class="shade-1">…</span> <span class="shade-4">…</span>
//	</template>
//
// data-passages has two numbers for each passage of the text, in its order: that
// of the version that brought it, and how long it is, in UTF-16 code units
// without blanks and control characters, U+0000 to U+0020. A passage ends where
// its block does; a heading with its number is one, of its newest word. No word of
// the interface that stands in the fragment is counted: no .permalink, .now or
// .pilcrow. data-versions has the numbers of the versions that brought passages,
// the oldest first, and each has a child, which names it.
type Standoffs struct {
	before  map[int]agedSection // of the version before, by lineage
	notes   map[note]string
	brought []bool // by version: whether it brought a passage
	buffer  []byte
}

// agedSection is a section with what was made of it.
type agedSection struct {
	number, title string
	blocks        []agedBlock // its heading first
}

// agedBlock is what was made of a block, by the ages of its words.
type agedBlock struct {
	heading  bool
	ages     []int
	passages string
	versions []int // that brought them
}

// note is what an element of a standoff depends on.
type note struct {
	Age
	words, dir string
}

// NewStandoffs has seen no version.
func NewStandoffs() *Standoffs {
	return &Standoffs{before: map[int]agedSection{}, notes: map[note]string{}}
}

// Of is the standoff of a version. ages and told are those of
// [Renderer.Annotated]; a list of ages that was given for the version before
// must not have changed, and stands for the same words.
func (s *Standoffs) Of(doc *policy.Document, ages [][]int, told func(version int) Age, opts Options) string {
	clear(s.brought)
	out := append(s.buffer[:0], `<template id="_ages" data-passages="`...)
	for i := range doc.Sections {
		for _, block := range s.section(doc, &doc.Sections[i], ages) {
			out = append(out, block.passages...)
			for _, v := range block.versions {
				for v >= len(s.brought) {
					s.brought = append(s.brought, false)
				}
				s.brought[v] = true
			}
		}
	}
	out = append(bytes.TrimSuffix(out, []byte(" ")), `" data-versions="`...)
	for v, brought := range s.brought {
		if brought {
			out = append(strconv.AppendInt(out, int64(v), 10), ' ')
		}
	}
	out = append(bytes.TrimSuffix(out, []byte(" ")), `">`...)
	t := newText(doc, false, &opts, nil)
	for v, brought := range s.brought {
		if brought {
			out = append(out, s.note(t, told(v), opts.Words)...)
		}
	}
	s.buffer = append(out, `</template>`...)
	return string(s.buffer)
}

func (s *Standoffs) note(t *text, age Age, words Words) string {
	n := note{age, words.Since + words.SinceAtLeast, t.direction()}
	made, known := s.notes[n]
	if !known {
		made = `<span class="shade-` + strconv.Itoa(age.Shade) + `">` + t.since(age, words) + "</span>"
		s.notes[n] = made
	}
	return made
}

// section counts the passages of a section's blocks, but of those that were
// counted in the version before.
func (s *Standoffs) section(doc *policy.Document, of *policy.Section, ages [][]int) []agedBlock {
	blocks := make([]int, 0, 1+of.End-of.First)
	if of.Heading >= 0 {
		blocks = append(blocks, of.Heading)
	}
	for block := of.First; block < of.End; block++ {
		blocks = append(blocks, block)
	}
	before := s.before[of.Lineage]
	retitled := before.number != of.Number || before.title != of.Title
	if !retitled && slices.EqualFunc(before.blocks, blocks, func(b agedBlock, block int) bool {
		return b.heading == (block == of.Heading) && same(b.ages, ages[block])
	}) {
		return before.blocks
	}
	known := map[*int]agedBlock{}
	for _, b := range before.blocks {
		if len(b.ages) > 0 {
			known[&b.ages[0]] = b
		}
	}
	now := agedSection{of.Number, of.Title, make([]agedBlock, len(blocks))}
	for i, block := range blocks {
		made := &now.blocks[i]
		made.heading, made.ages = block == of.Heading, ages[block]
		if len(made.ages) == 0 {
			continue
		}
		if b, ok := known[&made.ages[0]]; ok && b.heading == made.heading && !(made.heading && retitled) {
			*made = b
			continue
		}
		tokens := doc.Blocks[block].Tokens
		if made.heading {
			made.add(slices.Max(made.ages), units(of.Number)+length(doc.TitleTokens(of)))
			continue
		}
		for _, p := range weave.Passages(tokens, made.ages) {
			made.add(p.Since, length(tokens[p.From:p.To]))
		}
	}
	s.before[of.Lineage] = now
	return now.blocks
}

func (b *agedBlock) add(version, length int) {
	if length > 0 {
		b.passages += strconv.Itoa(version) + " " + strconv.Itoa(length) + " "
		b.versions = append(b.versions, version)
	}
}

// same reports whether two lists are the same in memory.
func same(a, b []int) bool { return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0]) }

func length(tokens []policy.Token) (n int) {
	for i := range tokens {
		n += units(tokens[i].Text)
	}
	return n
}

// units counts UTF-16 code units, without blanks and control characters.
func units(s string) (n int) {
	for _, r := range s {
		if r > ' ' {
			n += utf16.RuneLen(r)
		}
	}
	return n
}
