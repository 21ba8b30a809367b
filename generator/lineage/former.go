package lineage

import (
	"strconv"

	"policyarchive/generator/policy"
)

// An archive does not record the numbers of clauses: they are worked out again from
// its texts. The program once gave a clause that had moved a new number. Links to
// those were published, so they are worked out as well, lead to the section for
// ever, and are never another clause's.

// pairFormers gives next the former numbers of prev: equal clauses in order, then
// similar ones between them.
func pairFormers(prev, next []clause) {
	similar := func(prev, next []clause) {
		from := 0
		for j := range next {
			for i := from; i < len(prev) && i < from+200; i++ {
				if policy.Dice(prev[i].asWritten, next[j].asWritten) >= 0.5 {
					next[j].former = prev[i].former
					from = i + 1
					break
				}
			}
		}
	}
	i, j := 0, 0
	for _, p := range clausesInOrder(prev, next) {
		similar(prev[i:p[0]], next[j:p[1]])
		next[p[1]].former = prev[p[0]].former
		i, j = p[0]+1, p[1]+1
	}
	similar(prev[i:], next[j:])
}

// numberFormer gives a clause that is new the former number that follows.
func (l *Lineage) numberFormer(c *clause) {
	if c.former == 0 {
		c.former = l.formers + 1
	}
	l.formers = max(l.formers, c.former)
}

// giveFormer remembers the anchors of a clause's former number, if that is another.
func (l *Lineage) giveFormer(doc *policy.Document, c *clause) {
	if c.former == c.number {
		return
	}
	for _, b := range c.blocks {
		l.giveNumber(strconv.Itoa(c.former), &doc.Blocks[b])
	}
}
