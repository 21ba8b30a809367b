package main

import (
	"path/filepath"
	"sync"
	"testing"
)

// Two builds of one folder at once wait for each other.
func TestTwoBuildsAtOnce(t *testing.T) {
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	for _, day := range []string{"2024-01-01", "2024-01-02"} {
		write(t, filepath.Join(dir, "content", "privacy", "policy.md"), "# Privacy\n\nOn "+day+" we keep nothing.\n")
		must(t, "snapshot", "privacy", "-s", dir, "--now", day, "--quiet")
	}
	other := filepath.Join(t.TempDir(), "public")
	var builds sync.WaitGroup
	for range 3 {
		for _, args := range [][]string{{"build", "-s", dir, "--quiet"}, {"build", "-s", dir, "--quiet", "-d", other}} {
			builds.Go(func() {
				if c := run(t, args...); c.code != exitFine {
					t.Errorf("exit %d: %s", c.code, c.stderr)
				}
			})
		}
	}
	builds.Wait()
	fresh := filepath.Join(t.TempDir(), "public")
	must(t, "build", "-s", dir, "--quiet", "-d", fresh)
	sameTree(t, "one of two builds", filepath.Join(dir, "public"), fresh)
	sameTree(t, "the other build", other, fresh)
}
