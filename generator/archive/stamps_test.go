package archive

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"policyarchive/generator/internal/fakeauthority"
	"policyarchive/generator/stamp"
)

// stamped is the answer of an authority for a text.
func stamped(t testing.TB, text string) []byte {
	t.Helper()
	a, err := fakeauthority.New(t.TempDir(), time.Now, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(a)
	defer server.Close()
	c := &stamp.Client{HTTP: &http.Client{}, Now: time.Now, Roots: a.Roots()}
	answer, _, err := c.Ask(t.Context(), server.URL, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// stampedArchive has two versions, a checkpoint of three lines, and the time stamp that
// is to be added.
func stampedArchive(t testing.TB) (dir string, answer []byte) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "archive")
	quickAdd(t, dir, addition("privacy", "2016-11-04", "first\n"), addition("terms", "2020-01-01", "terms\n"))
	sealed(t, dir)
	return dir, stamped(t, mustOpen(t, dir).Checkpoint().Body())
}

func TestAddStamp(t *testing.T) {
	dir, answer := stampedArchive(t)
	body := mustOpen(t, dir).Checkpoint().Body()
	for name, err := range map[string]error{
		"is not a stamp of the first 2 lines": AddStamp(t.Context(), dir, 2, answer),
		"and the log has 3":                   AddStamp(t.Context(), dir, 4, answer),
		"it is no time stamp":                 AddStamp(t.Context(), dir, 3, []byte("stamp")),
	} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%v, want %s", err, name)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, StampsDir)); err == nil {
		t.Error("a refused stamp leaves a folder")
	}
	if err := AddStamp(t.Context(), dir, 3, answer); err != nil {
		t.Fatal(err)
	}
	if err := AddStamp(t.Context(), dir, 3, answer); err == nil || !strings.Contains(err.Error(), "is there already") {
		t.Errorf("once more: %v", err)
	}
	// It stays good when the log grows.
	quickAdd(t, dir, addition("terms", "2021-01-01", "more\n"))
	list := mustOpen(t, dir).Stamps()
	if len(list) != 1 || list[0].Size != 3 || !list[0].Covers([]byte(body)) || string(list[0].Answer) != string(answer) {
		t.Errorf("stamps: %+v", list)
	}
	mustBeWhole(t, dir)
	if err := AddStamp(t.Context(), dir, 4, stamped(t, mustOpen(t, dir).Log().Checkpoint(origin).Body())); err == nil ||
		!strings.Contains(err.Error(), "stands for 3 lines, and the stamp for 4") {
		t.Errorf("of lines that no checkpoint stands for: %v", err)
	}
	mustHaveNothingUnfinished(t, dir)
}

// What is wrong with the stamps of an archive is found by whoever opens or verifies it.
func TestWrongStamps(t *testing.T) {
	dir, answer := stampedArchive(t)
	if err := AddStamp(t.Context(), dir, 3, answer); err != nil {
		t.Fatal(err)
	}
	move := func(to string) func(string) error {
		return func(dir string) error {
			return os.Rename(filepath.Join(dir, StampsDir, "3.tsr"), filepath.Join(dir, StampsDir, to))
		}
	}
	replace := func(data string) func(string) error {
		return func(dir string) error {
			return os.WriteFile(filepath.Join(dir, StampsDir, "3.tsr"), []byte(data), 0o644)
		}
	}
	for name, c := range map[string]struct {
		change     func(dir string) error
		path, want string
	}{
		"of other lines":  {move("2.tsr"), "2.tsr", "is not a stamp of the first 2 lines of the log as they are"},
		"of too many":     {move("9.tsr"), "9.tsr", "lines were removed from its end"},
		"another name":    {move("03.tsr"), "03.tsr", "is no time stamp: here are only files such as 42.tsr"},
		"of no line":      {move("0.tsr"), "0.tsr", "is no time stamp"},
		"another suffix":  {move("3.txt"), "3.txt", "is no time stamp"},
		"cut off":         {replace(string(answer[:len(answer)-5])), "3.tsr", "it is no time stamp"},
		"of another text": {replace(string(stamped(t, "text"))), "3.tsr", "is not a stamp of the first 3 lines"},
		"a folder": {func(dir string) error { return os.Mkdir(filepath.Join(dir, StampsDir, "2.tsr"), 0o755) }, "2.tsr",
			"is no"},
		"no checkpoint": {func(dir string) error { return os.Remove(filepath.Join(dir, CheckpointFile)) }, "3.tsr",
			"there is no checkpoint"},
		"every bit is off": {replace(strings.Repeat("\x00", 100)), "3.tsr", "it is no time stamp"},
	} {
		altered := filepath.Join(t.TempDir(), "archive")
		if err := errors.Join(os.CopyFS(altered, os.DirFS(dir)), c.change(altered)); err != nil {
			t.Fatal(err)
		}
		found, err := Verify(t.Context(), os.DirFS(altered))
		reported := false
		for _, m := range found {
			reported = reported || m.Path == StampsDir+"/"+c.path && strings.Contains(m.Message, c.want) && !m.Kind.Harmless()
		}
		if err != nil || !reported {
			t.Errorf("%s: verify: %v, %v, want %s", name, found, err, c.want)
		}
		if _, err := Open(os.DirFS(altered)); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: open: %v, want %s", name, err, c.want)
		}
	}
}

// A write that ends at any of its steps leaves the archive without the stamp or with it.
func TestCrashedStamp(t *testing.T) {
	outcomes := make(map[int]int)
	whole, answer := stampedArchive(t)
	for at, crashed := 1, true; crashed; at++ {
		dir := filepath.Join(t.TempDir(), "archive")
		if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
			t.Fatal(err)
		}
		crashed = false
		func() {
			defer func() {
				if thrown := recover(); thrown != nil && thrown != errCrash {
					panic(thrown)
				} else if thrown != nil {
					crashed = true
				}
			}()
			d := newFaultDisk(t, dir, at, func(_ *faultDisk, half func()) error {
				if half != nil {
					half()
				}
				panic(errCrash)
			})
			if err := addStamp(t.Context(), d, 3, answer); err != nil {
				t.Fatal(err)
			}
		}()
		found, err := Verify(t.Context(), os.DirFS(dir))
		for _, m := range found {
			if !m.Kind.Harmless() {
				t.Errorf("step %d: verify: %v", at, m)
			}
		}
		if err != nil {
			t.Errorf("step %d: verify: %v", at, err)
		}
		n := len(mustOpen(t, dir).Stamps())
		outcomes[n]++
		if n == 0 {
			if err := AddStamp(t.Context(), dir, 3, answer); err != nil {
				t.Errorf("step %d: the next write: %v", at, err)
			}
		} else {
			quickAdd(t, dir, addition("terms", "2021-01-01", "more\n"))
		}
		mustHaveNothingUnfinished(t, dir)
	}
	if outcomes[0] < 4 || outcomes[1] < 2 {
		t.Errorf("archives without and with the stamp: %v", outcomes)
	}
}
