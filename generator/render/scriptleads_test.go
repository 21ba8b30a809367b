package render

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"testing"

	"policyarchive/generator/internal/tools"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// TestScriptFragments: links within a text lead, in the script of the compare
// page, to the sections to which they lead in a comparison that has a page.
func TestScriptFragments(t *testing.T) {
	node := tools.Program(t, "node")
	script, err := filepath.Abs("../../layouts/_scripts/address.js")
	if err != nil {
		t.Fatal(err)
	}
	doc := policy.Parse("p.md", []byte("# P\n\n[a](#1-scope) [b](#scope) [c](#scope.1) [d](#scope.9) [e](#rights-2) "+
		"[f](#top) [g](#Scope) [h](#nowhere) [i](#rights)\n\n"+
		"## 1. Scope\n\nOne.\n\n## Rights\n\nTwo.\n\n## Rights\n\nThree.\n\n## Rights\n\nFour.\n"))
	lineage.New().Add(doc, nil)
	w := weave.NewWoven("privacy")
	w.Append("2020-01-01", doc)
	leads := w.Versions[0].Leads
	var sections []map[string]string
	for _, s := range doc.Sections {
		sections = append(sections, map[string]string{"anchor": s.Anchor})
	}
	opts := Options{}
	text := newText(doc, false, &opts, NewRenderer(nil))
	var links, want []string
	for _, l := range doc.Links() {
		links = append(links, l.Target)
		want = append(want, text.href(policy.Token{Link: l.Target}))
	}
	in, err := json.Marshal(map[string]any{"links": links, "leads": leads, "sections": sections})
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(node, "--no-warnings", "--input-type=module", "--eval", `
		const { addressOf } = await import(process.argv[1]);
		const { links, leads, sections } = JSON.parse(process.argv[2]);
		console.log(JSON.stringify(links.map((link) => addressOf(link, { sections, leads: leads ?? undefined }) || "")));`, "file://"+script, string(in)).Output()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	for n := range links {
		if got[n] != want[n] {
			t.Errorf("%s leads to %q, want %q", links[n], got[n], want[n])
		}
	}
}
