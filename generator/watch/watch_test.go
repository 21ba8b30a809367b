package watch

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// watched runs Run on folders of a temporary one until the test ends.
type watched struct {
	dir     string
	batches chan []string
}

func start(t *testing.T, roots ...string) *watched {
	t.Helper()
	w := &watched{dir: t.TempDir(), batches: make(chan []string, 100)}
	for i, r := range roots {
		roots[i] = filepath.Join(w.dir, r)
		if err := os.MkdirAll(roots[i], 0o755); err != nil {
			t.Fatal(err)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error)
	ready := make(chan struct{})
	go func() { done <- Run(ctx, roots, func() { close(ready) }, func(paths []string) { w.batches <- paths }) }()
	<-ready
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return w
}

func (w *watched) write(t *testing.T, name string) {
	t.Helper()
	file := filepath.Join(w.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(name), 0o644); err != nil {
		t.Fatal(err)
	}
}

// next returns the next batch, its paths relative to the temporary folder.
func (w *watched) next(t *testing.T) []string {
	t.Helper()
	select {
	case paths := <-w.batches:
		if !slices.IsSorted(paths) {
			t.Errorf("not sorted: %v", paths)
		}
		for i := range paths {
			paths[i] = filepath.ToSlash(strings.TrimPrefix(paths[i], w.dir+string(filepath.Separator)))
		}
		return paths
	case <-time.After(20 * time.Second):
		t.Fatal("no change was reported")
		return nil
	}
}

func (w *watched) want(t *testing.T, paths ...string) {
	t.Helper()
	if got := w.next(t); !slices.Equal(got, paths) {
		t.Errorf("reported %v, want %v", got, paths)
	}
}

func (w *watched) nothing(t *testing.T) {
	t.Helper()
	select {
	case paths := <-w.batches:
		t.Errorf("reported %v", paths)
	case <-time.After(5 * quiet):
	}
}

func TestManyWritesAreOneBatch(t *testing.T) {
	w := start(t, "a", "b")
	for range 3 {
		w.write(t, "a/1.md")
		w.write(t, "b/2.md")
	}
	w.want(t, "a/1.md", "b/2.md")
	w.nothing(t)
	w.write(t, "a/1.md")
	w.want(t, "a/1.md")
}

func TestRenameAndRemoval(t *testing.T) {
	w := start(t, "a")
	w.write(t, "a/.new")
	w.nothing(t)
	if err := os.Rename(filepath.Join(w.dir, "a", ".new"), filepath.Join(w.dir, "a", "text.md")); err != nil {
		t.Fatal(err)
	}
	w.want(t, "a/text.md")
	if err := os.Remove(filepath.Join(w.dir, "a", "text.md")); err != nil {
		t.Fatal(err)
	}
	w.want(t, "a/text.md")
}

// A folder made while watching is watched at once, with all that is in it
// already, and so are folders that are moved in.
func TestNewFolders(t *testing.T) {
	w := start(t, "a")
	w.write(t, "a/new/deep/1.md")
	if got := w.next(t); !slices.Contains(got, "a/new") {
		t.Errorf("reported %v", got)
	}
	for len(w.batches) > 0 {
		<-w.batches
	}
	w.write(t, "a/new/deep/2.md")
	w.want(t, "a/new/deep/2.md")
	w.write(t, "elsewhere/deep/1.md")
	w.nothing(t)
	if err := os.Rename(filepath.Join(w.dir, "elsewhere"), filepath.Join(w.dir, "a", "moved")); err != nil {
		t.Fatal(err)
	}
	w.want(t, "a/moved")
	w.write(t, "a/moved/deep/1.md")
	w.want(t, "a/moved/deep/1.md")
}

func TestIgnored(t *testing.T) {
	w := start(t, "a")
	for _, name := range []string{"a/.hidden", "a/text.md~", "a/.text.md.swp", "a/x.tmp", "a/4913",
		"a/.unfinished/b/c.md"} {
		w.write(t, name)
	}
	if err := os.Chmod(filepath.Join(w.dir, "a"), 0o700); err != nil {
		t.Fatal(err)
	}
	w.nothing(t)
}

// A root may be a file, which editors replace as often as they write it, and
// may be missing.
func TestRootsThatAreFilesOrMissing(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "hugo.toml")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	batches := make(chan []string, 100)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	ready := make(chan struct{})
	go func() {
		_ = Run(ctx, []string{file, filepath.Join(dir, "missing")}, func() { close(ready) },
			func(paths []string) { batches <- paths })
	}()
	<-ready
	for n := range 3 {
		temporary := filepath.Join(dir, ".new")
		if err := os.WriteFile(temporary, []byte{byte('0' + n)}, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "beside.txt"), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(temporary, file); err != nil {
			t.Fatal(err)
		}
		select {
		case got := <-batches:
			if !slices.Equal(got, []string{file}) {
				t.Errorf("reported %v", got)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("replacement %d was not reported", n+1)
		}
	}
	// A missing root counts from the day it is made.
	if err := os.MkdirAll(filepath.Join(dir, "missing"), 0o755); err != nil {
		t.Fatal(err)
	}
	select {
	case got := <-batches:
		if !slices.Equal(got, []string{filepath.Join(dir, "missing")}) {
			t.Errorf("reported %v", got)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("a new root was not reported")
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := Run(ctx, []string{t.TempDir()}, func() {}, func([]string) { t.Error("called") }); err != nil {
		t.Error(err)
	}
}

func TestRelativeRoots(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("content", 0o755); err != nil {
		t.Fatal(err)
	}
	batches := make(chan []string, 100)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	ready := make(chan struct{})
	go func() {
		_ = Run(ctx, []string{"content", "hugo.toml"}, func() { close(ready) }, func(paths []string) { batches <- paths })
	}()
	<-ready
	for _, name := range []string{"hugo.toml", filepath.Join("content", "a.md"), "other.txt"} {
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	select {
	case got := <-batches:
		if want := []string{filepath.Join("content", "a.md"), "hugo.toml"}; !slices.Equal(got, want) {
			t.Errorf("reported %v, want %v", got, want)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("no change was reported")
	}
}
