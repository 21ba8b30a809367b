//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"policyarchive/generator/internal/tools"
)

// signalled is one run of the program as a process of its own, to be ended by a
// signal.
type signalled struct {
	cmd            *exec.Cmd
	stdout, stderr *pipe
	temp           string // its folder for temporary files
	mark           string // stands in the environment of all its processes
}

// startProgram starts the program, on a day on which nothing else depends.
func startProgram(t *testing.T, program string, args ...string) *signalled {
	t.Helper()
	return startProgramTo(t, nil, program, args...)
}

// startProgramTo is startProgram with standard output to a file, if there is one.
func startProgramTo(t *testing.T, out *os.File, program string, args ...string) *signalled {
	t.Helper()
	temp := t.TempDir()
	p := &signalled{cmd: exec.Command(program, args...), stdout: &pipe{}, stderr: &pipe{}, temp: temp,
		mark: "SIGNALLED=" + temp}
	p.cmd.Env = append(os.Environ(), "TMPDIR="+temp, p.mark, "GIT_CONFIG_GLOBAL="+os.DevNull)
	p.cmd.Stdout, p.cmd.Stderr = p.stdout, p.stderr
	if out != nil {
		p.cmd.Stdout = out
	}
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.cmd.Process.Kill() }) // fails once it has ended
	return p
}

// end waits for the program to end by itself, for no longer than is prompt, and
// returns its exit code. Nothing may be left of it.
func (p *signalled) end(t *testing.T, prompt time.Duration) int {
	t.Helper()
	code := p.wait(t, prompt)
	left, err := os.ReadDir(p.temp)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range left {
		t.Errorf("%s was left in the folder for temporary files", e.Name())
	}
	return code
}

// wait is end for a program that is not let end by itself: it may leave files, but
// no process.
func (p *signalled) wait(t *testing.T, prompt time.Duration) int {
	t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- p.cmd.Wait() }()
	var err error
	select {
	case err = <-ended:
	case <-time.After(prompt):
		t.Fatalf("it goes on:\n%s%s", p.stdout, p.stderr)
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	for until := time.Now().Add(2 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		orphans := processesWith(p.mark)
		if len(orphans) == 0 {
			break
		}
		if time.Now().After(until) {
			t.Errorf("its processes go on: %q", orphans)
			break
		}
	}
	return p.cmd.ProcessState.ExitCode()
}

// processesWith are the command lines of the processes with a variable in their
// environment, where the system tells of them.
func processesWith(variable string) []string {
	var list []string
	all, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, file := range all {
		environment, err := os.ReadFile(file)
		if err != nil || !slices.Contains(strings.Split(string(environment), "\x00"), variable) {
			continue
		}
		// else it has ended
		if line, err := os.ReadFile(filepath.Join(filepath.Dir(file), "cmdline")); err == nil && len(line) > 0 {
			list = append(list, string(bytes.ReplaceAll(line, []byte{0}, []byte{' '})))
		}
	}
	return list
}

// longTexts are versions of a text, large enough that work on all of them takes a
// while.
func longTexts(versions int) []string {
	var list []string
	for n := range versions {
		var b strings.Builder
		b.WriteString("# Privacy\n")
		for s := range 40 {
			fmt.Fprintf(&b, "\n## Chapter %d\n", s)
			for c := range 4 {
				fmt.Fprintf(&b, "\nWe keep thing %d of kind %d for %d days, tell nobody about it, and then keep it no longer, "+
					"whoever asks.\n", c, s, 30+n/(1+s))
			}
		}
		list = append(list, b.String())
	}
	return list
}

