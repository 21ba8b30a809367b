package render

import (
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
//	<template id="_ages" data-versions="0 4 17" data-passages="0 52 4 3 0 120 17 9">
//	<span class="shade-0">since <a href="…"><time>2012-10-19</time></a> or earlier</span>
//	<span class="shade-1">…</span> <span class="shade-4">…</span>
//	</template>
//
// Its children tell of the versions that brought passages, oldest first, and
// data-versions has their numbers. data-passages has two numbers for each passage
// of the text, in its order: that of the version that brought it, and how long
// it is, in UTF-16 code units without blanks and control characters, U+0000 to
// U+0020. A heading with its number is one passage, of its newest word; a
// passage ends where its block does. No word of the interface that stands in the
// fragment is counted: no .permalink, .now or .pilcrow.
type Standoffs struct {
	before map[int]agedSection // of the version before, by lineage
	notes  map[note]string
}

// agedSection is a section with what was made of it.
type agedSection struct {
	number, title string
	ages          [][]int // of its heading and its blocks
	passages      string
	versions      []int // that brought them
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
	var passages strings.Builder
	brought := map[int]bool{}
	for i := range doc.Sections {
		section := s.section(doc, &doc.Sections[i], ages)
		passages.WriteString(section.passages)
		for _, v := range section.versions {
			brought[v] = true
		}
	}
	versions := make([]int, 0, len(brought))
	for v := range brought {
		versions = append(versions, v)
	}
	slices.Sort(versions)
	t := newText(doc, false, &opts, nil)
	var numbers, notes strings.Builder
	for _, v := range versions {
		numbers.WriteString(strconv.Itoa(v) + " ")
		notes.WriteString(s.note(t, told(v), opts.Words))
	}
	return `<template id="_ages" data-versions="` + strings.TrimSpace(numbers.String()) + `" data-passages="` + strings.TrimSpace(passages.String()) + `">` + notes.String() + `</template>`
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

// section counts the passages of a section, unless they are those of the
// version before.
func (s *Standoffs) section(doc *policy.Document, of *policy.Section, ages [][]int) agedSection {
	now := agedSection{number: of.Number, title: of.Title}
	if of.Heading >= 0 {
		now.ages = append(now.ages, ages[of.Heading])
	}
	now.ages = append(now.ages, ages[of.First:of.End]...)
	before := s.before[of.Lineage]
	if before.number == now.number && before.title == now.title && slices.EqualFunc(before.ages, now.ages, same) {
		return before
	}
	var b strings.Builder
	add := func(version, length int) {
		if length > 0 {
			b.WriteString(strconv.Itoa(version) + " " + strconv.Itoa(length) + " ")
			now.versions = append(now.versions, version)
		}
	}
	if of.Heading >= 0 && len(ages[of.Heading]) > 0 {
		add(slices.Max(ages[of.Heading]), units(of.Number)+length(doc.TitleTokens(of)))
	}
	for block := of.First; block < of.End; block++ {
		tokens := doc.Blocks[block].Tokens
		for _, p := range weave.Passages(tokens, ages[block]) {
			add(p.Since, length(tokens[p.From:p.To]))
		}
	}
	slices.Sort(now.versions)
	now.versions = slices.Compact(now.versions)
	now.passages = b.String()
	s.before[of.Lineage] = now
	return now
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
