package build

import (
	"os"
	"path/filepath"
	"testing"
)

// A Hugo that is still getting ready when the data is written mounts the folders
// that are there then: they must not go, not even for a moment.
func TestFoldersStayForHugo(t *testing.T) {
	dir := t.TempDir()
	todo := &preparedSite{shared: map[string][]byte{"content/_content.gotmpl": adapter}}
	old := filepath.Join(dir, buildDir, "assets", "old.json")
	for _, part := range []string{"content", "assets", "data"} {
		if err := os.MkdirAll(filepath.Join(dir, buildDir, part), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(old, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	mounted, err := os.Open(filepath.Join(dir, buildDir, "content")) // open: no other folder gets its number
	if err != nil {
		t.Fatal(err)
	}
	defer mounted.Close()
	was, err := mounted.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if err := todo.writeForHugo(dir, nil, nil); err != nil {
		t.Fatal(err)
	}
	if is, err := os.Stat(mounted.Name()); err != nil || !os.SameFile(was, is) {
		t.Errorf("the folder was replaced: %v", err)
	}
	if _, err := os.Stat(old); err == nil {
		t.Error("what an earlier build left is still there")
	}
}
