package history_test

import (
	"slices"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/history"
	"policyarchive/generator/policy"
)

func TestPassagesOf(t *testing.T) {
	h := &history.History{}
	for i, text := range []string{"# Privacy\n\nFirst.\n\nBoth.\n", "# Privacy\n\nBoth.\n\nOwn.\n\nOwn.\n\n**Last.**\n",
		"# Privacy\n\nThird.\n\nLast.\n", "# Privacy\n\nOwn.\n"} {
		name := archive.Name{Date: "2020-01-0" + string(rune('1'+i)), Ordinal: 1}
		h.Versions = append(h.Versions, &history.Version{Version: &archive.Version{Name: name}, Index: i,
			Doc: policy.Parse("", []byte(text))})
	}
	gone := []archive.Name{h.Versions[1].Name, h.Versions[3].Name}
	p := h.PassagesOf(h.Versions[1], gone)
	if len(p.Own) != 1 || policy.Text(p.Own[0].Tokens) != "Own." {
		t.Errorf("%d passages are its own: %v", len(p.Own), p.Own)
	}
	if p.Shared != 3 || !slices.Equal(p.In, []string{"2020-01-01", "2020-01-03"}) {
		t.Errorf("%d stay, in %q: want Both, Last and the title", p.Shared, p.In)
	}
	if n := p.CountIn(policy.Parse("", []byte("# New\n\nOWN.\n\nBoth.\n\nOwn\n"))); n != 1 {
		t.Errorf("a new text has %d of them", n)
	}
	if n := p.CountIn(policy.Parse("", []byte("# New\n\nBoth.\n"))); n != 0 {
		t.Errorf("a text without them has %d", n)
	}
}
