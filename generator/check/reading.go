package check

import (
	"fmt"
	"regexp"
	"strings"

	"policyarchive/generator/policy"
)

// longSentences finds sentences that nobody reads to the end.
func longSentences(d *subject) []Finding {
	if d.Limits.Sentence <= 0 {
		return nil
	}
	var list []Finding
	for i := range d.Doc.Blocks {
		tokens := d.Doc.Blocks[i].Tokens
		if d.Doc.Blocks[i].Kind != policy.Paragraph {
			continue
		}
		for _, s := range policy.Sentences(tokens) {
			if len(policy.Words(tokens[s[0]:s[1]])) <= d.Limits.Sentence || !written(tokens[s[0]:s[1]]) {
				continue
			}
			for _, p := range parts(&d.Doc.Blocks[i], s[0], s[1]) {
				n := len(policy.Words(tokens[p[0]:p[1]]))
				if n <= d.Limits.Sentence {
					continue
				}
				what := "this sentence"
				if p != s {
					what = "this part of a sentence"
				}
				f := d.at(i, p[0], fmt.Sprintf("%s has %d words", what, n),
					fmt.Sprintf("divide it, or make a list of it; %d words are much already", d.Limits.Sentence))
				// A word more or less makes it no other sentence.
				f.context, f.otherwise = policy.Text(tokens[p[0]:min(p[0]+8, p[1])]), policy.Text(tokens[p[1]-8:p[1]])
				list = append(list, f)
			}
		}
	}
	return list
}

// parts divides a sentence where readers may rest, as Flesch (1948) counts: at
// semicolons and colons, and where an enumeration goes on; also at a full stop
// without a blank behind it. Each is [from, to).
func parts(b *policy.Block, from, to int) [][2]int {
	var list [][2]int
	end := func(n int) {
		if n > from {
			list = append(list, [2]int{from, n})
			from = n
		}
	}
	members := policy.Enumeration(b)
	for n := from; n < to; n++ {
		for len(members) > 0 && members[0].Token <= n {
			if members[0].Token == n {
				end(n)
			}
			members = members[1:]
		}
		if t := b.Tokens[n].Text; t == ";" || t == ":" || policy.StopWithin(t) {
			end(n + 1)
		}
	}
	end(to)
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
func headingLevels(d *subject) []Finding {
	var list []Finding
	before := int8(0)
	for i := range d.Doc.Blocks {
		b := &d.Doc.Blocks[i]
		if b.Kind != policy.Heading || b.Level >= policy.BoldLevel || len(b.Tokens) == 0 {
			continue
		}
		if before > 0 && b.Level > before+1 {
			list = append(list, d.at(i, 0, fmt.Sprintf("“%s” is a heading of level %d below one of level %d",
				policy.Text(b.Tokens), b.Level, before),
				fmt.Sprintf("write it with %s", strings.Repeat("#", int(before)+1))))
		}
		before = b.Level
	}
	return list
}

// linkWords finds links whose words say nothing when they are read alone.
func linkWords(d *subject) []Finding {
	var list []Finding
	for _, l := range d.Doc.Links() {
		switch strings.ToLower(strings.Trim(l.Text, " .…:!>»→")) {
		case "here", "click here", "this", "link", "this link", "this page", "more", "read more", "learn more",
			"more info", "more information", "details":
			f := d.at(l.Block, l.First, fmt.Sprintf("the link “%s” does not say where it leads: %s", l.Text,
				l.Target), "let the link's words name what is there")
			f.context, f.otherwise = policy.Text(d.Doc.Blocks[l.Block].Tokens[max(0, l.First-4):l.End]), f.Problem
			list = append(list, f)
		}
	}
	return list
}

var (
	bareImage = regexp.MustCompile(`!\[[ \t]*\]\(`)
	imageTag  = regexp.MustCompile(`(?is)<img\b[^>]*>`)
	altText   = regexp.MustCompile(`(?i)\balt\s*=`)
)

// imageTexts finds images without words for who does not see them.
func imageTexts(d *subject) []Finding {
	var images []int
	for _, m := range bareImage.FindAllIndex(d.Source, -1) {
		images = append(images, m[0])
	}
	for _, m := range imageTag.FindAllIndex(d.Source, -1) {
		if !altText.Match(d.Source[m[0]:m[1]]) {
			images = append(images, m[0])
		}
	}
	var list []Finding
	places := d.places()
	for _, at := range images {
		f := d.whole("an image has no alternative text", "say in its alt text what it shows: ![what it shows](…)")
		f.Position = places.position(at)
		if f.block = places.block(f.Position); f.block >= 0 && d.isCode(f.block, f.Position) {
			continue // shown as it is
		}
		list = append(list, f)
	}
	return list
}
