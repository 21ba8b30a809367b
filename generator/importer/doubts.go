package importer

import (
	"fmt"
	"strings"

	"policyarchive/generator/policy"
)

// doubts are reasons to think that a capture lost something its predecessor
// had, or is not the policy at all, as sentences for readers. Both documents
// have been through the same lineage.Tracker. name is what the predecessor is
// called in the sentences.
func doubts(before, after *policy.Document, name string) []string {
	var list []string
	if lost := lostHeadings(before, after); len(lost) > 0 {
		sentence := "%d headings that %s has are lost here, while their text stands: %s."
		if len(lost) == 1 {
			sentence = "%d heading that %s has is lost here, while its text stands: %s."
		}
		list = append(list, fmt.Sprintf(sentence, len(lost), name, strings.Join(lost, ", ")))
	}
	x, y := countWords(before), countWords(after)
	switch {
	case x >= 100 && y*2 < x:
		list = append(list, fmt.Sprintf("The text has %d words where %s has %d: part of it may be missing.", y, name, x))
	case x >= 100 && y > x*2:
		list = append(list, fmt.Sprintf("The text has %d words where %s has %d: it may hold more than the policy.", y, name, x))
	}
	if a, b, ok := otherLanguage(before, after); ok {
		list = append(list, fmt.Sprintf("The text seems to be in %s where %s is in %s.", b, name, a))
	}
	return append(list, doubtsOfOne(after)...)
}

// doubtsOfOne are those that need no predecessor.
func doubtsOfOne(doc *policy.Document) []string {
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
	list := linkDoubts(doc)
	if headed >= 4 && bare*2 > headed {
		list = append(list, fmt.Sprintf("%d of its %d sections have a heading and no text: the text may not have been captured.", bare, headed))
	}
	return list
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
			lost = append(lost, "“"+title+"”")
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
