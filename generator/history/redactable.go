package history

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/policy"
)

// Redactable says why the text of a version cannot be removed; nil if it can.
func (v *Version) Redactable() error {
	switch {
	case v.State == InForce:
		return fmt.Errorf("version %s of %s cannot be redacted: it is the text in force; freeze a text without the words "+
			"first, with \"generator snapshot %s\"", v.Name, v.Policy, v.Policy)
	case v.State == Announced:
		return fmt.Errorf("version %s of %s cannot be redacted: it is announced for %s; withdraw it first, with "+
			"\"generator withdraw %s %s\"", v.Name, v.Policy, v.Starts(), v.Policy, v.Name)
	}
	return nil
}

// Passages are what a version that is to be redacted says, each wording once.
type Passages struct {
	Own    []*policy.Block // in no version that stays, in order
	Shared int             // how many more there are, which stay in other versions
	In     []string        // the names of these versions, oldest first
}

// PassagesOf are the passages of a version, when the versions of these names go.
func (h *History) PassagesOf(v *Version, gone []archive.Name) (p Passages) {
	stays := make(map[string]bool) // by the words of a passage
	for words := range passages(v.Doc) {
		stays[words] = false
	}
	for _, other := range h.Versions {
		if slices.Contains(gone, other.Name) {
			continue
		}
		has := false
		for words := range passages(other.Doc) {
			if _, ok := stays[words]; ok {
				stays[words], has = true, true
			}
		}
		if has {
			p.In = append(p.In, other.Name.String())
		}
	}
	for words, b := range passages(v.Doc) {
		switch stay, first := stays[words]; {
		case !first:
		case stay:
			p.Shared++
		default:
			p.Own = append(p.Own, b)
		}
		delete(stays, words)
	}
	return p
}

// CountIn is how many of the version's own passages a text has.
func (p *Passages) CountIn(doc *policy.Document) (n int) {
	has := make(map[string]bool)
	for words := range passages(doc) {
		has[words] = true
	}
	for _, b := range p.Own {
		if has[wordsOf(b)] {
			n++
		}
	}
	return n
}

// passages are the blocks of a text that have words, with these.
func passages(doc *policy.Document) iter.Seq2[string, *policy.Block] {
	return func(yield func(string, *policy.Block) bool) {
		for i := range doc.Blocks {
			if words := wordsOf(&doc.Blocks[i]); words != "" && !yield(words, &doc.Blocks[i]) {
				return
			}
		}
	}
}

func wordsOf(b *policy.Block) string { return strings.Join(b.Words(), " ") }

// AnchorsFrom are the anchors that sections got from their titles in some versions, and
// that they keep in others, where they have another title.
func (h *History) AnchorsFrom(versions []*Version) (list []string) {
	for _, v := range versions {
		for _, l := range h.Tracker.Lineages {
			if l.First == v.Index && l.Last > v.Index && policy.Slug(l.Title) != l.Anchor {
				list = append(list, "#"+l.Anchor)
			}
		}
	}
	return list
}
