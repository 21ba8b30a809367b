package weave_test

import (
	"fmt"
	"testing"

	"policyarchive/generator/compare"
	"policyarchive/generator/internal/synthetic"
	"policyarchive/generator/internal/tools"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
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
			x := woven{weave: weave.New("synthetic"), comparer: compare.NewComparer(), tracker: lineage.New()}
			parser := policy.NewParser()
			for n, v := range h.Versions {
				doc := parser.Parse(fmt.Sprintf("%d.md", n), v.Source)
				x.tracker.Add(doc, nil)
				var c *compare.Comparison
				if n > 0 {
					c = x.comparer.Compare(x.docs[n-1], doc)
				}
				x.docs = append(x.docs, doc)
				x.weave.Add(fmt.Sprintf("2001-01-%02d", n+1), doc, c)
			}
			x.weave.Name(x.tracker.Lineages)
			list := pairs(len(x.docs))
			for n, got := range runScript(t, node, filesOf(t, x.weave), list, false) {
				old, new := x.weave.Document(list[n][0]), x.weave.Document(list[n][1])
				old.Digest, new.Digest = x.docs[list[n][0]].Digest, x.docs[list[n][1]].Digest
				agree(t, old.File+" -> "+new.File, foundBy(x.weave.Compare(x.comparer, list[n][0], list[n][1], old, new)), got)
			}
			if t.Failed() {
				t.Log(h)
			}
		})
	}
}
