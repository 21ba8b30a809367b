package site_test

import (
	"os"
	"testing"

	"policyarchive/generator/site"
)

// RunHugo executes this very program: here, the test binary.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "hold-lock" {
		holdLock(os.Args[2])
	}
	if len(os.Args) > 1 && os.Args[1] == site.HugoCommand {
		os.Exit(site.HugoMain(os.Args[2:]))
	}
	os.Exit(m.Run())
}
