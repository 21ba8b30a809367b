package weave_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/internal/tools"
)

// TestScriptAgreesOnExamples: of each example of package compare, as versions of
// one history, the script of the compare page says just what this package says,
// both ways.
func TestScriptAgreesOnExamples(t *testing.T) {
	node := tools.Program(t, "node")
	files, err := filepath.Glob("../compare/testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	h := histories.History{Name: "examples"}
	dir := t.TempDir()
	var list [][2]int
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		n := len(h.Files)
		list = append(list, [2]int{n, n + 1}, [2]int{n + 1, n})
		for _, f := range archive.Files {
			if f.Name != "old.md" && f.Name != "new.md" {
				continue
			}
			name := filepath.Join(dir, filepath.Base(file)+"."+f.Name)
			if err := os.WriteFile(name, f.Data, 0o600); err != nil {
				t.Fatal(err)
			}
			h.Files, h.Dates = append(h.Files, name), append(h.Dates, filepath.Base(name))
		}
	}
	x := load(t, h)
	for n, got := range runScript(t, node, filesOf(t, x.Weave), list, false) {
		old, new := x.Weave.Document(list[n][0]), x.Weave.Document(list[n][1])
		old.Digest, new.Digest = x.docs[list[n][0]].Digest, x.docs[list[n][1]].Digest
		agree(t, h.Dates[list[n][0]]+" -> "+h.Dates[list[n][1]],
			foundBy(x.Weave.Compare(x.comparer, list[n][0], list[n][1], old, new)), got)
	}
}
