package archive

// Placement works out the names and the order that versions would get, without
// writing anything. Added in the same order, and with the same After, to an
// archive that still has the same versions, they get just these.
type Placement struct {
	sequence *sequence
}

// Place begins a placement among the versions of a policy.
func (a *Archive) Place(policy string) *Placement {
	return &Placement{newSequence(a.versions[policy])}
}

// Add names one more version of a day (YYYY-MM-DD). It stands by its name or,
// if after is not zero, directly behind that version.
func (p *Placement) Add(date string, after Name) Name {
	name := Name{Date: date, Ordinal: p.sequence.nextOrdinal(date)}
	p.sequence.add(&Record{Version: name, After: after})
	return name
}

// Order is the names of all versions in order, oldest first.
func (p *Placement) Order() ([]Name, error) { return order(p.sequence.places) }
