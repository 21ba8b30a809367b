package importer

import (
	"fmt"
	"slices"

	"policyarchive/generator/capture"
)

// Doubt is a reason to think that a capture is not the policy, or lost
// something of it.
type Doubt struct {
	Kind capture.Kind
	Much bool // it touches much of the text
	// Sentence is for the readers of the version's record.
	Sentence string
	// Brief is for a line about the version; Sentence if empty.
	Brief string
}

// newDoubt is a doubt of which the sentence and the brief words have the same arguments.
func newDoubt(kind capture.Kind, much bool, sentence, brief string, args ...any) Doubt {
	return Doubt{kind, much, fmt.Sprintf(sentence, args...), fmt.Sprintf(brief, args...)}
}

// The kinds of doubts that come beside those of package capture.
const (
	PlainLinks    capture.Kind = "links that will be plain text"
	OtherLanguage capture.Kind = "another language"
	Shrunk        capture.Kind = "less text than before"
	Grown         capture.Kind = "more text than before"
	HeadingsLost  capture.Kind = "headings lost"
	Empty         capture.Kind = "headings without text"
	Order         capture.Kind = "days out of order"
	Ahead         capture.Kind = "days that have not come"
	Bytes         capture.Kind = "bytes that are not those listed"
	OlderName     capture.Kind = "a file that may have had another name"
	LostLinks     capture.Kind = "links that no reader can follow"
	Leftovers     capture.Kind = "marks that were not meant for readers"
)

// grave are the kinds that make an import wrong if they touch much of it.
var grave = []capture.Kind{PlainLinks, capture.Letters, OtherLanguage, Shrunk, HeadingsLost, Empty, capture.Twice,
	capture.ErrorPage, capture.Lost, LostLinks}

// brief is what a line about the version says.
func (d *Doubt) brief() string {
	if d.Brief != "" {
		return d.Brief
	}
	return d.Sentence
}

func (item *Item) doubt(d ...Doubt) { item.Doubts = append(item.Doubts, d...) }

// Brief are the doubts about a capture in a few words each.
func (item *Item) Brief() []string {
	var list []string
	for i := range item.Doubts {
		list = append(list, item.Doubts[i].brief())
	}
	return list
}

// Tally counts the doubts of one kind about the new versions.
type Tally struct {
	Kind     capture.Kind
	Versions int // about which there is one
	Much     int // of which it touches much
	Example  *Item
	Stops    bool // the import should not go on without a look
}

// Tallies counts the doubts about the new versions by kind, the most frequent
// first.
//
// An import should stop where a doubt of a grave kind touches much of the text:
// much of most versions, or most of three or more versions. That one or two
// texts are shorter than the one before, or lack its headings, happens. It should
// stop at any day that has not come: all later versions would stand behind it.
func (p *Plan) Tallies() []Tally {
	var list []Tally
	fresh := p.Fresh()
	for _, item := range fresh {
		seen := map[capture.Kind]bool{}
		much := map[capture.Kind]bool{}
		for _, d := range item.Doubts {
			i := slices.IndexFunc(list, func(t Tally) bool { return t.Kind == d.Kind })
			if i < 0 {
				i = len(list)
				list = append(list, Tally{Kind: d.Kind, Example: item})
			}
			if !seen[d.Kind] {
				seen[d.Kind] = true
				list[i].Versions++
			}
			if d.Much && !much[d.Kind] {
				much[d.Kind] = true
				list[i].Much++
			}
		}
	}
	for i := range list {
		t := &list[i]
		several := len(fresh) >= 3
		compared := t.Kind == Shrunk || t.Kind == HeadingsLost
		t.Stops = t.Kind == Ahead || slices.Contains(grave, t.Kind) &&
			(2*t.Much > len(fresh) && (several || !compared) || several && 2*t.Versions > len(fresh))
	}
	slices.SortStableFunc(list, func(a, b Tally) int { return b.Versions - a.Versions })
	return list
}

// sentences are the doubts as the version's record keeps them.
func (item *Item) sentences() []string {
	var list []string
	for _, d := range item.Doubts {
		if !slices.Contains(list, d.Sentence) {
			list = append(list, d.Sentence)
		}
	}
	return list
}