// dated are the texts as files of a folder, and as the states of a file in Git.
func dated(t *testing.T, texts []string) (dir, repository string) {
	t.Helper()
	git := tools.Program(t, "git")
	dir, repository = t.TempDir(), filepath.Join(t.TempDir(), "repository")
	var stream bytes.Buffer
	for n, text := range texts {
		day := time.Date(2010, 1, 1+7*n, 0, 0, 0, 0, time.UTC)
		write(t, filepath.Join(dir, day.Format(time.DateOnly)+".md"), text)
		fmt.Fprintf(&stream, "commit refs/heads/main\ncommitter Ann <ann@example.org> %d +0000\ndata 1\nx\nM 100644 inline "+
			"policy.md\ndata %d\n%s\n", day.Unix(), len(text), text)
	}
	begin := exec.Command(git, "init", "--quiet", "--initial-branch=main", repository)
	fill := exec.Command(git, "-C", repository, "fast-import", "--quiet")
	fill.Stdin = &stream
	for _, c := range []*exec.Cmd{begin, fill} {
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	return dir, repository
}

// TestInterrupted sends a signal to commands at several moments of their work: each
// ends soon, says so, with the exit code of the signal, leaves what it works on as
// it was or complete, and leaves no process and no temporary file behind.
func TestInterrupted(t *testing.T) {
	program := asProgram(t)
	texts := longTexts(40)
	folder, repository := dated(t, texts)
	site := func(texts string) string {
		dir := t.TempDir()
		if err := newSite(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(filepath.Join(dir, "archive"), 0o755); err != nil {
			t.Fatal(err)
		}
		if texts != "" {
			must(t, "import", "dir", "privacy", texts, "-s", dir, "--quiet")
		}
		return dir
	}
	newer := texts[len(texts)-1] + "\n## More\n\nWe tell you more.\n"
	empty, full := site(""), site(folder)
	write(t, filepath.Join(full, "content", "privacy", "policy.md"), newer)
	few, _ := dated(t, texts[:6])
	built := site(few) // but for its newest version
	must(t, "build", "-s", built, "--quiet")
	write(t, filepath.Join(few, "2020-01-01.md"), newer)
	must(t, "import", "dir", "privacy", few, "-s", built, "--quiet")
	if err := os.RemoveAll(filepath.Join(built, ".build")); err != nil { // all is to be made anew
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		from   string   // the site, of which each run gets a copy
		args   []string // of the command
		kept   string   // the folder that is to be as it was, or complete
		says   string
		wanted int // runs that are interrupted at work
	}{
		{"import dir", empty, []string{"import", "dir", "privacy", folder}, "archive",
			"generator: interrupted: nothing was imported, and the archive is as it was\n", 3},
		{"import git", empty, []string{"import", "git", "privacy", "--repo", repository, "--path", "policy.md"}, "archive",
			"generator: interrupted: nothing was imported, and the archive is as it was\n", 3},
		{"snapshot", full, []string{"snapshot", "privacy", "--now", "2026-06-01"}, "archive",
			"generator: interrupted: nothing was frozen, and the archive is as it was\n", 3},
		{"build", built, []string{"build", "--now", "2026-06-01"}, "public",
			"generator: interrupted: the site that was built before is as it was\n", 3},
		{"check", full, []string{"check", "--now", "2026-06-01"}, "archive", "generator: interrupted\n", 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			whole := copied(t, test.from)
			before := digest(t, filepath.Join(whole, test.kept))
			start := time.Now()
			p := startProgram(t, program, append(test.args, "-s", whole)...)
			if code := p.end(t, time.Minute); code > exitFindings {
				t.Fatalf("undisturbed it exits %d: %s%s", code, p.stdout, p.stderr)
			}
			took := time.Since(start)
			after := digest(t, filepath.Join(whole, test.kept))
			interrupted := 0
			least, most := time.Duration(0), took // the time of a run in which it is at work
			for step := 0; interrupted < test.wanted && step < 6*test.wanted; step++ {
				dir := copied(t, test.from)
				sent := []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP}[step%3]
				p := startProgram(t, program, append(test.args, "-s", dir)...)
				delay := least + (most-least)*time.Duration(2*(step%test.wanted)+1)/time.Duration(2*test.wanted)
				time.Sleep(delay)
				// To all processes, as a terminal does, or to the first alone.
				to := p.cmd.Process.Pid
				if step%2 == 0 {
					to = -to
				}
				if err := syscall.Kill(to, sent); err != nil {
					p.end(t, time.Minute)
					most = max(least, delay)
					continue
				}
				code := p.end(t, 10*time.Second)
				said := p.stderr.String()
				now := digest(t, filepath.Join(dir, test.kept))
				switch {
				case code == 128+int(sent) && strings.HasSuffix(said, test.says) && now == before:
					interrupted++
				case code == 128+int(sent) && strings.HasSuffix(said, "generator: interrupted, when all was done\n") &&
					now == after:
				case code == -1 && p.cmd.ProcessState.Sys().(syscall.WaitStatus).Signal() == sent && said == "" && now == before:
					least, most = delay, max(most, 2*delay) // it had hardly begun
				case code <= exitFindings && now == after:
					most = max(least, delay)
				default:
					t.Errorf("step %d: exit %d, said %q; what it works on is as it was: %t, complete: %t", step, code, said,
						now == before, now == after)
				}
				if strings.Count(said, "interrupted") > 1 {
					t.Errorf("it says more than once that it was interrupted: %q", said)
				}
				if test.kept == "archive" {
					if c := run(t, "verify", "-s", dir); c.code != exitFine && !strings.Contains(c.stderr, "holds no version yet") {
						t.Errorf("step %d: the archive is not whole: %s%s", step, c.stdout, c.stderr)
					}
				}
				for _, pattern := range []string{".public.new", ".public.old", filepath.Join("archive", ".*")} {
					if left, _ := filepath.Glob(filepath.Join(dir, pattern)); len(left) > 0 {
						t.Errorf("step %d: %q was left behind", step, left)
					}
				}
			}
			if interrupted == 0 {
				t.Errorf("no run was interrupted at work; one takes %s", took)
			}
			t.Logf("%d runs were interrupted at work; one takes %s", interrupted, took.Round(time.Millisecond))
		})
	}
}

