package lineage

import (
	"net/url"
	"slices"
	"strings"

	"policyarchive/generator/policy"
)

// retire marks the lineages that the new version no longer has, and looks where
// their text went; and for new lineages, where theirs came from.
func (t *Tracker) retire(m *matching, next []*state, doc *policy.Document) {
	for _, p := range m.prev {
		if !m.free(p.lineage) {
			continue
		}
		p.lineage.dead = true
		p.lineage.Successors = nil
		best, most := -1, 0.5
		for i, s := range next {
			if len(p.words) == 0 {
				break
			}
			part := float64(policy.Shared(p.words, s.words)) / float64(len(p.words))
			if part > most && (part > 0.8 && 2*policy.Shared(p.runs, s.runs) > len(p.runs) || anyBlock(p, s)) {
				best, most = i, part
			}
		}
		if best < 0 {
			best = namesake(p, next)
		}
		if best < 0 && p.headed && doc.TitleBlock >= 0 && len(next) > 0 && !next[0].headed &&
			p.title == t.memory.title(doc.Blocks[doc.TitleBlock].Tokens) {
			best = 0 // the heading is the text's title now
		}
		if best >= 0 {
			p.lineage.Successors = []*Lineage{next[best].lineage}
		}
	}
	for i, s := range next {
		if m.match[i] != nil || len(s.words) == 0 {
			continue
		}
		for _, p := range m.prev {
			if p.lineage != s.lineage && anyBlock(s, p) && 2*policy.Shared(s.words, p.words) > len(s.words) {
				s.lineage.SplitFrom = p.lineage.ID
				break
			}
		}
	}
}

// lead lets the text's own links to sections that are gone lead to those that hold
// their text.
func (t *Tracker) lead(doc *policy.Document) {
	var sections map[int]*policy.Section // by lineage
	for i := range doc.Blocks {
		if !doc.Blocks[i].LinksWithin() {
			continue
		}
		if sections == nil {
			sections = map[int]*policy.Section{}
			for n := range doc.Sections {
				sections[doc.Sections[n].Lineage] = &doc.Sections[n]
			}
		}
		for _, token := range doc.Blocks[i].Tokens {
			fragment, ok := strings.CutPrefix(token.Link, "#")
			if !ok {
				continue
			}
			l := t.named(fragment)
			if l == nil || sections[l.ID] != nil {
				continue
			}
			if l = l.Successor(func(l *Lineage) bool { return sections[l.ID] != nil }); l == nil {
				continue
			}
			if s := sections[l.ID]; !slices.Contains(s.Merged, fragment) {
				s.Merged = append(s.Merged, fragment)
			}
		}
	}
}

// named is the lineage that an address's fragment names, itself or a clause of it; nil
// if there is none.
func (t *Tracker) named(fragment string) *Lineage {
	if plain, err := url.PathUnescape(fragment); err == nil {
		fragment = plain
	}
	if l := t.anchors[fragment]; l != nil {
		return l
	}
	for dot := strings.LastIndexByte(fragment, '.'); dot > 0; dot = strings.LastIndexByte(fragment[:dot], '.') {
		if l := t.anchors[fragment[:dot]]; l != nil && l.given[fragment[dot+1:]] {
			return l
		}
	}
	return nil
}

// namesake is the section that has the title of one that vanished: of two copies of
// a policy, the one that stays. It is -1 if there is none, or more than one.
func namesake(p *state, next []*state) int {
	found := -1
	for i, s := range next {
		if p.headed && s.headed && s.title == p.title && s.title != "" {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// anyBlock reports whether a block of a, five words or more, stands in b too.
func anyBlock(a, b *state) bool {
	for _, x := range a.blocks {
		if len(x.words) >= 5 && slices.ContainsFunc(b.blocks, func(y block) bool { return x.hash == y.hash }) {
			return true
		}
	}
	return false
}
