package archive

// Placement works out the names and the order that versions of a policy would get,
// without writing anything. Added in the same order, and with the same After, to an
// archive that still has the same versions, they get just these.
type Placement struct {
	places   []place
	ordinals map[string]int // the last taken, by day
}

// Place begins a placement among the versions of a policy.
func (a *Archive) Place(policy string) *Placement {
	p := &Placement{ordinals: make(map[string]int)}
	for _, v := range a.all[policy] {
		p.add(&v.Record)
	}
	return p
}

// Add names one more version of a day (YYYY-MM-DD). It stands by its name or,
// if after is not zero, directly behind that version.
func (p *Placement) Add(date string, after Name) Name {
	name := Name{Date: date, Ordinal: p.nextOrdinal(date)}
	p.add(&Record{Version: name, After: after})
	return name
}

// Order is the names of all versions in order, oldest first.
func (p *Placement) Order() ([]Name, error) { return order(p.places) }

func (p *Placement) add(r *Record) {
	p.places = append(p.places, place{r.Version, r.After})
	p.ordinals[r.Version.Date] = max(p.ordinals[r.Version.Date], r.Version.Ordinal)
}

func (p *Placement) nextOrdinal(date string) int { return p.ordinals[date] + 1 }

// afterLast is the After that a new version needs to stand behind all others:
// the last of them, or none if its name alone places it there.
//
// Names place a version behind all others when it is greater than every version
// that itself stands by name.
func (p *Placement) afterLast(name Name) Name {
	byName := true
	for _, other := range p.places {
		if other.after.IsZero() && name.Compare(other.name) < 0 {
			byName = false
		}
	}
	if byName {
		return Name{}
	}
	names, err := p.Order()
	if err != nil || len(names) == 0 {
		return Name{} // the caller reports the order's faults
	}
	return names[len(names)-1]
}
