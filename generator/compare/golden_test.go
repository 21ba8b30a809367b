package compare_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"policyarchive/generator/compare"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

var update = flag.Bool("update", false, "write what the comparisons say now into testdata")

// TestGolden holds each example, old.md and new.md, against what a reader
// reads of it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			part := map[string][]byte{}
			for _, f := range archive.Files {
				part[f.Name] = f.Data
			}
			tracker := lineage.New()
			old, new := policy.Parse("old.md", part["old.md"]), policy.Parse("new.md", part["new.md"])
			tracker.Add(old, nil)
			tracker.Add(new, nil)
			c := weave.Compare(old, new)
			check(t, c)
			check(t, weave.Compare(new, old))
			var got bytes.Buffer
			fmt.Fprintf(&got, "%s: %s\n\n", c.Verdict.Kind, c.Verdict.Sentence())
			compare.Plain().Write(&got, c)
			if *update {
				var out []txtar.File
				for _, f := range archive.Files {
					if f.Name != "want" {
						out = append(out, f)
					}
				}
				archive.Files = append(out, txtar.File{Name: "want", Data: got.Bytes()})
				if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if d := cmp.Diff(string(part["want"]), got.String()); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}
