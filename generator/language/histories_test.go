package language

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/policy"
)

// TestHistories: what is told of real policies is right, and nearly always
// something is told.
func TestHistories(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(histories.Root(t), "*", "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	silent := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := "en"
		switch dir := filepath.Base(filepath.Dir(file)); {
		case strings.HasSuffix(dir, "-ar"):
			want = "ar"
		case strings.HasSuffix(dir, "-ja") && filepath.Base(file) > "003": // the first two were English
			want = "ja"
		}
		var text strings.Builder
		doc := policy.Parse(file, data)
		for i := range doc.Blocks {
			text.WriteString(policy.Text(doc.Blocks[i].Tokens) + "\n")
		}
		switch got := Of(text.String()); {
		case got == "":
			silent++
		case !Same(got, want):
			t.Errorf("%s: %s", file, got)
		}
	}
	t.Logf("of %d texts nothing is told of %d", len(files), silent)
	if silent*50 > len(files) {
		t.Errorf("of %d texts nothing is told of %d", len(files), silent)
	}
}
