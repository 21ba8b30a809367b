package importer

import (
	"fmt"
	"strings"

	"policyarchive/generator/capture"
	"policyarchive/generator/characters"
	"policyarchive/generator/policy"
)

// linkDoubts tell of the links that became plain text: in no other place would
// anyone hear of them.
func linkDoubts(doc *policy.Document) []Doubt {
	var typed, broken, lost, ambiguous []string
	for _, f := range doc.LinkFaults() {
		if f.Typed {
			typed = append(typed, fmt.Sprintf("“%s”: %s", clipped(f.Text), f.Problem))
		} else {
			broken = append(broken, fmt.Sprintf("“%s”: %s", clipped(f.Text), f.Problem))
		}
	}
	for _, l := range doc.Links() {
		fragment, within := strings.CutPrefix(l.Target, "#")
		if !within {
			continue
		}
		link := fmt.Sprintf("“%s” to %s", clipped(l.Text), l.Target)
		switch at := doc.Places().Find(fragment); {
		case at.Ambiguous:
			ambiguous = append(ambiguous, link)
		case !at.Known:
			lost = append(lost, link)
		}
	}
	all := len(doc.Links()) + len(typed)
	var list []Doubt
	for _, kind := range []struct {
		links     []string
		one, many string
	}{
		{broken, "1 link leads nowhere and is plain text", "%d links lead nowhere and are plain text"},
		{typed, "1 link cannot be read, and its brackets are shown",
			"%d links cannot be read, and their brackets are shown"},
		{lost, "1 link leads to a place that the text does not have, and is plain text",
			"%d links lead to places that the text does not have, and are plain text"},
		{ambiguous, "1 link may mean one of several places, and is plain text",
			"%d links may mean one of several places each, and are plain text"},
	} {
		if n := len(kind.links); n > 0 {
			list = append(list, doubtsIn(kind.links, LostLinks, n >= 5 && 4*n >= all, kind.one, kind.many))
		}
	}
	return list
}

// doubtsIn is a doubt about the members of a list: one says what a single one is, and
// many, with a %d, what several are.
func doubtsIn(list []string, kind capture.Kind, much bool, one, many string) Doubt {
	what := one
	if len(list) > 1 {
		what = fmt.Sprintf(many, len(list))
	}
	return Doubt{kind, much, fmt.Sprintf("%s (%s).", what, few(list, 40)), fmt.Sprintf("%s (%s)", what, few(list, 2))}
}

// few names the first of a list's members.
func few(list []string, most int) string {
	if len(list) > most {
		return strings.Join(list[:most], ", ") + ", …"
	}
	return strings.Join(list, ", ")
}

// clipped is the beginning of a text.
func clipped(s string) string { return characters.Clipped(s, 40, 38) }
