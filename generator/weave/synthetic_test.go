package weave_test

import (
	"fmt"
	"testing"

	"policyarchive/generator/internal/synthetic"
	"policyarchive/generator/internal/tools"
	"policyarchive/generator/policy"
)

// TestScriptAgreesOnSynthetic: of histories in which everything happens that a
// maker of synthetic ones knows of, the script of the compare page says of
// neighbours and of versions far apart just what this package says.
func TestScriptAgreesOnSynthetic(t *testing.T) {
	node := tools.Program(t, "node")
	for seed := range uint64(12) {
		script := synthetic.Scripts()[seed%uint64(len(synthetic.Scripts()))]
		t.Run(fmt.Sprintf("%s %d", script, seed), func(t *testing.T) {
			h := synthetic.Make(synthetic.Seeded(seed), synthetic.Options{
				Script: script, Sections: 2 + int(seed), Versions: 10, Plain: seed%4 == 0,
			})
			x := newWoven("synthetic")
			parser := policy.NewParser()
			for n, v := range h.Versions {
				x.add(fmt.Sprintf("2001-01-%02d", n+1), parser.Parse(fmt.Sprintf("%d.md", n), v.Source))
			}
			list := pairs(len(x.docs))
			for n, got := range runScript(t, node, filesOf(t, x.Weave), list, false) {
				old, new := x.Weave.Document(list[n][0]), x.Weave.Document(list[n][1])
				old.Digest, new.Digest = x.docs[list[n][0]].Digest, x.docs[list[n][1]].Digest
				agree(t, old.File+" -> "+new.File, foundBy(x.Weave.Compare(x.comparer, list[n][0], list[n][1], old, new)), got)
			}
			if t.Failed() {
				t.Log(h)
			}
		})
	}
}
