package render

import (
	"html"
	"slices"
	"strconv"

	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// Age is what a reader learns of the version that brought a passage.
type Age struct {
	Day     string // YYYY-MM-DD
	URL     string // of the comparison that shows how it came; "" if none does
	Shade   int    // 0 for the oldest; the higher, the newer
	AtLeast bool   // it stood in the oldest version known, and may be older
}

// Annotated renders a whole text as [Renderer.Fragment] does, each passage with
// its age. ages has, for each block of the text, the version since which each of its
// tokens has stood; age is what a reader learns of a version.
//
// A block says since when its oldest words have stood, if that is not what the
// block before it said already. Newer passages have a letter each, which stands
// beside the block with its version.
func (m *Renderer) Annotated(doc *policy.Document, ages [][]int, age func(version int) Age, opts Options) ([]string,
	error) {
	a := &annotator{text: newText(doc, true, &opts, m), ages: ages, age: age}
	a.text.pilcrows = true
	var all key
	all.options(&opts)
	var parts []string
	for i := range doc.Sections {
		s := &doc.Sections[i]
		k := key{append([]byte("annotated "), all.b...)}
		k.section(s)
		if s.Heading >= 0 {
			a.key(&k, s.Heading)
		}
		for b := s.First; b < s.End; b++ {
			a.key(&k, b)
		}
		part, err := m.once(k, func() string {
			a.writer, a.said = m.writer(opts.Words), ""
			a.section(a.text, s, opts, func() { a.heading(s) }, a.block)
			return m.done(a.writer)
		})
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return parts, nil
}

// annotator writes one annotated text.
type annotator struct {
	*writer
	text *text
	ages [][]int
	age  func(version int) Age
	said string // what the section said last of the age of its blocks
}

// key adds a block and all that is said of its ages.
func (a *annotator) key(k *key, block int) {
	k.block(a.text, block)
	last := -1
	for _, version := range a.ages[block] {
		k.number(version)
		if version != last {
			age := a.age(version)
			k.text(age.Day, age.URL, strconv.Itoa(age.Shade))
			last = version
		}
	}
}

// heading says since when a section has its title, if that is later than the
// first words below it.
func (a *annotator) heading(s *policy.Section) {
	if s.Heading < 0 || len(a.ages[s.Heading]) == 0 {
		return
	}
	newest := slices.Max(a.ages[s.Heading])
	for block := s.First; block < s.End; block++ {
		if passages := weave.Passages(a.text.Blocks[block].Tokens, a.ages[block]); len(passages) > 0 {
			if oldest(passages) >= newest {
				return
			}
			break
		}
	}
	age := a.age(newest)
	a.WriteString(`<p class="age shade-` + strconv.Itoa(age.Shade) + `">` + a.text.since(age, a.words) + "</p>\n")
}

// block writes the words of a block behind what is said of their ages.
func (a *annotator) block(block int) {
	tokens := a.text.Blocks[block].Tokens
	passages := weave.Passages(tokens, a.ages[block])
	if len(passages) == 0 {
		a.plain(a.text)(block)
		return
	}
	base := oldest(passages)
	age := a.age(base)
	said, letters := a.text.since(age, a.words), map[int]string{}
	var pieces []piece
	notes := ""
	for _, p := range passages {
		out := piece{tokens: tokens[p.From:p.To], text: a.text, block: block, from: p.From}
		if p.Since != base {
			newer := a.age(p.Since)
			if letters[p.Since] == "" {
				letters[p.Since] = letter(len(letters))
				notes += ` <span class="shade-` + strconv.Itoa(newer.Shade) + `"><sup>` + letters[p.Since] + "</sup> " +
					a.text.since(newer, a.words) + "</span>"
			}
			out.sign = letters[p.Since]
			out.class = "passage shade-" + strconv.Itoa(newer.Shade) + " from-" + out.sign
		}
		pieces = append(pieces, out)
	}
	if said != a.said || notes != "" {
		a.WriteString(`<span class="age"><span class="shade-` + strconv.Itoa(age.Shade) + `">` + said + "</span>" + notes +
			"</span> ")
	}
	a.said = said
	a.inline(pieces)
}

// oldest is the version that brought the oldest of some passages.
func oldest(passages []weave.Passage) int {
	return slices.MinFunc(passages, func(a, b weave.Passage) int { return a.Since - b.Since }).Since
}

// since names a version with a link to how it came.
func (t *text) since(age Age, words Words) string {
	day := html.EscapeString(age.Day)
	name := `<time datetime="` + day + `">` + html.EscapeString(words.Date(age.Day)) + "</time>"
	if age.URL != "" {
		name = `<a href="` + html.EscapeString(age.URL) + `">` + name + "</a>"
	}
	sentence := words.Since
	if age.AtLeast {
		sentence = words.SinceAtLeast
	}
	return t.sentence(sentence, Fill(html.EscapeString(sentence), name))
}

// letter is the n-th letter, from a; behind z come numbers.
func letter(n int) string {
	if n < 26 {
		return string(rune('a' + n))
	}
	return strconv.Itoa(n - 25)
}
