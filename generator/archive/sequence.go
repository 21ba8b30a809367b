package archive

// sequence is the versions of one policy while some are added.
type sequence struct {
	places   []place
	ordinals map[string]int // the last taken, by day
}

func newSequence(versions []*Version) *sequence {
	s := &sequence{ordinals: make(map[string]int)}
	for _, v := range versions {
		s.add(&v.Record)
	}
	return s
}

func (s *sequence) add(r *Record) {
	s.places = append(s.places, place{r.Version, r.After})
	s.ordinals[r.Version.Date] = max(s.ordinals[r.Version.Date], r.Version.Ordinal)
}

func (s *sequence) nextOrdinal(date string) int { return s.ordinals[date] + 1 }

// afterLast is the After that a new version needs to stand behind all others:
// the last of them, or none if its name alone places it there.
//
// Names place a version behind all others when it is greater than every version
// that itself stands by name.
func (s *sequence) afterLast(name Name) Name {
	byName := true
	for _, p := range s.places {
		if p.after.IsZero() && name.Compare(p.name) < 0 {
			byName = false
		}
	}
	if byName {
		return Name{}
	}
	names, err := order(s.places)
	if err != nil || len(names) == 0 {
		return Name{} // the caller reports the order's faults
	}
	return names[len(names)-1]
}
