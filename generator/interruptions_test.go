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

	"policyarchive/generator/archive"
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
	next   []string // the command that then does all; args if there is none
	saved  string   // a file that is saved again while the command runs
	before state    // of what it works on
	after  state    // once all is done
	took   time.Duration
}

// state are digests of all that a command may change and that may not be left half
// done: but for what stands below a name with a dot, which the next run removes.
type state struct {
	listed string // the manifest of the archive, and the site
	policy string // the versions, with what an unfinished write has put among them
}

func stateOf(t *testing.T, dir string) state {
	t.Helper()
	return state{
		listed: digest(t, filepath.Join(dir, "archive", archive.ManifestFile)) + digest(t, filepath.Join(dir, "public")),
		policy: digest(t, filepath.Join(dir, "archive", "privacy")),
	}
}

// TestRandomInterruptions ends commands at random moments, by a signal that they may
// heed, by a second one right behind that, or by one that they cannot heed; all of
// their processes or the first alone. Each leaves the archive and the site as they were
// or complete, no process and, if it could heed the signal, nothing else; and the same
// command then does all that it would have done. So does a build for serve, which
// builds and builds again meanwhile.
func TestRandomInterruptions(t *testing.T) {
	program := asProgram(t)
	commands := writings(t)
	for i := range commands {
		c := &commands[i]
		c.before = stateOf(t, c.site)
		dir := copied(t, c.site)
		start := time.Now()
		if p := startProgram(t, program, at(dir, c.next)...); p.end(t, time.Minute) != exitFine {
			t.Fatalf("%s, undisturbed, fails: %s", c.name, p.stderr)
		}
		c.took = time.Since(start)
		if c.saved != "" {
			c.took *= 5 // for the first build and those that follow
		}
		if c.after = stateOf(t, dir); c.after == c.before {
			t.Fatalf("%s changes nothing, so nothing would be tested", c.name)
		}
	}
	signals := []syscall.Signal{syscall.SIGKILL, syscall.SIGINT, syscall.SIGKILL, syscall.SIGTERM, syscall.SIGKILL,
		syscall.SIGHUP}
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	counts := map[string]int{}
	for n := range *interruptions {
		c, sent, twice := &commands[n%len(commands)], signals[random.IntN(len(signals))], random.IntN(4) == 0
		dir := copied(t, c.site)
		delay := time.Duration(random.Float64() * float64(c.took) * 1.1)
		p := startProgram(t, program, at(dir, c.args)...)
		to := p.cmd.Process.Pid
		if random.IntN(2) == 0 {
			to = -to
		}
		what := fmt.Sprintf("%s, %s after %s (to %d, twice: %t, seed %d, run %d)", c.name, sent, delay, to, twice, seed, n)
		quiet := time.Duration(random.Float64() * float64(delay))
		time.Sleep(quiet)
		if c.saved != "" {
			write(t, filepath.Join(dir, c.saved), read(t, filepath.Join(dir, c.saved)))
		}
		time.Sleep(delay - quiet)
		_ = syscall.Kill(to, sent) // fails once it has ended
		code := -1
		switch {
		case sent == syscall.SIGKILL:
			p.wait(t, 10*time.Second)
		case twice:
			_ = syscall.Kill(to, sent)
			code = p.wait(t, time.Second)
		default:
			code = p.end(t, 10*time.Second)
		}
		now := stateOf(t, dir)
		is := func(s state) bool { return now == s }
		if sent == syscall.SIGKILL || twice {
			// Nobody reads what the manifest does not list, and the next write takes it back.
			is = func(s state) bool { return now.listed == s.listed }
		}
		switch {
		case is(c.before) && code == exitFine:
			t.Fatalf("%s: it says that all is done, and nothing is", what)
		case is(c.before):
			counts["as it was"]++
		case is(c.after):
			counts["complete"]++
		default:
			t.Fatalf("%s: what it works on is neither as it was nor complete", what)
		}
		if strings.Contains(p.stdout.String(), " changed: built in ") {
			counts["built again"]++
		}
		if code != -1 && code != exitFine && code != 128+int(sent) {
			t.Errorf("%s: exit %d: %s", what, code, p.stderr)
		}
		if c := run(t, "verify", "-s", dir); c.code != exitFine && !strings.Contains(c.stderr, "holds no version yet") {
			t.Fatalf("%s: the archive is not whole: %s%s", what, c.stdout, c.stderr)
		}
		r := run(t, at(dir, c.next)...) // what is done already is refused, or no news
		if stateOf(t, dir) != c.after {
			t.Fatalf("%s: the next run does not do what it would have done: %s%s", what, r.stdout, r.stderr)
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
	unbuilt := site(3, texts[2])
	copies := fakearchive.New(t)
	for n := range 4 {
		copies.Add(fmt.Sprintf("201%d0302101112", n), waybackAddress, "text/html",
			policyPage(strings.Repeat("many ", n+1), "Buy anvils"), 200)
	}
	files := slices.Concat([]string{"import", "file", "privacy", "--accept"}, glob(t, filepath.Join(folder, "*.md")))
	list := []writing{
		{name: "snapshot", site: site(2, texts[3]), args: []string{"snapshot", "privacy", "--now", "2026-06-01"}},
		{name: "withdraw", site: announced, args: []string{"withdraw", "privacy", "2027-01-01", "--reason", "No.", "--now",
			"2026-06-01"}},
		{name: "import dir", site: site(0, texts[0]), args: []string{"import", "dir", "privacy", folder, "--accept"}},
		{name: "import file", site: site(0, texts[0]), args: files},
		{name: "import git", site: site(0, texts[0]),
			args: []string{"import", "git", "privacy", "--repo", repository, "--path", "policy.md", "--accept"}},
		{name: "import wayback", site: site(0, texts[0]),
			args: []string{"import", "wayback", "privacy", waybackAddress, "--endpoint", copies.URL, "--delay", "10ms",
				"--accept"}},
		{name: "build", site: built, args: []string{"build", "--now", "2026-06-01"}},
		{name: "serve", site: unbuilt, args: []string{"serve", "--port", "0", "--now", "2026-06-01"},
			next: []string{"build", "--now", "2026-06-01"}, saved: "hugo.toml"},
		{name: "serve of an archive that changes", site: unbuilt,
			args: []string{"serve", "--port", "0", "--now", "2026-06-01"}, next: []string{"build", "--now", "2026-06-01"},
			saved: "archive/" + archive.ManifestFile},
	}
	for i := range list {
		if list[i].next == nil {
			list[i].next = list[i].args
		}
	}
	return list
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

// at are the arguments of a command for the site in dir.
func at(dir string, args []string) []string {
	return slices.Concat(args, []string{"-s", dir})
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
