//go:build unix

package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A build that is killed, at whatever moment, leaves the last good site as it
// was or the new one whole; the archive is untouched, and the next build makes
// the same bytes as if nothing had happened.
func TestKilledBuild(t *testing.T) {
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	program := asProgram(t)
	edit := func(n int) {
		t.Helper()
		var b strings.Builder
		fmt.Fprintf(&b, "# Privacy\n\nThis is text %d. Write to smith@anvil.example.\n", n)
		for i := range 30 {
			fmt.Fprintf(&b, "\n## Chapter %d\n\nWe keep %d things for %d days, and then we keep them no longer.\n", i, i, i+n)
		}
		write(t, filepath.Join(dir, "content", "privacy", "policy.md"), b.String())
		must(t, "snapshot", "privacy", "-s", dir, "--now", fmt.Sprintf("2024-01-%02d", n+1), "--quiet")
	}
	var took [2]time.Duration // without .build, and with it
	for n := range 8 {
		edit(n)
		if n >= 6 { // the second one leaves a spare
			start := time.Now()
			must(t, "build", "-s", dir, "--quiet")
			took[n-6] = time.Since(start)
		}
	}
	before := digest(t, filepath.Join(dir, "public"))
	edit(8)
	archived := digest(t, filepath.Join(dir, "archive"))
	reference := filepath.Join(t.TempDir(), "public")
	must(t, "build", "-s", dir, "-d", reference, "--quiet")
	after := digest(t, reference)
	if before == after {
		t.Fatal("the new version changes nothing, so nothing would be tested")
	}

	state := filepath.Join(t.TempDir(), "state")
	copyAsIs := func(to, from string) { // with its times and links
		t.Helper()
		if err := os.RemoveAll(to); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("cp", "-a", from, to).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	copyAsIs(state, dir)
	killed := 0
	const steps = 14
	for step := range steps {
		copyAsIs(dir, state)
		if step%2 == 0 {
			if err := os.RemoveAll(filepath.Join(dir, ".build")); err != nil {
				t.Fatal(err)
			}
		}
		c := exec.Command(program, "build", "-s", dir, "--now", "2026-06-01") // the day of run
		c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(took[step%2] * time.Duration(step+1) / (steps - 3))
		if err := syscall.Kill(-c.Process.Pid, syscall.SIGKILL); err == nil && c.Wait() != nil {
			killed++
		}
		switch digest(t, filepath.Join(dir, "public")) {
		case before, after:
		default:
			t.Fatalf("killed at step %d, the site is neither the old one nor the new one", step)
		}
		if digest(t, filepath.Join(dir, "archive")) != archived {
			t.Fatalf("killed at step %d, the archive has changed", step)
		}
		must(t, "build", "-s", dir, "--quiet")
		if digest(t, filepath.Join(dir, "public")) != after {
			t.Fatalf("the build after one that was killed at step %d makes other bytes", step)
		}
	}
	if killed == 0 {
		t.Fatal("no build was killed: the machine is too fast for the steps")
	}
	t.Logf("%d of %d builds were killed; a build takes %s, or %s behind another", killed, steps, took[0], took[1])
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch e.Name() {
		case ".build", "archive", "content", "hugo.toml", "layouts", "public", "static":
		default:
			t.Errorf("%s was left behind", e.Name())
		}
	}
}

// asProgram returns this test binary under the name by which it is the program
// itself.
func asProgram(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "generator")
	if err := os.Symlink(self, program); err != nil {
		t.Skipf("this system makes no symbolic links: %v", err)
	}
	return program
}

// digest is one number for the names and bytes of all files below a folder.
func digest(t *testing.T, dir string) string {
	t.Helper()
	var list bytes.Buffer
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		fmt.Fprintf(&list, "%x %s\n", sha256.Sum256(data), strings.TrimPrefix(name, dir))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", sha256.Sum256(list.Bytes()))
}
