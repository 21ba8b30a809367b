package git

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// BlobID is what Git says.
func TestBlobID(t *testing.T) {
	for _, data := range []string{"", "words\n", "\x00\xff"} {
		file := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("git", "hash-object", "--no-filters", file).Output()
		if err != nil {
			t.Skip("needs git")
		}
		if got, want := BlobID([]byte(data)), strings.TrimSpace(string(out)); got != want {
			t.Errorf("%q: %s, and Git says %s", data, got, want)
		}
	}
}
