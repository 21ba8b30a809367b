package importer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"policyarchive/generator/english"
	"policyarchive/generator/language"
	"policyarchive/generator/policy"
)

// doubts are reasons to think that a capture lost something its predecessor
// had, or is not the policy at all. Both documents have been through the same
// lineage.Tracker. name is what the predecessor is called in the sentences, said
// the language in which the later text is said to be: one that comes back to it
// is no doubt.
func doubts(before, after *policy.Document, name, said string) []Doubt {
	var list []Doubt
	if lost := lostHeadings(before, after); len(lost) > 0 {
		list = append(list, headingsLost(lost, name))
	}
	x, y := countWords(before), countWords(after)
	switch {
	case x >= 100 && y*2 < x:
		list = append(list, newDoubt(Shrunk, true, "The text has %d words where %s has %d: part of it may be missing.",
			"%d words where %s has %d: part of the text may be missing", y, name, x))
	case x >= 100 && y > x*2:
		list = append(list, newDoubt(Grown, true, "The text has %d words where %s has %d: it may hold more than the policy.",
			"%d words where %s has %d: it may hold more than the policy", y, name, x))
	}
	if a, b, ok := otherLanguage(before, after); ok && !language.Same(b, said) {
		list = append(list, newDoubt(OtherLanguage, true, "The text seems to be in %s where %s is in %s.",
			"it seems to be in %s where %s is in %s", language.Name(b), name, language.Name(a)))
	}
	return append(list, doubtsOfOne(after)...)
}

// headingsLost names each lost title once, the most frequent first; a line
// about the version has only the first few.
func headingsLost(lost []string, name string) Doubt {
	const few = 3
	count := map[string]int{}
	var titles []string
	for _, title := range lost {
		if count[title]++; count[title] == 1 {
			titles = append(titles, title)
		}
	}
	slices.SortStableFunc(titles, func(a, b string) int { return count[b] - count[a] })
	for i, title := range titles {
		titles[i] = "“" + title + "”"
		if n := count[title]; n > 1 {
			titles[i] += fmt.Sprintf(" ×%d", n)
		}
	}
	first := titles
	if len(titles) > few+1 {
		first = append(slices.Clone(titles[:few]), "…")
	}
	sentence := "%d headings that %s has are lost here, while their text stands: %s."
	if len(lost) == 1 {
		sentence = "%d heading that %s has is lost here, while its text stands: %s."
	}
	return Doubt{Kind: HeadingsLost,
		Sentence: fmt.Sprintf(sentence, len(lost), name, strings.Join(titles, ", ")),
		Brief:    fmt.Sprintf("%s lost (%s)", english.Count(len(lost), "heading"), strings.Join(first, ", "))}
}

// doubtsOfOne are those that need no predecessor.
func doubtsOfOne(doc *policy.Document) []Doubt {
	headed, bare := 0, 0
	for i := range doc.Sections {
		s := &doc.Sections[i]
		if s.Heading < 0 {
			continue
		}
		headed++
		if s.First == s.End && (i+1 == len(doc.Sections) || doc.Sections[i+1].Depth <= s.Depth) {
			bare++
		}
	}
	list := append(linkDoubts(doc), leftoverDoubts(doc)...)
	if headed >= 4 && bare*2 > headed {
		list = append(list, newDoubt(Empty, true,
			"%d of its %d sections have a heading and no text: the text may not have been captured.",
			"%d of %d sections have a heading and no text", bare, headed))
	}
	return list
}

// said is the language in which a text is said to be; empty if nothing says it.
func (p *Plan) said(doc *policy.Document) string { return cmp.Or(doc.Meta.Lang, p.options.Lang) }

// doubtLanguage holds a text against the language that its policy is said to
// have. It returns the text's, if that is another one.
func (p *Plan) doubtLanguage(item *Item, is string) (other string) {
	said := p.said(item.doc)
	if said == "" || is == "" || language.Same(said, is) {
		return ""
	}
	if slices.ContainsFunc(item.Doubts, func(d Doubt) bool { return d.Kind == OtherLanguage }) {
		return is
	}
	item.doubt(newDoubt(OtherLanguage, true, "The text seems to be in %s, and is said to be in %s.",
		"it seems to be in %s, and is said to be in %s", language.Name(is), language.Name(said)))
	return is
}

// lostHeadings names the sections whose text goes on without its heading.
func lostHeadings(before, after *policy.Document) []string {
	titles := map[int]string{}
	for _, s := range before.Sections {
		if s.Heading >= 0 {
			titles[s.Lineage] = strings.TrimSpace(s.Number + " " + s.Title)
		}
	}
	var lost []string
	for _, s := range after.Sections {
		if title := titles[s.Lineage]; s.Heading < 0 && title != "" {
			lost = append(lost, title)
		}
	}
	return lost
}

func countWords(d *policy.Document) int {
	n := 0
	for i := range d.Blocks {
		n += len(policy.Words(d.Blocks[i].Tokens))
	}
	return n
}
