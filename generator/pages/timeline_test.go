package pages

import (
	"strconv"
	"strings"
	"testing"

	"policyarchive/generator/schema"
)

// Marks of wordings stand so far from each other that a finger can choose one.
func TestSectionTimeline(t *testing.T) {
	_, _, shown := siteOf(t, reworded40(t), "2004-01-01", DefaultBounds)
	page, ok := shown["/privacy/sections/one"].(schema.SectionPage)
	if !ok || page.Timeline == nil {
		t.Fatalf("there is no timeline: %T", shown["/privacy/sections/one"])
	}
	marks := page.Timeline.Marks
	if len(marks) < 5 || len(marks) > 13 {
		t.Errorf("%d marks of 40 wordings", len(marks))
	}
	last := -100.0
	for _, m := range marks {
		x, err := strconv.ParseFloat(strings.TrimSuffix(m.X, "%"), 64)
		if err != nil || (x-last)*timelineWidth/100 < finger-1 {
			t.Errorf("a mark at %s behind one at %.2f%%: %v", m.X, last, err)
		}
		last = x
	}
}
