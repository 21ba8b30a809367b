//go:build linux

package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"policyarchive/generator/measure/process"
)

// run runs a program in a folder.
func run(dir, program string, args ...string) (process.Cost, error) {
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	var out strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &out
	cost, err := process.Run(cmd)
	if err != nil {
		err = fmt.Errorf("%s %s: %w\n%s", filepath.Base(program), strings.Join(args, " "), err, out.String())
	}
	return cost, err
}
