package render_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/weave"
)

// TestWhatIsRememberedIsRight: one parser, weave and renderer for a whole
// history give, to the byte, what new ones give for each version.
func TestWhatIsRememberedIsRight(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		parser, renderer := policy.NewParser(), render.NewRenderer(nil)
		tracker, fresh := lineage.New(), lineage.New()
		w, other := weave.NewWoven("remembered"), weave.NewWoven("alone")
		var docs, alone []*policy.Document
		opts := render.Options{Words: render.English(), Current: "/privacy/"}
		same := func(what string, parts []string, err error, want []byte) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(parts, ""); got != string(want) {
				t.Fatalf("%s is remembered as\n%s\nand is\n%s", what, near(got, string(want)), near(string(want), got))
			}
		}
		for i, file := range h.Files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			name := filepath.Base(file)
			docs, alone = append(docs, parser.Parse(file, source)), append(alone, policy.Parse(file, source))
			tracker.Add(docs[i], nil)
			fresh.Add(alone[i], nil)
			w.Append(name, docs[i])
			other.Append(name, alone[i])
			parts, err := renderer.Fragment(docs[i], opts)
			same(name, parts, err, render.Fragment(alone[i], opts))
			for _, back := range []int{1, 7} {
				if i < back || back > 1 && i%5 > 0 {
					continue
				}
				// A clone remembers no comparison.
				c, d := w.Between(i-back, i), other.Clone().Between(i-back, i)
				if c.Verdict != d.Verdict {
					t.Errorf("%s, %d back: the verdict is remembered as %+v and is %+v", name, back, c.Verdict, d.Verdict)
				}
				parts, err = renderer.Redline(c, opts)
				same(name+", redline", parts, err, render.Redline(d, opts))
				parts, err = renderer.Columns(c, opts)
				same(name+", side by side", parts, err, render.Columns(d, opts))
			}
		}
	})
}

// near is where a text begins to differ from another.
func near(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return a[max(0, i-200):min(len(a), i+200)]
}
