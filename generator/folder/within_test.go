package folder

import (
	"path/filepath"
	"testing"
)

func TestWithin(t *testing.T) {
	archive := filepath.FromSlash("/site/archive")
	for file, want := range map[string]bool{"/site/archive/x/y": true, "/site/archive": true, "/site/archived": false,
		"/site": false, "/site/archive/../hugo.toml": false} {
		if got := Within(archive, filepath.FromSlash(file)); got != want {
			t.Errorf("%s lies in %s: %t", file, archive, got)
		}
	}
}
