package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// mostReadmeWords is how long the README may be: what it leaves out stands in docs.
const mostReadmeWords = 1_200

// TestDocuments: what the documents link to is there, and their lines are wrapped.
func TestDocuments(t *testing.T) {
	t.Parallel()
	documents, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	linked := regexp.MustCompile(`\]\(([^)#:\s]+)(?:#[^)]*)?\)`)
	for _, name := range append(documents, "../README.md", "../.github/SECURITY.md") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range linked.FindAllSubmatch(data, -1) {
			target := filepath.Join(filepath.Dir(name), filepath.FromSlash(string(link[1])))
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s: a link leads nowhere: %v", name, err)
			}
		}
		for i, line := range strings.Split(string(data), "\n") {
			whole := strings.HasPrefix(line, "|") || strings.HasPrefix(line, "![") || strings.Contains(line, "](http")
			if n := utf8.RuneCountInString(line); n > 120 && !whole {
				t.Errorf("%s:%d: the line has %d columns", name, i+1, n)
			}
		}
		if words := len(strings.Fields(string(data))); name == "../README.md" && words > mostReadmeWords {
			t.Errorf("the README has %d words; keep it within %d, and put the rest into docs", words, mostReadmeWords)
		}
	}
}
