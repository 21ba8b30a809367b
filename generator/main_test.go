package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"policyarchive/generator/site"
)

// TestMain makes this test binary the program itself where it is started as
// "generator", by scripts, or with "hugo" as its argument, by site.RunHugo.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == site.HugoCommand {
		os.Exit(site.HugoMain(os.Args[2:]))
	}
	testscript.Main(m, map[string]func(){"generator": main})
}
