package git

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestConfigurationChangesNothing: whatever the user, the repository or the
// environment has set, the states are the same, and nothing of it is run.
func TestConfigurationChangesNothing(t *testing.T) {
	r := newRepo(t)
	r.write("old.md", "one\n")
	r.commit("2020-01-01", "first")
	r.git("mv", "old.md", "policy.md")
	r.write("policy.md", "one\r\n")
	first := r.commit("2020-01-02", "Überschrift")
	r.write("policy.md", "two\n")
	second := r.commit("2020-01-03", "second")

	ran := filepath.Join(t.TempDir(), "ran")
	run := filepath.Join(t.TempDir(), "run")
	if err := os.WriteFile(run, []byte("#!/bin/sh\necho \"$0 $*\" >>'"+ran+"'\ncat\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	user := filepath.Join(t.TempDir(), "gitconfig")
	for _, kv := range []string{
		"log.follow true", "log.showSignature true", "log.showRoot false", "log.diffMerges off", "log.mailmap true",
		"log.decorate full",
		"diff.renames copies", "diff.relative true", "diff.orderFile " + run + ".missing", "diff.external " +
			run, "diff.ignoreSubmodules all",
		"core.quotePath true", "core.abbrev 5", "color.ui always", "core.pager " + run, "pager.log " +
			run, "core.bigFileThreshold 1",
		"i18n.logOutputEncoding UTF-16", "format.pretty fuller", "core.autocrlf true", "core.eol crlf", "alias.log !" +
			run, "alias.cat-file !" + run,
	} {
		key, value, _ := strings.Cut(kv, " ")
		r.git("config", "--file", user, key, value)
	}
	for _, kv := range []string{
		"core.fsmonitor " + run, "core.hooksPath " + filepath.Dir(run), "core.sshCommand " + run, "gpg.program " +
			run, "diff.x.textconv " + run, "diff.x.command " + run,
		"filter.x.smudge " + run, "filter.x.clean " + run, "filter.x.process " + run, "core.pager " +
			run, "core.alternateRefsCommand " + run, "log.showSignature true",
	} {
		key, value, _ := strings.Cut(kv, " ")
		r.git("config", key, value)
	}
	attributes := filepath.Join(r.dir, ".git", "info", "attributes")
	if err := os.WriteFile(attributes, []byte("*.md diff=x filter=x text eol=crlf working-tree-encoding=UTF-16 ident\n"),
		0o644); err != nil {
		t.Fatal(err)
	}
	// Others may show another history; the record must be that of the commits.
	if err := os.WriteFile(filepath.Join(r.dir, ".git", "info", "grafts"), []byte(second+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	r.git("replace", first, second)

	elsewhere := newRepo(t)
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": user, "GIT_DIR": elsewhere.dir +
			"/.git", "GIT_WORK_TREE": elsewhere.dir, "GIT_OBJECT_DIRECTORY": elsewhere.dir,
		"GIT_EXTERNAL_DIFF": run, "GIT_PAGER": run, "GIT_TRACE": "1", "GIT_ICASE_PATHSPECS": "1", "GIT_NAMESPACE": "x",
		"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de",
	} {
		t.Setenv(name, value)
	}
	same(t, tell(t, r.dir, Options{Paths: []string{"policy.md"}}), "2020-01-02 policy.md: one\r\n",
		"2020-01-03 policy.md: two\n")
	for s, err := range mustOpen(t, r.dir).States(t.Context(), Options{Paths: []string{"policy.md"}}) {
		if err != nil || s.Commit != first || s.Subject != "Überschrift" {
			t.Errorf("got %+v, %v", s, err)
		}
		break
	}
	if said, err := os.ReadFile(ran); err == nil {
		t.Errorf("this was run:\n%s", said)
	}
}

func TestOpenSaysWhatToDo(t *testing.T) {
	r := newRepo(t)
	r.write("policy.md", "one")
	r.commit("2020-01-01", "first")
	refused := func(t *testing.T, dir string) string {
		_, err := Open(t.Context(), dir)
		if err == nil {
			t.Fatal("it opens")
		}
		return err.Error()
	}
	t.Run("no repository", func(t *testing.T) {
		dir := t.TempDir()
		mentions(t, refused(t, dir), dir, "there is none", "clone")
	})
	t.Run("no directory", func(t *testing.T) {
		mentions(t, refused(t, filepath.Join(r.dir, "none")), "none", "no such file")
		mentions(t, refused(t, filepath.Join(r.dir, "policy.md")), "is a file")
	})
	t.Run("another user's", func(t *testing.T) {
		wrapGit(t, "export GIT_TEST_ASSUME_DIFFERENT_OWNER=1")
		mentions(t, refused(t, r.dir), "another user", "git config --global --add safe.directory "+r.dir)
	})
	t.Run("git not installed", func(t *testing.T) {
		t.Setenv("PATH", t.TempDir())
		mentions(t, refused(t, r.dir), "git is not installed", "https://git-scm.com")
	})
}

func TestRevisionsThatAreNot(t *testing.T) {
	t.Parallel()
	empty := newRepo(t)
	mentions(t, failing(t, empty.dir, Options{Paths: []string{"policy.md"}}), "empty")

	r := newRepo(t)
	r.write("policy.md", "one")
	r.commit("2020-01-01", "first")
	for _, ref := range []string{"nosuch", "HEAD:policy.md", "HEAD..HEAD", "0123456789012345678901234567890123456789"} {
		mentions(t, failing(t, r.dir, Options{Paths: []string{"policy.md"}, Ref: ref}), `no commit "`+ref+`"`, "main")
	}
	mentions(t, failing(t, r.dir, Options{Paths: []string{"policy.md"}, Ref: "--all"}), "hyphen")

	r.git("symbolic-ref", "HEAD", "refs/heads/unborn")
	mentions(t, failing(t, r.dir, Options{Paths: []string{"policy.md"}}), `no commit "HEAD"`, "main")
	same(t, tell(t, r.dir, Options{Paths: []string{"policy.md"}, Ref: "main"}), "2020-01-01 policy.md: one")
	r.git("tag", "--annotate", "--message", "x", "v1", "main")
	same(t, tell(t, r.dir, Options{Paths: []string{"policy.md"}, Ref: "v1"}), "2020-01-01 policy.md: one")
}

// TestDamage: a text that cannot be read is an error that names the commit,
// and never a text that was taken away or another one.
func TestDamage(t *testing.T) {
	t.Parallel()
	for what, damage := range map[string]func(file string) error{
		"missing":   os.Remove,
		"truncated": func(file string) error { return os.Truncate(file, 5) },
		"garbage":   func(file string) error { return os.WriteFile(file, []byte("garbage"), 0o644) },
		"another": func(file string) error {
			// A whole object, under the id of a different one.
			other := filepath.Join(filepath.Dir(filepath.Dir(file)), "other")
			data, err := os.ReadFile(other)
			if err != nil {
				return err
			}
			return os.WriteFile(file, data, 0o644)
		},
	} {
		t.Run(what, func(t *testing.T) {
			r := newRepo(t)
			r.write("policy.md", "one")
			r.commit("2020-01-01", "first")
			r.write("policy.md", "two")
			hash := r.commit("2020-01-02", "second")
			r.write("policy.md", "three")
			r.commit("2020-01-03", "third")
			object := func(rev string) string {
				id := r.git("rev-parse", rev)
				return filepath.Join(r.dir, ".git", "objects", id[:2], id[2:])
			}
			if err := exec.Command("cp", object("HEAD:policy.md"),
				filepath.Join(r.dir, ".git", "objects", "other")).Run(); err != nil {
				t.Fatal(err)
			}
			file := object(hash + ":policy.md")
			if err := os.Chmod(file, 0o644); err != nil {
				t.Fatal(err)
			}
			if err := damage(file); err != nil {
				t.Fatal(err)
			}
			mentions(t, failing(t, r.dir, Options{Paths: []string{"policy.md"}}), "commit "+hash, `"policy.md"`)
			same(t, tell(t, r.dir, Options{Paths: []string{"policy.md"}, Since: "2020-01-03"}), "2020-01-03 policy.md: three")
		})
	}
}

func TestPartialCloneFetchesNothing(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("policy.md", "one")
	hash := r.commit("2020-01-01", "first")
	r.git("config", "uploadpack.allowFilter", "true")
	part := filepath.Join(t.TempDir(), "part.git")
	r.git("clone", "--quiet", "--bare", "--filter=blob:none", "file://"+r.dir, part)
	mentions(t, failing(t, part, Options{Paths: []string{"policy.md"}}), "commit "+hash, "clone", "--filter")
}
