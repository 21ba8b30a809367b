package main

import (
	"fmt"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"policyarchive/generator/hugo"
)

// TestMain makes this test binary the program itself where it is started as
// "generator", by scripts, or with hugo.Command as its argument, by package hugo; with
// programCommand it runs what a script asks of a scriptProgram.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == hugo.Command {
		hugoMain()
	}
	if len(os.Args) > 1 && os.Args[1] == programCommand {
		if err := answerCommands(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(exitFailed)
		}
		os.Exit(exitFine)
	}
	testscript.Main(m, map[string]func(){"generator": main})
}
