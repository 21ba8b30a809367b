package pages

import (
	"slices"

	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/terms"
)

// mostTerms is how many terms a page lists, and marks in its text.
const mostTerms = 200

// textTerms are the terms that a text defines, as its page shows them.
type textTerms struct {
	doc  *policy.Document
	list []terms.Term
	ids  []string // of their entries in the list
	all  int      // how many the text defines
	uses []terms.Use
	// ages are those of their definitions; nil until they are known.
	ages *terms.Ages
}

func termsOf(doc *policy.Document) *textTerms {
	t := &textTerms{doc: doc, list: terms.Of(doc)}
	t.all = len(t.list)
	t.list = t.list[:min(t.all, mostTerms)]
	taken := map[string]bool{}
	for i := range t.list {
		id := policy.Unique(policy.TermID(t.list[i].Key), func(id string) bool { return taken[id] })
		taken[id] = true
		t.ids = append(t.ids, id)
	}
	t.uses = terms.FirstUses(doc, t.list)
	return t
}

// marked are the uses that lead to the list.
func (t *textTerms) marked() []render.TermUse {
	list := make([]render.TermUse, len(t.uses))
	before := make([]bool, len(t.list))
	for i, u := range t.uses {
		list[i] = render.TermUse{Block: u.Block, First: u.First, End: u.End, ID: t.ids[u.Term], Again: before[u.Term]}
		before[u.Term] = true
	}
	return list
}

// usedElsewhere are the first uses of each term in the sections that do not define it.
func (t *textTerms) usedElsewhere() [][]terms.Use {
	uses := make([][]terms.Use, len(t.list))
	for _, u := range t.uses {
		if s := t.doc.SectionAt(u.Block); !slices.ContainsFunc(t.list[u.Term].Definitions,
			func(d terms.Definition) bool { return d.Section == s }) {
			uses[u.Term] = append(uses[u.Term], u)
		}
	}
	return uses
}

// findTermAges works out since when the definitions of all versions have stood.
func (p *pageBuilder) findTermAges() {
	for i, t := range p.terms {
		var before *terms.Ages
		if n := p.before(i); n >= 0 {
			before = p.terms[n].ages
		}
		t.ages = terms.NewAges(i, t.doc, t.list, before)
	}
}
