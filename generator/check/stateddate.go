package check

import (
	"fmt"
	"strings"

	"policyarchive/generator/policy"
)

// statedDates finds dates in the text that stayed while words changed, and
// such as disagree with the front matter.
func statedDates(d *subject) []Finding {
	if !d.WordsChanged() {
		return nil
	}
	before := map[string]bool{}
	for _, s := range d.previous.StatedDates() {
		before[strings.ToLower(s.Label+" "+s.Date)] = true
	}
	var list []Finding
	for _, s := range d.Doc.StatedDates() {
		switch {
		case before[strings.ToLower(s.Label+" "+s.Date)] && !d.isDayOfChange(s.Day()):
			f := d.at(s.Block, s.First, fmt.Sprintf("words changed, but the text still says “%s %s”", s.Label,
				s.Date), "write the date of this version")
			if d.Class() == "editorial" {
				f.Severity = Warning
			}
			list = append(list, f)
		case d.disagrees(s):
			list = append(list, d.at(s.Block, s.First,
				fmt.Sprintf("the text says “%s %s”, and the front matter effective: %s", s.Label, s.Date,
					d.Doc.Meta.Effective),
				"let both name the same day"))
		}
	}
	return list
}

// isDayOfChange reports whether a day is one that this change may be of.
func (d *subject) isDayOfChange(day string) bool {
	return day != "" && (day >= d.Today || day == d.Doc.Meta.Effective && !d.staleEffective() ||
		day == d.Doc.Meta.Published && day != d.previous.Meta.Published)
}

// disagrees reports whether a date of coming into force is another than that
// of the front matter.
func (d *subject) disagrees(s policy.StatedDate) bool {
	label := strings.ToLower(s.Label)
	if d.Doc.Meta.Effective == "" || !strings.HasPrefix(label, "effective") && !strings.HasPrefix(label, "in ") {
		return false
	}
	read := s.Day()
	return read != "" && read != d.Doc.Meta.Effective
}
