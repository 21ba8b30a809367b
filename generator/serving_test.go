package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"testing"

	"policyarchive/generator/internal/tools"
)

// TestServeInBrowser: under serve every script of the pages runs, within the
// policy that the host will send: comparisons, phrases, the ages of a large text;
// and the open page shows what is saved.
func TestServeInBrowser(t *testing.T) {
	t.Parallel()
	node, chromium, _ := tools.Browser(t)
	s := &served{dir: t.TempDir(), out: &pipe{}, errors: &pipe{}}
	if err := newSite(s.dir); err != nil {
		t.Fatal(err)
	}
	must(t, "layouts", "_partials/foot.html", "-s", s.dir)
	for i, text := range largeTexts(3) {
		file := filepath.Join(t.TempDir(), "text.md")
		write(t, file, text)
		must(t, "import", "file", "privacy", file, "--published", fmt.Sprintf("20%d-03-01", 20+i), "--quiet", "-s", s.dir)
	}
	s.start(t)
	out, err := exec.CommandContext(t.Context(), node, filepath.Join("sitecheck", "serving.mjs"), s.address, "privacy",
		filepath.Join(s.dir, "layouts", "_partials", "foot.html"), "Saved a moment ago.", chromium).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}