// TestServeInterrupted: serve ends with a signal, wherever it is, and takes its
// folder with it.
func TestServeInterrupted(t *testing.T) {
	program := asProgram(t)
	s := toServe(t)
	for n, sent := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT} {
		if signal.Ignored(sent) { // as by nohup: the program ignores it, too
			continue
		}
		if err := os.RemoveAll(filepath.Join(s.dir, ".build")); err != nil {
			t.Fatal(err)
		}
		p := startProgram(t, program, "serve", "-s", s.dir, "--port", "0", "--now", "2026-06-01")
		if n < 3 {
			p.stdout.wait(t, 0, `http://[0-9.:]+/`)
		} else {
			for !isFile(filepath.Join(s.dir, ".build", "lock")) { // until it builds
				time.Sleep(time.Millisecond)
			}
		}
		if err := syscall.Kill(-p.cmd.Process.Pid, sent); err != nil {
			t.Fatal(err)
		}
		if code, want := p.end(t, 10*time.Second),
			128+int(sent); code != want || p.stderr.String() != "generator: interrupted: the site is no longer served\n" {
			t.Errorf("%s: exit %d, want %d; it says %q", sent, code, want, p.stderr)
		}
	}
}

// TestSecondSignal: a command that cannot heed a signal, here since nobody reads what
// it prints, ends at once with the second one.
func TestSecondSignal(t *testing.T) {
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "content", "privacy", "policy.md"), strings.Join(longTexts(3), "\n"))
	unread, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer unread.Close()
	p := startProgramTo(t, out, asProgram(t), "sections", "privacy", "draft", "--format", "json", "-s", dir)
	out.Close()
	if _, err := unread.Read(make([]byte, 1)); err != nil { // it prints more than a pipe holds
		t.Fatal(err)
	}
	time.Sleep(100 * time.Millisecond)
	for range 2 {
		if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		time.Sleep(100 * time.Millisecond)
	}
	if code := p.end(t, 5*time.Second); code != 130 {
		t.Errorf("exit %d: %s", code, p.stderr)
	}
}

// TestIgnoredSignal: what is started so that it outlives its terminal does.
func TestIgnoredSignal(t *testing.T) {
	s := toServe(t)
	p := startProgram(t, "/bin/sh", "-c", `trap "" HUP; exec "$0" "$@"`, asProgram(t), "serve", "-s", s.dir, "--port", "0")
	p.stdout.wait(t, 0, `http://[0-9.:]+/`)
	for _, sent := range []os.Signal{syscall.SIGHUP, syscall.SIGINT} {
		time.Sleep(200 * time.Millisecond)
		if err := p.cmd.Process.Signal(sent); err != nil {
			t.Fatalf("it has ended with %s", sent)
		}
	}
	if code := p.end(t, 10*time.Second); code != 130 {
		t.Errorf("exit %d: %s", code, p.stderr)
	}
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
