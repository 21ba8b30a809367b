package git

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOddFileNames(t *testing.T) {
	t.Parallel()
	names := []string{
		"a b/privacy policy .md", "日本語/プライバシー.md", `say "no".md`, "-x", "--all", ":(top)policy.md", ":!policy.md",
		"*.md", "[ab].md", "tab\there.md", `back\slash.md`, "HEAD:x", "{}@{1}.md", "\xff\xfe.md", "it's.md",
	}
	r := newRepo(t)
	r.write("policy.md", "not this one")
	r.write("a.md", "nor this")
	r.commit("2020-01-01", "others")
	for i, name := range names {
		r.write(name, name+" one")
		r.link(fmt.Sprint("link", i), name)
	}
	r.commit("2020-01-02", "first")
	for _, name := range names {
		r.write(name, name+" two")
	}
	r.commit("2020-01-03", "second")
	opened := mustOpen(t, r.dir)
	for i, name := range names {
		same(t, opened.tell(t, Options{Paths: []string{name}}),
			"2020-01-02 "+name+": "+name+" one", "2020-01-03 "+name+": "+name+" two")
		link := fmt.Sprint("link", i)
		same(t, opened.tell(t, Options{Paths: []string{link}}),
			"2020-01-02 "+link+": "+name+" one", "2020-01-03 "+link+": "+name+" two")
	}
}

func TestPathsAreCleaned(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("docs/policy.md", "one")
	r.commit("2020-01-01", "first")
	through := filepath.Join(t.TempDir(), "through")
	if err := os.Symlink(r.dir, through); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{
		"docs/policy.md", "./docs/policy.md", "docs//policy.md", "docs/../docs/policy.md", filepath.Join("docs", "policy.md"),
		filepath.Join(r.dir, "docs", "policy.md"), filepath.Join(through, "docs", "policy.md"),
	} {
		for _, dir := range []string{r.dir, through, filepath.Join(r.dir, "docs")} {
			same(t, tell(t, dir, Options{Paths: []string{p, "docs/policy.md"}}), "2020-01-01 docs/policy.md: one")
		}
	}
	// An older path whose folder is no more.
	r.git("mv", "docs", "legal")
	r.commit("2020-01-02", "move")
	same(t, tell(t, r.dir, Options{Paths: []string{filepath.Join(through, "docs", "policy.md")}}),
		"2020-01-01 docs/policy.md: one", "2020-01-02 gone")
}

func TestPathsThatCannotBe(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("policy.md", "one")
	r.commit("2020-01-01", "first")
	bare := filepath.Join(t.TempDir(), "bare.git")
	r.git("clone", "--quiet", "--bare", ".", bare)
	for _, c := range []struct {
		dir   string
		paths []string
		words []string
	}{
		{r.dir, nil, []string{"no path"}},
		{r.dir, []string{""}, []string{"name a file"}},
		{r.dir, []string{"."}, []string{"name a file"}},
		{r.dir, []string{r.dir}, []string{"name a file"}},
		{r.dir, []string{"policy.md", "../policy.md"}, []string{`"../policy.md"`, "leads out"}},
		{r.dir, []string{"docs/../../policy.md"}, []string{"leads out"}},
		{r.dir, []string{filepath.Join(filepath.Dir(r.dir), "policy.md")}, []string{"leads out"}},
		{r.dir, []string{"policy.md\nHEAD:other"}, []string{`policy.md\nHEAD:other`, "line break"}},
		{bare, []string{filepath.Join(bare, "policy.md")}, []string{"absolute", "root of the repository"}},
	} {
		t.Run(strings.Join(c.paths, " "), func(t *testing.T) {
			mentions(t, failing(t, c.dir, Options{Paths: c.paths}), c.words...)
			if _, err := mustOpen(t, c.dir).Count(t.Context(), Options{Paths: c.paths}); err == nil {
				t.Error("Count takes it")
			}
		})
	}
}

func TestMissingPathIsAnsweredWithTheNearest(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("docs/legal/privacy.md", "one")
	r.write("Terms.md", "terms")
	r.write("src/main.go", "x")
	r.commit("2020-01-01", "first")
	r.git("checkout", "--quiet", "-b", "side")
	r.write("draft.md", "draft")
	r.commit("2020-01-02", "on a side branch")
	r.git("checkout", "--quiet", "main")
	for asked, want := range map[string]string{
		"privacy.md":             `did you mean "docs/legal/privacy.md"?`,
		"docs/legal/Privacy.md":  `did you mean "docs/legal/privacy.md"?`,
		"docs/legal/privcay.md":  `did you mean "docs/legal/privacy.md"?`,
		"docs/privacy.markdown":  `did you mean "docs/legal/privacy.md"?`,
		"terms.md":               `did you mean "Terms.md"?`,
		"draft.md":               "only the main line is read",
		"src/main.go/privacy.md": `did you mean "docs/legal/privacy.md"?`,
	} {
		mentions(t, failing(t, r.dir, Options{Paths: []string{"Terms.md", asked}}), `ever had the file "`+asked+`"`, want)
	}
}

func TestFolderIsNoText(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("privacy/index.md", "one")
	r.commit("2020-01-01", "a folder")
	mentions(t, failing(t, r.dir, Options{Paths: []string{"privacy"}}), `"privacy" is a folder`, `"privacy/index.md"`)

	r.remove("privacy")
	r.write("privacy", "two")
	r.commit("2020-01-02", "a file")
	same(t, tell(t, r.dir, Options{Paths: []string{"privacy"}}), "2020-01-02 privacy: two")

	r.remove("privacy")
	r.write("privacy/index.md", "three")
	hash := r.commit("2020-01-03", "a folder again")
	mentions(t, failing(t, r.dir, Options{Paths: []string{"privacy"}}), hash, `"privacy" a folder`)
	same(t, tell(t, r.dir, Options{Paths: []string{"privacy/index.md", "privacy"}}),
		"2020-01-01 privacy/index.md: one", "2020-01-02 privacy: two", "2020-01-03 privacy/index.md: three")
}

func TestSubmoduleIsNoText(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("other.md", "x")
	hash := r.commit("2020-01-01", "first")
	r.git("update-index", "--add", "--cacheinfo", "160000,"+hash+",policy")
	r.at("2020-01-02", "commit", "--quiet", "--message", "submodule")
	mentions(t, failing(t, r.dir, Options{Paths: []string{"policy"}}), `"policy" is a submodule`)
}
