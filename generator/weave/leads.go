package weave

import (
	"encoding/json"
	"maps"
	"strings"

	"policyarchive/generator/policy"
)

// Leads tells where links within a text lead whose fragment is no anchor of a
// section: to the section with an anchor, to the top of the text, which is "", or
// nowhere, which is nil.
type Leads map[string]*string

// leadsOf are those of a text.
func leadsOf(doc *policy.Document) Leads {
	var leads Leads
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if !b.LinksWithin() {
			continue
		}
		for n := range b.Tokens {
			link := b.Tokens[n].Link
			fragment, ok := strings.CutPrefix(link, "#")
			if _, seen := leads[link]; !ok || seen {
				continue
			}
			places := doc.Places()
			at := places.Find(fragment)
			anchor := places.Section(at)
			if at.Known && anchor == fragment && at.Section >= 0 {
				continue
			}
			if leads == nil {
				leads = Leads{}
			}
			if leads[link] = nil; at.Known {
				leads[link] = &anchor
			}
		}
	}
	return leads
}

// leadsOut gives each kind of leads a number; none have 0.
type leadsOut struct {
	numbers map[string]int
	list    []Leads
}

func (l *leadsOut) number(leads Leads) (int, error) {
	if len(leads) == 0 {
		return 0, nil
	}
	key, err := json.Marshal(leads) // in the order of its keys
	if err != nil {
		return 0, err
	}
	n, known := l.numbers[string(key)]
	if !known {
		l.list = append(l.list, maps.Clone(leads))
		n = len(l.list)
		l.numbers[string(key)] = n
	}
	return n, nil
}
