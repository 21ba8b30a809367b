package weave

import (
	"strings"
	"testing"
)

func TestReportText(t *testing.T) {
	long := strings.Repeat("word ", 17) + "end."
	r := Report{Sections: []SectionReport{
		{Anchor: "top"},
		{Anchor: "data", Number: "1.", Title: "Data", Since: "2020-01-01", Passages: []PassageReport{
			{Since: "2020-01-01", Begins: true, Text: long}, {Since: "2021-01-01.2", Text: "And more."}}},
	}}
	const want = `              #top  (text without a heading)

2020-01-01    #data  1. Data
2020-01-01    word word word word word word word word word word word word word word word word word
              end.
2021-01-01.2    And more.
`
	var b strings.Builder
	if err := r.WriteText(&b); err != nil || b.String() != want {
		t.Errorf("%v\n%s", err, b.String())
	}
}
