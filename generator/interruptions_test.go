//go:build unix

package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"policyarchive/generator/internal/fakearchive"
)

// interruptions is how often TestRandomInterruptions interrupts a command:
//
//	go test ./generator -run TestRandomInterruptions -interruptions 200 -timeout 1h
var interruptions = flag.Int("interruptions", 16, "how often commands are interrupted at random moments")

// writing is a command that may be interrupted at any moment.
type writing struct {
	name   string
	site   string   // it begins with a copy of this one
	args   []string // of the command
	before string   // digest of what it works on
	after  string   // once the command is done
	took   time.Duration
}

// TestRandomInterruptions ends commands at random moments, by a signal that they may
// heed or by one that they cannot. Each leaves the archive and the site as they were or
// complete, no process and, if it could heed the signal, nothing else; and the same
// command then does all that it would have done.
func TestRandomInterruptions(t *testing.T) {
	program := asProgram(t)
	commands := writings(t)
	for i := range commands {
		c := &commands[i]
		c.before = c.digest(t, c.site)
		dir := copied(t, c.site)
		start := time.Now()
		if code := startProgram(t, program, c.at(dir)...).end(t, time.Minute); code != exitFine {
			t.Fatalf("%s, undisturbed, exits %d", c.name, code)
		}
		c.took = time.Since(start)
		if c.after = c.digest(t, dir); c.after == c.before {
			t.Fatalf("%s changes nothing, so nothing would be tested", c.name)
		}
	}
	signals := []syscall.Signal{syscall.SIGKILL, syscall.SIGINT, syscall.SIGKILL, syscall.SIGTERM, syscall.SIGKILL, syscall.SIGHUP}
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	counts := map[string]int{}
	for n := range *interruptions {
		c, sent := &commands[n%len(commands)], signals[random.IntN(len(signals))]
		dir := copied(t, c.site)
		delay := time.Duration(random.Float64() * float64(c.took) * 1.1)
		what := fmt.Sprintf("%s, %s after %s (seed %d, run %d)", c.name, sent, delay, seed, n)
		p := startProgram(t, program, c.at(dir)...)
		time.Sleep(delay)
		_ = syscall.Kill(-p.cmd.Process.Pid, sent) // fails once it has ended
		code := -1
		if sent == syscall.SIGKILL {
			_ = p.cmd.Wait()
		} else {
			code = p.end(t, 10*time.Second)
		}
		switch now := c.digest(t, dir); {
		case now == c.before && code == exitFine:
			t.Fatalf("%s: it says that all is done, and nothing is", what)
		case now == c.before:
			counts["as it was"]++
		case now == c.after:
			counts["complete"]++
		default:
			t.Fatalf("%s: what it works on is neither as it was nor complete", what)
		}
		if code != -1 && code != exitFine && code != 128+int(sent) {
			t.Errorf("%s: exit %d: %s", what, code, p.stderr)
		}
		if c := run(t, "verify", "-s", dir); c.code != exitFine && !strings.Contains(c.stderr, "holds no version yet") {
			t.Fatalf("%s: the archive is not whole: %s%s", what, c.stdout, c.stderr)
		}
		run(t, c.at(dir)...) // what is done already is refused, or no news
		if c.digest(t, dir) != c.after {
			t.Fatalf("%s: the next run does not do what it would have done", what)
		}
	}
	t.Logf("%d interruptions: %v", *interruptions, counts)
}

// writings are the commands that write, each with a site of its own.
func writings(t *testing.T) []writing {
	texts := longTexts(8)
	folder, repository := dated(t, texts)
	policy := func(dir, text string) { write(t, filepath.Join(dir, "content", "privacy", "policy.md"), text) }
	site := func(versions int, text string) string {
		dir := t.TempDir()
		if err := newSite(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(filepath.Join(dir, "archive"), 0o755); err != nil {
			t.Fatal(err)
		}
		for n := range versions {
			policy(dir, texts[n])
			must(t, "snapshot", "privacy", "-s", dir, "--now", fmt.Sprintf("2024-01-%02d", n+1), "--quiet")
		}
		policy(dir, text)
		return dir
	}
	announced := site(2, texts[3])
	must(t, "snapshot", "privacy", "-s", announced, "--now", "2026-06-01", "--effective", "2027-01-01", "--quiet")
	built := site(3, texts[2])
	must(t, "build", "-s", built, "--now", "2026-06-01", "--quiet")
	policy(built, texts[4])
	must(t, "snapshot", "privacy", "-s", built, "--now", "2026-06-01", "--quiet")
	copies := fakearchive.New(t)
	for n := range 4 {
		copies.Add(fmt.Sprintf("201%d0302101112", n), waybackAddress, "text/html", policyPage(strings.Repeat("many ", n+1), "Buy anvils"), 200)
	}
	files := slices.Concat([]string{"import", "file", "privacy", "--accept"}, glob(t, filepath.Join(folder, "*.md")))
	return []writing{
		{name: "snapshot", site: site(2, texts[3]), args: []string{"snapshot", "privacy", "--now", "2026-06-01"}},
		{name: "withdraw", site: announced, args: []string{"withdraw", "privacy", "2027-01-01", "--reason", "No.", "--now", "2026-06-01"}},
		{name: "import dir", site: site(0, texts[0]), args: []string{"import", "dir", "privacy", folder, "--accept"}},
		{name: "import file", site: site(0, texts[0]), args: files},
		{name: "import git", site: site(0, texts[0]), args: []string{"import", "git", "privacy", "--repo", repository, "--path", "policy.md", "--accept"}},
		{name: "import wayback", site: site(0, texts[0]), args: []string{"import", "wayback", "privacy", waybackAddress, "--endpoint", copies.URL, "--delay", "10ms", "--accept"}},
		{name: "build", site: built, args: []string{"build", "--now", "2026-06-01"}},
	}
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	list, err := filepath.Glob(pattern)
	if err != nil || len(list) == 0 {
		t.Fatalf("%s: %v", pattern, err)
	}
	return list
}

// copied is a site of its own for one run.
func copied(t *testing.T, site string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	if err := os.CopyFS(dir, os.DirFS(site)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// at are the arguments of the command for the site in dir.
func (c *writing) at(dir string) []string {
	return slices.Concat(c.args, []string{"--quiet", "-s", dir})
}

// digest is one of all that the command may change and that may not be left half done:
// but for what stands below a name with a dot, which the next run removes.
func (c *writing) digest(t *testing.T, dir string) string {
	t.Helper()
	sum := ""
	for _, part := range []string{"archive/privacy", "archive/SHA256SUMS", "public"} {
		sum += digest(t, filepath.Join(dir, filepath.FromSlash(part)))
	}
	return sum
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

// digest is one number for the names and bytes of all files below a folder, which
// need not exist.
func digest(t *testing.T, dir string) string {
	t.Helper()
	var list bytes.Buffer
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == dir {
			return nil
		}
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
