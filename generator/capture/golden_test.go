package capture

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the expected parts of testdata/*.txtar anew")

// Each testdata/*.txtar holds a capture, the text that is expected of it, and a
// report of everything else. Its comment may set options, one a line:
// original, captured, selector.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files (%v)", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in := ar.Files[0]
			r, err := Restore(Capture{Name: in.Name, Data: in.Data}, goldenOptions(t, string(ar.Comment)))
			var text []byte
			if r != nil {
				text = r.Text
			}
			got := []txtar.File{in, {Name: "text", Data: text}, {Name: "report", Data: report(r, err)}}
			if *update {
				if err := os.WriteFile(file, txtar.Format(&txtar.Archive{Comment: ar.Comment, Files: got}), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(txtar.Format(&txtar.Archive{Files: ar.Files})),
				string(txtar.Format(&txtar.Archive{Files: got}))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func goldenOptions(t *testing.T, comment string) Options {
	t.Helper()
	var o Options
	for _, line := range strings.Split(comment, "\n") {
		switch key, value, _ := strings.Cut(line, ": "); key {
		case "original":
			o.Original = value
		case "selector":
			o.Selector = value
		case "captured":
			day, err := time.Parse(time.DateOnly, value)
			if err != nil {
				t.Fatal(err)
			}
			o.Captured, o.DayOnly = day, true
		}
	}
	return o
}

func report(r *Restored, err error) []byte {
	var b bytes.Buffer
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
		if r == nil || !errors.Is(err, ErrNoDate) {
			return b.Bytes()
		}
	}
	captured := ""
	if !r.Captured.IsZero() {
		captured = r.Captured.Format(time.RFC3339)
		if r.DayOnly {
			captured = r.Captured.Format(time.DateOnly)
		}
	}
	for _, line := range [][2]string{{"format", r.Format}, {"captured", captured}, {"published", r.Published},
		{"effective", r.Effective}, {"original", r.Original}, {"archived", r.Archived}} {
		if line[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", line[0], line[1])
		}
	}
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, n := range r.Restorations {
		if err := enc.Encode(n); err != nil {
			panic(err)
		}
	}
	for _, d := range r.Doubts {
		fmt.Fprintf(&b, "doubt: %s\n", d)
	}
	return b.Bytes()
}
