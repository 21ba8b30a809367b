package git

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestBaseIsWhereTheBranchBegan(t *testing.T) {
	r := newRepo(t)
	r.write("site/content/privacy/policy.md", "one\n")
	began := r.commit("2024-01-01", "one")
	r.git("switch", "--quiet", "--create", "work")
	r.write("site/content/privacy/policy.md", "two\n")
	r.commit("2024-01-02", "two")
	r.git("switch", "--quiet", "main")
	r.write("other", "x\n")
	ahead := r.commit("2024-01-03", "meanwhile")
	r.git("switch", "--quiet", "work")

	repo := mustOpen(t, r.dir)
	base, err := repo.Base(t.Context(), "")
	if err != nil || base != (Base{began, "main", "2024-01-01"}) {
		t.Fatalf("base %v, %v, want %s", base, err, began)
	}
	if base, err := repo.Base(t.Context(), "main"); err != nil || base.Commit != began {
		t.Errorf("given: %v, %v", base, err)
	}
	if base, err := repo.Base(t.Context(), "", "nowhere", "work"); err != nil || base.Ref != "work" {
		t.Errorf("a name that goes before: %v, %v", base, err)
	}
	if _, err := repo.Base(t.Context(), "nowhere"); err == nil || !strings.Contains(err.Error(), `no commit "nowhere"`) {
		t.Errorf("unknown: %v", err)
	}
	files, err := repo.Read(t.Context(), began, "site/content/privacy/policy.md", "none")
	if err != nil || len(files) != 1 || string(files["site/content/privacy/policy.md"]) != "one\n" {
		t.Errorf("read %q, %v", files, err)
	}
	list, err := repo.List(t.Context(), ahead, "")
	if err != nil || !slices.Equal(list, []string{"other", "site/content/privacy/policy.md"}) {
		t.Errorf("list %q, %v", list, err)
	}
	for dir, want := range map[string]int{"site": 1, "sit": 0, "none": 0} {
		if list, err := repo.List(t.Context(), ahead, dir); err != nil || len(list) != want {
			t.Errorf("%s: list %q, %v", dir, list, err)
		}
	}
	if p, err := repo.Prefix(filepath.Join(r.dir, "site")); err != nil || p != "site" {
		t.Errorf("prefix %q, %v", p, err)
	}
	t.Chdir(r.dir)
	for from, want := range map[string]string{".": "", "site": "site"} {
		if p, err := repo.Prefix(from); err != nil || p != want {
			t.Errorf("the prefix of %s: %q, %v", from, p, err)
		}
	}
	t.Chdir("site")
	if p, err := repo.Prefix("."); err != nil || p != "site" {
		t.Errorf("the prefix of the current folder: %q, %v", p, err)
	}
	if p, err := repo.Prefix(r.dir); err != nil || p != "" {
		t.Errorf("prefix of the root %q, %v", p, err)
	}
}

func TestBaseWithoutAMainBranch(t *testing.T) {
	r := newRepo(t)
	r.write("a", "one\n")
	r.commit("2024-01-01", "one")
	r.git("branch", "--move", "mine")
	if _, err := mustOpen(t, r.dir).Base(t.Context(), ""); !errors.Is(err, ErrNoMain) {
		t.Errorf("error %v", err)
	}
}

// A shallow clone that does not reach the base says what to fetch.
func TestBaseOfAShallowClone(t *testing.T) {
	r := newRepo(t)
	r.write("a", "one\n")
	began := r.commit("2024-01-01", "one")
	r.git("switch", "--quiet", "--create", "work")
	for _, text := range []string{"two", "three"} {
		r.write("a", text)
		r.commit("2024-01-02", text)
	}
	r.git("switch", "--quiet", "main")
	clone := func(args ...string) *Repository {
		dir := filepath.Join(t.TempDir(), "clone")
		r.run(nil, "", append(append([]string{"clone", "--quiet"}, args...), "file://"+filepath.ToSlash(r.dir), dir)...)
		return mustOpen(t, dir)
	}
	for _, args := range [][]string{{"--depth=1", "--branch=work"}, {"--depth=1", "--branch=work", "--no-single-branch"}} {
		if _, err := clone(args...).Base(t.Context(), ""); err == nil || !strings.Contains(err.Error(), "shallow") ||
			!strings.Contains(err.Error(), "fetch-depth: 0") {
			t.Errorf("%q: error %v", args, err)
		}
	}
	deep := clone("--depth=3", "--branch=work", "--no-single-branch")
	if base, err := deep.Base(t.Context(), ""); err != nil || base.Commit != began {
		t.Errorf("deep enough: %v, %v", base, err)
	}
	short := clone("--depth=2", "--branch=work")
	if base, err := short.Base(t.Context(), "HEAD^1"); err != nil || base.Commit != r.git("rev-parse", "work^1") {
		t.Errorf("a parent that is there: %v, %v", base, err)
	}
}
