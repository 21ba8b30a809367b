package render

import (
	"bytes"
	"encoding/json"
	"html"
	"slices"
	"strconv"
	"strings"
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
//	<template id="_ages" data-passages="0 1g 4 3 0 3c h 9"
//	data-versions="0 0 0 2012-10-19  4 1 2 2016-11-04 2012-10-19/2016-11-04/ h 1 4 …"
//	data-bases="/privacy/archive/2012-10-19/ /privacy/compare/">
//	<span>since <a href="…"><time datetime="2012-10-19">19 October 2012</time></a> or earlier</span>
//	<span>since <a href="…"><time datetime="2026-11-24">24 November 2026</time></a></span>
//	</template>
//
// Its attributes are lists of fields with a blank between them. Numbers of
// versions and lengths are written with the digits 0 to 9 and a to z.
//
// data-passages has two fields for each passage of the text, in its order: the
// number of the version that brought it, and how long it is, in UTF-16 code
// units without blanks and control characters, U+0000 to U+0020. A passage ends
// where its block does; a heading with its number is one, of its newest word. No
// word of the interface that stands in the fragment is counted: no .permalink,
// .now, .pilcrow or .back.
//
// data-versions has five fields for each version that brought a passage, the
// oldest first: its number; which child is a sample of what is said of it, 0 for
// one whose words may be older, else 1; its shade; its day; and its address, from
// where the field of data-bases ends that belongs to the child.
//
// data-dates is how days are written, by month, as words.Language.DatePatterns has
// it, in JSON.
type Standoffs struct {
	before  map[int]agedSection // of the version before, by lineage
	found   []Age               // of the versions that brought passages
	brought []bool              // by version: whether it brought a passage
	buffer  []byte
	blocks  []int // of a section
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

// NewStandoffs has seen no version.
func NewStandoffs() *Standoffs {
	return &Standoffs{before: map[int]agedSection{}}
}

// Of is the standoff of a version. ages and ageOf are those of
// [Renderer.Annotated], and every version has a URL; a list of ages that was given
// for the version before must not have changed, and stands for the same words.
func (s *Standoffs) Of(doc *policy.Document, ages [][]int, ageOf func(version int) Age, opts Options) string {
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
	var bases [2]string
	var samples [2]Age
	s.found = s.found[:0]
	for v, brought := range s.brought {
		if brought {
			age := ageOf(v)
			s.found = append(s.found, age)
			bases[age.child()], samples[age.child()] = common(bases[age.child()], age.URL), age
		}
	}
	n := 0
	for v, brought := range s.brought {
		if brought {
			age := &s.found[n]
			n++
			out = append(strconv.AppendInt(out, int64(v), 36), ' ', '0'+byte(age.child()), ' ', '0'+byte(age.Shade), ' ')
			out = append(append(out, age.Day...), ' ')
			out = append(append(out, html.EscapeString(age.URL[len(bases[age.child()]):])...), ' ')
		}
	}
	out = append(bytes.TrimSuffix(out, []byte(" ")), `" data-bases="`+html.EscapeString(bases[0]+" "+bases[1])+
		`" data-dates="`...)
	dates, _ := json.Marshal(opts.Words.Dates) // a list of strings
	out = append(out, html.EscapeString(string(dates))+`">`...)
	t := newText(doc, false, &opts, nil)
	for _, age := range samples {
		out = append(out, "<span>"...)
		if age.Day != "" {
			out = append(out, t.since(age, opts.Words)...)
		}
		out = append(out, "</span>"...)
	}
	s.buffer = append(out, `</template>`...)
	return string(s.buffer)
}

// child is which child of a standoff tells of a version.
func (a *Age) child() int {
	if a.AtLeast {
		return 0
	}
	return 1
}

// common is the beginning of two addresses up to the last slash that is the same
// in both, or one if the other is empty.
func common(a, b string) string {
	switch {
	case a == "":
		return b
	case strings.HasPrefix(b, a):
		return a
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:strings.LastIndexByte(a[:n], '/')+1]
}

// section counts the passages of a section's blocks, but of those that were
// counted in the version before.
func (s *Standoffs) section(doc *policy.Document, of *policy.Section, ages [][]int) []agedBlock {
	blocks := s.blocks[:0]
	if of.Heading >= 0 {
		blocks = append(blocks, of.Heading)
	}
	for block := of.First; block < of.End; block++ {
		blocks = append(blocks, block)
	}
	s.blocks = blocks
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
		b.passages += strconv.FormatInt(int64(version), 36) + " " + strconv.FormatInt(int64(length), 36) + " "
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
