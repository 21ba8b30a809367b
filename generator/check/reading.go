package check

import (
	"fmt"
	"regexp"
	"strings"

	"policyarchive/generator/policy"
)

// longSentences finds sentences that nobody reads to the end.
func longSentences(d *Draft) []Finding {
	if d.Limits.Sentence <= 0 {
		return nil
	}
	var list []Finding
	for i := range d.Doc.Blocks {
		tokens := d.Doc.Blocks[i].Tokens
		if d.Doc.Blocks[i].Kind != policy.Paragraph {
			continue
		}
		for _, s := range sentences(tokens) {
			if n := len(policy.Words(tokens[s[0]:s[1]])); n > d.Limits.Sentence && written(tokens[s[0]:s[1]]) {
				f := d.at(i, s[0], fmt.Sprintf("this sentence has %d words", n), fmt.Sprintf("divide it, or make a list of it; %d words are much already", d.Limits.Sentence))
				f.context = policy.Text(tokens[s[0]:min(s[0]+8, s[1])]) // a word more or less makes it no other sentence
				list = append(list, f)
			}
		}
	}
	return list
}

// written reports whether tokens are prose in a script that puts blanks
// between words: others are divided otherwise, and counted otherwise.
func written(tokens []policy.Token) bool {
	spaces := 0
	for _, t := range tokens {
		if t.Space || t.Break {
			spaces++
		}
	}
	return spaces*2 > len(tokens)
}

// headingLevels finds headings that skip a level on the way down.
func headingLevels(d *Draft) []Finding {
	var list []Finding
	before := int8(0)
	for i := range d.Doc.Blocks {
		b := &d.Doc.Blocks[i]
		if b.Kind != policy.Heading || b.Level >= policy.BoldLevel || len(b.Tokens) == 0 {
			continue
		}
		if before > 0 && b.Level > before+1 {
			list = append(list, d.at(i, 0, fmt.Sprintf("“%s” is a heading of level %d below one of level %d", policy.Text(b.Tokens), b.Level, before),
				fmt.Sprintf("write it with %s", strings.Repeat("#", int(before)+1))))
		}
		before = b.Level
	}
	return list
}

// linkWords finds links whose words say nothing when they are read alone.
func linkWords(d *Draft) []Finding {
	var list []Finding
	for _, l := range d.Doc.Links() {
		switch strings.ToLower(strings.Trim(l.Text, " .…:!>»→")) {
		case "here", "click here", "this", "link", "this link", "this page", "more", "read more", "learn more", "more info", "more information", "details":
			list = append(list, d.at(l.Block, l.First, fmt.Sprintf("the link “%s” does not say where it leads: %s", l.Text, l.Target), "let the link's words name what is there"))
		}
	}
	return list
}

var (
	bareImage = regexp.MustCompile(`!\[[ \t]*\]\(`)
	imageTag  = regexp.MustCompile(`(?is)<img\b[^>]*>`)
	altText   = regexp.MustCompile(`(?i)\balt\s*=`)
)

// isCode reports whether a place of a block is in a code span.
func (d *Draft) isCode(block int, at policy.Position) bool {
	tokens := d.Doc.Blocks[block].Tokens
	for i := len(tokens) - 1; i >= 0; i-- {
		if p := d.Doc.TokenPosition(block, i); p.Line < at.Line || p.Line == at.Line && p.Column <= at.Column {
			return tokens[i].Marks&policy.CodeSpan != 0
		}
	}
	return false
}

// imageTexts finds images without words for who does not see them.
func imageTexts(d *Draft) []Finding {
	var places []int
	for _, m := range bareImage.FindAllIndex(d.Source, -1) {
		places = append(places, m[0])
	}
	for _, m := range imageTag.FindAllIndex(d.Source, -1) {
		if !altText.Match(d.Source[m[0]:m[1]]) {
			places = append(places, m[0])
		}
	}
	var list []Finding
	for _, at := range places {
		f := d.byteAt(at, "an image has no alternative text", "say in its alt text what it shows: ![what it shows](…)")
		if f.block = d.blockOf(f.Position); f.block >= 0 && d.isCode(f.block, f.Position) {
			continue // shown as it is
		}
		list = append(list, f)
	}
	return list
}
