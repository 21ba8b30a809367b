package importer_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
	"policyarchive/generator/importer"
	"policyarchive/generator/internal/histories"
)

// TestVerifyImports: what imports wrote of real histories is what they write.
func TestVerifyImports(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	histories.Each(t, func(t *testing.T, h histories.History) {
		var captures []*importer.Capture
		for i, file := range h.Files {
			if i%7 > 0 && i != len(h.Files)-1 {
				continue
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			at, err := time.Parse(time.DateOnly, h.Dates[i])
			if err != nil {
				t.Fatal(err)
			}
			captures = append(captures, &importer.Capture{Label: file, Capture: capture.Capture{Name: "capture.md", Data: data},
				Restore: capture.Options{Captured: at, DayOnly: true}, Day: h.Dates[i]})
		}
		for _, v := range imported(t, captures, importer.Options{Policy: "privacy", Sequence: true}) {
			fault, err := importer.Verify(v)
			if err != nil {
				t.Fatal(err)
			}
			if fault != "" {
				t.Errorf("%s %s", v.Name, fault)
			}
		}
	})
}

func imported(t *testing.T, captures []*importer.Capture, o importer.Options) []*archive.Version {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "archive")
	opened, err := archive.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	o.Now = time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	plan, err := importer.Prepare(t.Context(), opened, captures, o)
	if err != nil {
		t.Fatal(err)
	}
	versions, err := plan.Write(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return versions
}
