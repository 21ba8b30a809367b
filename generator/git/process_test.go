package git

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// processes returns the runs that were written by the script of wrapGit, and
// fails the test if one of them is still there, be it as a zombie.
func processes(t *testing.T, runs string) []string {
	t.Helper()
	data, err := os.ReadFile(runs)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	for _, line := range lines {
		pid, err := strconv.Atoi(strings.Fields(line)[0])
		if err != nil {
			t.Fatal(err)
		}
		p, err := os.FindProcess(pid)
		if err != nil {
			continue
		}
		if err := p.Signal(syscall.Signal(0)); err == nil {
			t.Errorf("still running: %s", line)
		}
	}
	return lines
}

// count counts the runs of one of git's commands.
func count(runs []string, command string) int {
	n := 0
	for _, line := range runs {
		if strings.Contains(line, " "+command+" ") {
			n++
		}
	}
	return n
}

// manyVersions is a repository with a policy of n versions.
func manyVersions(t testing.TB, n int, text func(i int) string) repo {
	t.Helper()
	r := newRepo(t)
	var stream strings.Builder
	for i := range n {
		data := text(i)
		fmt.Fprintf(&stream, "commit refs/heads/main\ncommitter Ann <ann@example.org> %d +0000\ndata 1\nx\nM 100644 inline "+
			"policy.md\ndata %d\n%s\n", 1_500_000_000+i*86_400, len(data), data)
	}
	r.load(stream.String())
	return r
}

func TestProcessesEndWithTheIteration(t *testing.T) {
	r := manyVersions(t, 30, func(i int) string { return strings.Repeat(strconv.Itoa(i), 100_000) })
	o := Options{Paths: []string{"policy.md"}}
	for name, stop := range map[string]int{"at the first": 1, "in between": 7, "never": 31} {
		t.Run(name, func(t *testing.T) {
			runs := wrapGit(t, "")
			opened := mustOpen(t, r.dir)
			got := 0
			for _, err := range opened.States(t.Context(), o) {
				if err != nil {
					t.Fatal(err)
				}
				if got++; got == stop {
					break
				}
			}
			lines := processes(t, runs)
			if n := count(lines, "cat-file"); n != 1 {
				t.Errorf("%d batch processes for %d states", n, got)
			}
			if n := count(lines, "log"); n != 1 {
				t.Errorf("git log ran %d times", n)
			}
		})
	}
}

func TestAnIterationThatPanicsLeavesNoProcess(t *testing.T) {
	r := manyVersions(t, 3, strconv.Itoa)
	runs := wrapGit(t, "")
	func() {
		defer func() { _ = recover() }()
		for range mustOpen(t, r.dir).States(t.Context(), Options{Paths: []string{"policy.md"}}) {
			panic("stop")
		}
	}()
	processes(t, runs)
}

func TestCancelledWhileReading(t *testing.T) {
	r := manyVersions(t, 30, strconv.Itoa)
	runs := wrapGit(t, "")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	got := 0
	for _, err := range mustOpen(t, r.dir).States(ctx, Options{Paths: []string{"policy.md"}}) {
		if last = err; err == nil {
			got++
		}
		if got == 3 {
			cancel()
		}
	}
	if !errors.Is(last, context.Canceled) || got != 3 {
		t.Errorf("%d states, then %v", got, last)
	}
	processes(t, runs)
}

func TestCancelledWhileGitHangs(t *testing.T) {
	r := manyVersions(t, 3, strconv.Itoa)
	for _, hangs := range []string{"log", "cat-file", "rev-parse"} {
		t.Run(hangs, func(t *testing.T) {
			opened := mustOpen(t, r.dir)
			runs := wrapGit(t, `case "$*" in *" `+hangs+` "*) exec sleep 60;; esac`)
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			defer cancel()
			begin := time.Now()
			var last error
			for _, err := range opened.States(ctx, Options{Paths: []string{"policy.md"}}) {
				last = err
			}
			if !errors.Is(last, context.DeadlineExceeded) {
				t.Errorf("got %v", last)
			}
			if took := time.Since(begin); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			processes(t, runs)
		})
	}
}

func TestGitThatFailsMidway(t *testing.T) {
	r := manyVersions(t, 3, strconv.Itoa)
	opened := mustOpen(t, r.dir)
	for what, c := range map[string]struct{ script, word string }{
		"dies":    {`case "$*" in *" cat-file "*) echo "fatal: out of paper" >&2; exit 3;; esac`, "out of paper"},
		"babbles": {`case "$*" in *" cat-file "*) echo "hello there my friend"; exit 0;; esac`, "hello there my friend"},
		"lies":    {`case "$*" in *" cat-file "*) read x; echo "$x blob 3"; echo abc; exit 0;; esac`, "damaged"},
		"exits 0": {`case "$*" in *" cat-file "*) exit 0;; esac`, "ended without an answer"},
		"huge": {`case "$*" in *" cat-file "*) read x; echo "$x blob 99999999999"; exec sleep 60;; esac`,
			"99999999999 bytes"},
		"log dies": {`case "$*" in *" log "*) printf "0123 17 x\000\n:100644 100644 a b M"; echo "fatal: no more" >&2; exit 128;; esac`, "no more"},
		"log odd":  {`case "$*" in *" log "*) printf "0123 17 x\000\n:1 M\000policy.md\000"; exec sleep 60;; esac`, ":1 M"},
		"no date":  {`case "$*" in *" log "*) printf "0123  x\000"; exit 0;; esac`, "0123"},
	} {
		t.Run(what, func(t *testing.T) {
			runs := wrapGit(t, c.script)
			var last error
			for _, err := range opened.States(t.Context(), Options{Paths: []string{"policy.md"}}) {
				last = err
			}
			if last == nil {
				t.Fatal("no error")
			}
			mentions(t, last.Error(), c.word, "policy.md")
			processes(t, runs)
		})
	}
}
