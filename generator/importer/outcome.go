package importer

import (
	"errors"
	"fmt"

	"policyarchive/generator/english"
)

// Fresh are the items that will become versions, in order.
func (p *Plan) Fresh() []*Item {
	var list []*Item
	for _, item := range p.Items {
		if item.Outcome == New {
			list = append(list, item)
		}
	}
	return list
}

// Count is how many items have an outcome.
func (p *Plan) Count(o Outcome) int {
	n := 0
	for _, item := range p.Items {
		if item.Outcome == o {
			n++
		}
	}
	return n
}

// Doubted is how many new versions there is a doubt about.
func (p *Plan) Doubted() int {
	n := 0
	for _, item := range p.Fresh() {
		if len(item.Doubts) > 0 {
			n++
		}
	}
	return n
}

// Unusable is the error for captures of which no text can be made: if nothing else
// is left, if all are wanted, or if the archive cannot take what is in the text of
// one, and those are not to be left out.
func (p *Plan) Unusable(all, leaveOut bool) error {
	var faults, refused []error
	for _, item := range p.Items {
		if item.Outcome != Unusable {
			continue
		}
		fault := fmt.Errorf("import %s: %w", item.Label, item.Err)
		faults = append(faults, fault)
		if item.Refused {
			refused = append(refused, fault)
		}
	}
	switch {
	case all || len(faults) == len(p.Items):
		return errors.Join(faults...)
	case len(refused) > 0 && !leaveOut:
		return errors.Join(append(refused, errors.New("nothing was imported; correct the files, or leave them out with "+
			"--accept"))...)
	}
	return nil
}

// Summary says in a sentence what an import did, or would do.
func (p *Plan) Summary(did string) string {
	fresh := p.Fresh()
	s := fmt.Sprintf("%s %s of %s", did, english.Count(len(fresh), "version"), p.options.Policy)
	if len(fresh) > 1 {
		s += fmt.Sprintf(", from %s to %s", fresh[0].Name, fresh[len(fresh)-1].Name)
	}
	for _, part := range []struct {
		outcome Outcome
		words   string
	}{
		{Known, "%d known already"},
		{SameBytes, "%d the same as before"},
		{SameText, "%d with the same text as before"},
		{Unusable, "%d left out"},
	} {
		if n := p.Count(part.outcome); n > 0 {
			s += fmt.Sprintf("; "+part.words, n)
		}
	}
	return s + "."
}
