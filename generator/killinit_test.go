//go:build unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestKilledInit: a site that is being made when the program is killed never
// has its name; what has the name is whole.
func TestKilledInit(t *testing.T) {
	program, parent := asProgram(t), t.TempDir()
	whole := filepath.Join(parent, "whole")
	must(t, "init", whole, "--source", "..", "--quiet")
	want := digest(t, whole)
	killed := 0
	for step := range 12 {
		dir := filepath.Join(parent, "policies")
		c := exec.Command(program, "init", dir, "--source", "..", "--quiet")
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- c.Wait() }()
		begun := func() bool {
			list, err := filepath.Glob(filepath.Join(parent, ".policies.unfinished-*"))
			if err != nil {
				t.Fatal(err)
			}
			return len(list) > killed
		}
		for start := time.Now(); !begun() && len(ended) == 0 && time.Since(start) < 10*time.Second; {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(time.Duration(step*step/4) * time.Millisecond)
		if err := c.Process.Signal(syscall.SIGKILL); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		err := <-ended
		if _, missing := os.Stat(dir); os.IsNotExist(missing) {
			if err == nil {
				t.Fatal("init says that it made a site, and there is none")
			}
			killed++
			continue
		}
		if digest(t, dir) != want {
			t.Fatalf("killed at step %d, a part of a site has its name", step)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	if killed == 0 {
		t.Fatal("no run was killed: the machine is too fast for the steps")
	}
	t.Logf("%d of 12 runs were killed on the way", killed)
}
