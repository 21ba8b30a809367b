package git

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestMain keeps the configuration of whoever runs the tests out of them.
func TestMain(m *testing.M) {
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC",
		"GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.org",
		"GIT_COMMITTER_NAME": "Ann", "GIT_COMMITTER_EMAIL": "ann@example.org",
		// Faster: repositories that are thrown away need no care.
		"GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "maintenance.auto", "GIT_CONFIG_VALUE_0": "false",
		"GIT_CONFIG_KEY_1": "core.fsync", "GIT_CONFIG_VALUE_1": "none",
	} {
		os.Setenv(name, value)
	}
	os.Exit(m.Run())
}

// repo is a repository with a working tree that a test makes.
type repo struct {
	t   testing.TB
	dir string
}

func newRepo(t testing.TB, options ...string) repo {
	t.Helper()
	r := repo{t, filepath.Join(t.TempDir(), "policies")}
	r.run(nil, "", append([]string{"init", "--quiet", "--initial-branch=main", r.dir}, options...)...)
	return r
}

// git runs git in the repository and returns what it prints.
func (r repo) git(args ...string) string {
	r.t.Helper()
	return r.run(nil, r.dir, args...)
}

func (r repo) run(env []string, dir string, args ...string) string {
	r.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func (r repo) write(name, data string) {
	r.t.Helper()
	file := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

func (r repo) link(name, target string) {
	r.t.Helper()
	r.remove(name)
	if err := os.Symlink(target, filepath.Join(r.dir, name)); err != nil {
		r.t.Fatal(err)
	}
}

func (r repo) remove(name string) {
	r.t.Helper()
	if err := os.RemoveAll(filepath.Join(r.dir, name)); err != nil {
		r.t.Fatal(err)
	}
}

// commit commits everything at a date and returns the commit's hash.
func (r repo) commit(date, subject string) string {
	r.t.Helper()
	r.git("add", "--all")
	return r.at(date, "commit", "--quiet", "--allow-empty", "--message", subject)
}

// at runs a command that makes a commit at a date, and returns its hash.
func (r repo) at(date string, args ...string) string {
	r.t.Helper()
	if !strings.Contains(date, "T") {
		date += "T12:00:00Z"
	}
	r.run([]string{"GIT_COMMITTER_DATE=" + date, "GIT_AUTHOR_DATE=2001-01-01T00:00:00Z"}, r.dir, args...)
	return r.git("rev-parse", "HEAD")
}

// load makes commits as git-fast-import(1) reads them.
func (r repo) load(stream string) {
	r.t.Helper()
	cmd := exec.Command("git", "fast-import", "--quiet")
	cmd.Dir = r.dir
	cmd.Stdin = strings.NewReader(stream)
	if out, err := cmd.CombinedOutput(); err != nil {
		r.t.Fatalf("git fast-import: %v\n%s", err, out)
	}
}

// merge merges a branch as its own commit.
func (r repo) merge(date, branch string) string {
	r.t.Helper()
	return r.at(date, "merge", "--quiet", "--no-ff", "--message", "merge "+branch, branch)
}

// mustOpen opens a repository that must open.
func mustOpen(t testing.TB, dir string) *Repository {
	t.Helper()
	r, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tell returns states in short: "2020-01-02 policy.md: text", or "gone".
func tell(t testing.TB, dir string, o Options) []string {
	t.Helper()
	return mustOpen(t, dir).tell(t, o)
}

func (r *Repository) tell(t testing.TB, o Options) []string {
	t.Helper()
	var told []string
	for s, err := range r.States(t.Context(), o) {
		if err != nil {
			t.Fatal(err)
		}
		what := fmt.Sprintf("%s: %s", s.Path, s.Data)
		if s.Gone {
			what = "gone"
		}
		told = append(told, s.Time.Format("2006-01-02")+" "+what)
	}
	return told
}

// failing returns the error that ends the states.
func failing(t testing.TB, dir string, o Options) string {
	t.Helper()
	var failed error
	for _, err := range mustOpen(t, dir).States(t.Context(), o) {
		failed = err
	}
	if failed == nil {
		t.Fatal("there was no error")
	}
	return failed.Error()
}

// mentions fails the test unless an error holds all the words.
func mentions(t testing.TB, err string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(err, w) {
			t.Errorf("the error does not mention %q:\n%s", w, err)
		}
	}
}

// wrapGit puts a shell script in place of git that runs the commands and then
// git itself, and returns the file to which it writes a line "PID ARGS" for
// each run.
func wrapGit(t testing.TB, commands string) string {
	t.Helper()
	real, err := exec.LookPath("git")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	runs := filepath.Join(dir, "runs")
	script := fmt.Sprintf("#!/bin/sh\necho \"$$ $*\" >>'%s'\n%s\nexec '%s' \"$@\"\n", runs, commands, real)
	if err := os.WriteFile(filepath.Join(dir, "git"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	return runs
}
