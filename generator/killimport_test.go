//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"policyarchive/generator/archive"
	"policyarchive/generator/internal/histories"
)

// TestKilledImport: an import that is killed at any moment leaves a valid archive
// with none of its versions or all, and the next one makes what an import that
// nobody killed makes.
func TestKilledImport(t *testing.T) {
	program := asProgram(t)
	from := filepath.Join(histories.Root(t), "mozilla-firefox-en")
	whole, dir := t.TempDir(), t.TempDir()
	for _, d := range []string{whole, dir} {
		if err := newSite(d); err != nil {
			t.Fatal(err)
		}
	}
	start := time.Now()
	must(t, "import", "dir", "privacy", from, "-s", whole, "--quiet")
	took := time.Since(start)
	all := len(load(t, whole, "privacy").Versions)
	killed := 0
	const steps = 12
	for step := range steps {
		c := exec.Command(program, "import", "dir", "privacy", from, "-s", dir, "--quiet")
		c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(took * time.Duration(steps/2+step) / steps)
		if err := syscall.Kill(-c.Process.Pid, syscall.SIGKILL); err == nil && c.Wait() != nil {
			killed++
		}
		opened, err := archive.Open(os.DirFS(filepath.Join(dir, "archive")))
		if err != nil {
			t.Fatalf("killed at step %d, the archive is not valid: %v", step, err)
		}
		if n := len(opened.Versions("privacy")); n > 0 {
			must(t, "verify", "-s", dir)
			if n != all {
				t.Errorf("killed at step %d, the archive has %d versions of %d", step, n, all)
			}
		}
	}
	t.Logf("%d of %d imports were killed; an import takes %s", killed, steps, took)
	if killed == 0 {
		t.Fatal("no import was killed: the machine is too fast for the steps")
	}
	must(t, "import", "dir", "privacy", from, "-s", dir, "--quiet")
	if digest(t, filepath.Join(dir, "archive", "privacy")) != digest(t, filepath.Join(whole, "archive", "privacy")) {
		t.Error("the archive is another than that of an import that nobody killed")
	}
}
