package capture

import (
	"os"
	"path/filepath"
	"testing"
)

// histories returns the directory of real policy histories that stands beside
// the project where it is developed. Elsewhere the test is skipped.
func histories(t testing.TB) string {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(filepath.Join(dir, "trakt")); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the real histories are needed in CI: %v", err)
		}
		t.Skipf("needs the real histories in %s", dir)
	}
	return dir
}

// history returns the files of one history that match pattern, in order.
func history(t testing.TB, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(histories(t), pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no file matches %s (%v)", pattern, err)
	}
	return files
}

func restoreFile(t testing.TB, file string, opts Options) *Restored {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Restore(Capture{Name: filepath.Base(file), Data: data}, opts)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
