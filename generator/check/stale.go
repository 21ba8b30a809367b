package check

import (
	"fmt"
)

// stale finds front matter that still speaks of the version before, while the
// text has changed: its day of coming into force, already past, or its summary.
func stale(d Draft) []Finding {
	if d.Previous == nil || d.Previous.Digest == d.Doc.Digest {
		return nil
	}
	now, before := d.Doc.Meta, d.Previous.Meta
	var list []Finding
	add := func(key, value, what, fix string) {
		list = append(list, Finding{"stale-front-matter", Error, keyPosition(d, key), fmt.Sprintf(what, value), fix})
	}
	if !d.EffectiveGiven && now.Effective != "" && now.Effective == before.Effective && now.Effective < d.Today {
		add("effective", now.Effective, "the text changed, but effective: %s is still that of the version before", "write the day from which the new text holds, or leave it out for today")
	}
	if !d.SummaryGiven && now.Summary != "" && now.Summary == before.Summary {
		add("summary", before.Summary, "the text changed, but the summary is still that of the version before: %q", "say what changed now")
	}
	return list
}
