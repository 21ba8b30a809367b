package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/internal/tools"
)

// TestLargeText: of a large text only the version in force has an annotated
// page; the others, but for the first, tell the same in place, which a browser is
// asked to show.
func TestLargeText(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	texts := largeTexts(3)
	for i, text := range texts {
		file := filepath.Join(dir, "texts", fmt.Sprintf("%d.md", i))
		write(t, file, text)
		must(t, "import", "file", "privacy", file, "--published", fmt.Sprintf("20%d-03-01", 20+i), "--quiet", "-s", dir)
	}
	must(t, "build", "-s", dir, "--quiet")
	at := func(name string) string {
		return filepath.Join(dir, "public", "privacy", filepath.FromSlash(name), "index.html")
	}
	for name, want := range map[string]bool{"annotated": true, "archive/2021-03-01/annotated": false,
		"archive/2022-03-01/annotated": false} {
		if _, err := os.Stat(at(name)); (err == nil) != want {
			t.Errorf("%s is there: %t, want %t", name, err == nil, want)
		}
	}
	for name, want := range map[string]bool{"archive/2020-03-01": false, "archive/2021-03-01": true,
		"archive/2022-03-01": false} {
		page := read(t, at(name))
		for _, part := range []string{"_ages", "_since", "/assets/since."} {
			if strings.Contains(page, part) != want {
				t.Errorf("%s has %s: %t, want %t", name, part, !want, want)
			}
		}
	}
	node, chromium, _ := tools.Browser(t)
	cmd := exec.CommandContext(t.Context(), node, filepath.Join("sitecheck", "run.mjs"), filepath.Join(dir, "public"),
		"--only", "annotating", "--chromium", chromium)
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Contains(string(out), " 0 deeds") {
		t.Errorf("%v\n%s", err, out)
	}
}

// largeTexts are versions of a text of more than 96 kB. Each changes a few words
// of the one before, in a table, an item and a title, too.
func largeTexts(n int) (texts []string) {
	var b strings.Builder
	b.WriteString("# Privacy\n")
	for s := range 60 {
		fmt.Fprintf(&b, "\n## %d. What section %d is about\n", s+1, s+1)
		for p := range 12 {
			fmt.Fprintf(&b, "\nParagraph %d of section %d says **what** we do with [your data](https://shop.example/%d), and "+
				"for how many days we keep it, since nobody else says so here.\n", p+1, s+1, p)
		}
		fmt.Fprintf(&b, "\n- First item of %d\n- Second item of %d\n\n| Data | Kept |\n|---|---|\n| Name of %d | ten days |\n", s+1, s+1, s+1)
	}
	text := b.String()
	for i := range n {
		texts = append(texts, text)
		for _, words := range []string{"Paragraph %d of section 3 says", "Paragraph 2 of section %d says",
			"What section %d is", "Second item of %d\n", "Name of %d |"} {
			old := fmt.Sprintf(words, i+7)
			text = strings.Replace(text, old, strings.TrimRight(old, " |\n")+fmt.Sprintf(" truly%d", i)+
				old[len(strings.TrimRight(old, " |\n")):], 1)
		}
	}
	return texts
}
