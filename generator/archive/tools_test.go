package archive

import (
	"os"
	"os/exec"
	"testing"
)

// needTools skips a test on machines that lack a program; where all checks must
// run, it fails.
func needTools(t testing.TB, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("needs %s: %v", tool, err)
			}
			t.Skipf("needs %s: %v", tool, err)
		}
	}
}
