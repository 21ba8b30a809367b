package git

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"policyarchive/generator/internal/histories"
)

// TestRealHistory commits every version of a real policy at its date and path,
// and reads them back.
func TestRealHistory(t *testing.T) {
	dir := filepath.Join(histories.Root(t), "github-privacy")
	table, err := os.ReadFile(filepath.Join(dir, "versions.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	r := newRepo(t)
	var stream strings.Builder
	var want []State
	var paths []string // the newest first
	for _, line := range strings.Split(strings.TrimSpace(string(table)), "\n")[1:] {
		fields := strings.Split(line, "\t")
		date, file, p := fields[1], fields[2], fields[6]
		data, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		day, err := time.Parse(time.DateOnly, date)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&stream, "commit refs/heads/main\ncommitter Ann <ann@example.org> %d +0000\ndata %d\n%s\n", day.Unix(),
			len(file), file)
		if len(paths) == 0 || paths[0] != p {
			if len(paths) > 0 {
				fmt.Fprintf(&stream, "D %s\n", paths[0])
			}
			paths = slices.Insert(paths, 0, p)
		}
		fmt.Fprintf(&stream, "M 100644 inline %s\ndata %d\n%s\n", p, len(data), data)
		want = append(want, State{Time: day, Path: p, Data: data, Subject: file})
	}
	r.load(stream.String())
	for i, hash := range strings.Fields(r.git("rev-list", "--reverse", "main")) {
		want[i].Commit = hash
	}
	if len(want) < 70 || len(paths) < 3 {
		t.Fatalf("%d versions under %d paths", len(want), len(paths))
	}
	runs := wrapGit(t, "")
	i := 0
	for got, err := range mustOpen(t, r.dir).States(t.Context(), Options{Paths: paths}) {
		if err != nil {
			t.Fatal(err)
		}
		if i == len(want) {
			t.Fatalf("more states than versions: %+v", got)
		}
		if !reflect.DeepEqual(got, want[i]) {
			t.Errorf("state %d (-want +got):\n%s", i, cmp.Diff(want[i], got))
		}
		i++
	}
	if i != len(want) {
		t.Errorf("%d states of %d versions", i, len(want))
	}
	if n := count(processes(t, runs), "cat-file"); n != 1 {
		t.Errorf("%d batch processes", n)
	}
}
