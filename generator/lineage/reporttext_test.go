package lineage

import (
	"strings"
	"testing"
)

func TestReportText(t *testing.T) {
	list := []SectionReport{
		{Anchor: "top", Depth: 1, Since: "2020-01-01"},
		{Anchor: "data", Depth: 2, Number: "1.", Title: "Data", Since: "2021-01-01", Aliases: []string{"facts", "dates"},
			Clauses: []ClauseReport{{Anchor: "data.1", Text: strings.Repeat("ä", 61)}}},
	}
	const want = `#top                                      (text without a heading)  (since 2020-01-01)
  #data                                   1. Data  (since 2021-01-01, also #facts, also #dates)
      #data.1  äääääääääääääääääääääääääääääääääääääääääääääääääääääääää…
`
	var b strings.Builder
	if err := WriteText(&b, list); err != nil || b.String() != want {
		t.Errorf("%v\n%s", err, b.String())
	}
}
