package importer

import (
	"strings"
	"testing"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

func TestDoubts(t *testing.T) {
	paragraph := strings.Repeat("We keep what you tell us for as long as we need it. ", 6)
	whole := "# P\n\n## One\n\n" + paragraph + "\n\n## Two\n\nWrite to the forge or come by on any day of the week.\n\n## Three\n\nNothing else is to be said about it here, nor will it be.\n"
	for _, test := range []struct {
		name, old, new string
		want           []string
	}{
		{"nothing", "", "", nil},
		{"another wording", "the forge", "our forge", nil},
		{"a heading lost", "## Two\n\n", "", []string{"1 heading that version 2020-01-01 has is lost here, while its text stands: “Two”."}},
		{"two headings lost", "## Two\n\nWrite to the forge or come by on any day of the week.\n\n## Three\n\n", "Write to the forge or come by on any day of the week.\n\n",
			[]string{"2 headings that version 2020-01-01 has are lost here, while their text stands: “Two”, “Three”."}},
		{"most of it gone", paragraph, "", []string{"part of it may be missing"}},
		{"twice on the page", paragraph, paragraph + strings.Repeat("\n\n"+strings.ReplaceAll(paragraph, "We", "They"), 2), []string{"it may hold more than the policy"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			before := policy.Parse("a.md", []byte(whole))
			after := policy.Parse("b.md", []byte(strings.Replace(whole, test.old, test.new, 1)))
			tracker := lineage.New()
			tracker.Add(before, nil)
			tracker.Add(after, nil)
			got := doubts(before, after, "version 2020-01-01")
			if len(got) != len(test.want) {
				t.Fatalf("%q", got)
			}
			for i := range got {
				if !strings.Contains(got[i], test.want[i]) {
					t.Errorf("%q, want %q", got[i], test.want[i])
				}
			}
		})
	}
}
