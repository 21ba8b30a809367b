package build

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestNoKeyGrows: what Hugo keeps of partials is a thousand things at most, and
// then it makes all of them anew for each use. So no key may name a version, a day
// or a number: templates print what Go has worked out.
func TestNoKeyGrows(t *testing.T) {
	call := regexp.MustCompile(`partialCached "([a-z-]+)\.html" (?:\([^()]*\)|\S+)([^}|)]*)`)
	grows := regexp.MustCompile(`(?i)version|\.(?:from|to|first|last|name|date|day|published|effective|captured|until|url)\b|\bint\b|\blen\b|added|removed|changed`)
	// The keys of these are the addresses and titles of policies, and kinds of versions.
	bounded := map[string]bool{"masthead": true, "foot": true, "pick": true, "answer": true, "head-feeds": true,
		"version-state": true}
	for name, data := range layouts(t) {
		for _, m := range call.FindAllStringSubmatch(data, -1) {
			if !bounded[m[1]] && grows.MatchString(m[2]) {
				t.Errorf("layouts/%s caches %s.html by%s", filepath.ToSlash(name), m[1], strings.TrimRight(m[2], " "))
			}
		}
	}
}

// layouts are the templates of this site.
func layouts(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	root := os.DirFS("../../layouts")
	for _, pattern := range []string{"*.html", "*.xml", "_partials/*.html"} {
		names, err := fs.Glob(root, pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("no templates %s: %v", pattern, err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(root, name)
			if err != nil {
				t.Fatal(err)
			}
			all[name] = string(data)
		}
	}
	return all
}
