package history

import (
	"fmt"

	"policyarchive/generator/archive"
)

// Correctable says why the record of a version cannot be corrected so; nil if it can.
// What applied on a day is decided by the order of versions, so that a version goes on
// to begin between the one before it and the one behind.
func (h *History) Correctable(v *Version, c archive.RecordCorrection) error {
	corrected := archive.Version{Name: v.Name, Record: v.Record}
	c.Apply(&corrected.Record)
	starts := (&Version{Version: &corrected}).Starts()
	for _, other := range h.Versions {
		if other.Withdrawal != nil || starts == v.Starts() {
			continue
		}
		if other.Index < v.Index && other.Starts() > starts {
			return fmt.Errorf("version %s of %s cannot begin on %s: version %s, which stands before it, began on %s",
				v.Name, v.Policy, starts, other.Name, other.Starts())
		}
		if other.Index > v.Index && other.Starts() < starts {
			return fmt.Errorf("version %s of %s cannot begin on %s: version %s, which follows it, began on %s",
				v.Name, v.Policy, starts, other.Name, other.Starts())
		}
	}
	return nil
}
