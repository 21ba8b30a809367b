package history

import (
	"fmt"
	"strings"

	"policyarchive/generator/policy"
)

// Doubts are reasons to think that a capture lost something its predecessor
// had, as sentences for readers. Both documents have been through the same
// lineage.Tracker. name is what the predecessor is called in the sentences.
func Doubts(before, after *policy.Document, name string) []string {
	var doubts []string
	if lost := lostHeadings(before, after); len(lost) > 0 {
		sentence := "%d headings that %s has are lost here, while their text stands: %s."
		if len(lost) == 1 {
			sentence = "%d heading that %s has is lost here, while its text stands: %s."
		}
		doubts = append(doubts, fmt.Sprintf(sentence, len(lost), name, strings.Join(lost, ", ")))
	}
	x, y := words(before), words(after)
	switch {
	case x >= 100 && y*2 < x:
		doubts = append(doubts, fmt.Sprintf("The text has %d words where %s has %d: part of it may be missing.", y, name, x))
	case x >= 100 && y > x*2:
		doubts = append(doubts, fmt.Sprintf("The text has %d words where %s has %d: it may hold more than the policy.", y, name, x))
	}
	return doubts
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

func words(d *policy.Document) int {
	n := 0
	for i := range d.Blocks {
		n += len(policy.Words(d.Blocks[i].Tokens))
	}
	return n
}
