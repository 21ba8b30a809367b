package build

import (
	"os"
	"testing"

	"policyarchive/generator/hugo"
)

// Package hugo executes this very program: here, the test binary.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "hold-lock" {
		holdLock(os.Args[2])
	}
	if len(os.Args) > 1 && os.Args[1] == hugo.Command {
		out := os.Stdout
		os.Stdout = os.Stderr // for what Hugo says on its own
		os.Exit(hugo.Main(os.Args[2:], os.Stdin, out, os.Stderr, func() { os.Exit(2) }))
	}
	os.Exit(m.Run())
}
