package schema_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFilesAreNamedAfterLayouts: what a template reads is found by its name.
func TestFilesAreNamedAfterLayouts(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".go")
		if name == "schema" || strings.HasSuffix(name, "_test") {
			continue
		}
		if _, err := os.Stat(filepath.Join("..", "..", "layouts", name+".html")); err != nil {
			t.Errorf("%s is named after no layout: %v", file, err)
		}
	}
}
