package publish

import (
	"crypto/sha256"
	"fmt"
	"testing"

	"policyarchive/generator/compare"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
)

// TestRendererVersion guards the store of rendered texts: whoever changes what
// is rendered must raise rendererVersion, or old builds would serve old HTML.
func TestRendererVersion(t *testing.T) {
	const want = "8 02e5"
	old := policy.Parse("a.md", []byte("# P\n\nIntro (i) one and (ii) two. See \"Rights\" below.\n\n## 1. Data\n\n- **Run.** in [link](/x)\n- two\n\n| a | b |\n|---|---|\n| 1 |  |\n\n> quoted `code`\n\n## 2. Rights\n\nYou have some of them here.\n\n    pre\n"))
	new := policy.Parse("b.md", []byte("# P\n\nIntro (i) one and (ii) three. See \"Rights\" below.\n\n## 1. Your rights\n\nYou have some of them here.\n\n    pre\n\n## 2. Data\n\n- **Run.** in [link](/y)\n- a new one\n- two\n\n| a | b |\n|---|---|\n| 2 |  |\n"))
	tracker := lineage.New()
	tracker.Add(old, nil)
	tracker.Add(new, nil)
	opts := render.Options{Current: "/p/", Words: render.English()}
	h := sha256.New()
	h.Write(render.Fragment(old, opts))
	c := compare.Compare(old, new)
	h.Write(render.Redline(c, opts))
	h.Write(render.Columns(c, opts))
	if got := fmt.Sprintf("%d %x", rendererVersion, h.Sum(nil)[:2]); got != want {
		t.Errorf("what is rendered has changed: raise rendererVersion, and write %q here", got)
	}
}
