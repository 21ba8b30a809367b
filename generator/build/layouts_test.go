package build

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestNoKeyGrows: what Hugo keeps of partials is a thousand things at most, and
// then it makes all of them anew for each use. So no key may name a version, a day
// or a number. Only bundles of scripts and styles, and the frame of all pages of a policy,
// cost more to make than to find.
func TestNoKeyGrows(t *testing.T) {
	call := regexp.MustCompile(`partialCached (?:\([^)]*\)|[^})])*`)
	bundle := regexp.MustCompile(`^partialCached "(?:script\.html" (?:"([a-z]+)" "([a-z]+)"|\. \.)|css\.html" site|` +
		`masthead\.html" \(dict [^)]*\) \$policy\.url \$place \$here |foot\.html" \$policy \$policy\.url )$`)
	found := 0
	for name, data := range layouts(t) {
		for _, m := range call.FindAllString(data, -1) {
			found++
			if of := bundle.FindStringSubmatch(m); of == nil || of[1] != of[2] {
				t.Errorf("layouts/%s caches more than bundles and the frame: %s", filepath.ToSlash(name), m)
			}
		}
	}
	if found < 3 {
		t.Errorf("%d uses of partialCached were found", found)
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
