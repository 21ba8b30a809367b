package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// anvilsText is what an organisation might have written before it knew this program.
const anvilsText = `# Privacy at Anvil

Anvil keeps nothing that it does not need. Write to smith@anvil.example.

## What we keep

Your name and address, until your anvil is delivered.
`

// TestInit makes a site with this very checkout and uses it as its owner would:
// three commands, from an empty folder to a built site, with the program that the
// go.mod of the new site leads to. Nothing of the organisation here may be in it.
func TestInit(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	dir, text := filepath.Join(parent, "policies"), filepath.Join(parent, "privacy.md")
	write(t, text, anvilsText)

	made := must(t, "init", dir, "--source", "..", "--organisation", "Anvil & Söhne", "--url",
		"https://policies.anvil.example", "--title", "Privacy at Anvil", "--text", text)
	if !strings.Contains(made.stdout, "go tool generator snapshot privacy\n  go tool generator build\n") {
		t.Errorf("it does not say what comes next:\n%s", made.stdout)
	}
	holdNothingOf(t, dir, "trakt")

	for _, args := range [][]string{{"snapshot", "privacy"}, {"build", "--quiet"}} {
		inNewSite(t, dir, append([]string{"tool", "generator"}, args...)...)
	}
	faults, err := crawl(filepath.Join(dir, "public"), "https://policies.anvil.example/")
	if err != nil || len(faults) > 0 {
		t.Errorf("%v, %s", err, strings.Join(faults, "\n"))
	}
	if _, err := os.Stat(filepath.Join(dir, "public", "privacy", "compare", "pair")); !os.IsNotExist(err) {
		t.Errorf("a site with one version has a page for the answer to a question that no form asks: %v", err)
	}
	comparisons := read(t, filepath.Join(dir, "public", "privacy", "compare", "index.html"))
	if strings.Contains(comparisons, "type=module") {
		t.Errorf("the page that compares two versions has a script, where there is one version:\n%s", comparisons)
	}
	for _, name := range []string{".githooks/pre-commit", ".github/workflows/pull-request.yml",
		".github/workflows/publish.yml", ".github/scripts/keep-comment",
		".github/pull_request_template.md", ".github/CODEOWNERS.example", ".gitignore", ".gitattributes", "netlify.toml"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"generator", "layouts", "static"} {
		if _, err := os.Stat(filepath.Join(dir, name)); !os.IsNotExist(err) {
			t.Errorf("the site has %s, which the generator brings: %v", name, err)
		}
	}
	policy := page(t, filepath.Join(dir, "public"), "privacy")
	if !policy.ids["what-we-keep"] || !strings.Contains(policy.text, "Anvil & Söhne") {
		t.Errorf("the policy's page has %v and says %s", policy.ids, policy.text)
	}
	if c := must(t, "check", "--source", dir); !strings.Contains(c.stdout, "No finding") {
		t.Errorf("check: %s", c.stdout)
	}
	must(t, "verify", "--source", dir)

	// Another one, from within the site, finds the generator at the same place.
	again := filepath.Join(parent, "again")
	must(t, "init", again, "--source", dir, "--organisation", "Hammer")
	holdNothingOf(t, again, "anvil & söhne")
	if a, b := read(t, filepath.Join(dir, "go.mod")), read(t, filepath.Join(again, "go.mod")); a != b {
		t.Errorf("the go.mod of one is\n%s\nand of the other\n%s", a, b)
	}
	if c := run(t, "snapshot", "privacy", "--source", again); c.code != exitFindings ||
		!strings.Contains(c.stderr, "[placeholder]") {
		t.Errorf("a text that is not written was frozen: %s%s", c.stdout, c.stderr)
	}
	if c := run(t, "init", dir, "--source", ".."); c.code != exitFailed || !strings.Contains(c.stderr, "is not empty") {
		t.Errorf("a site was made over another: %s%s", c.stdout, c.stderr)
	}
}

// inNewSite runs go in a site, without a network.
func inNewSite(t *testing.T, dir string, args ...string) {
	t.Helper()
	c := exec.Command("go", args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GOFLAGS=-mod=readonly", "GOPROXY=off", "PWD="+dir, "CONTEXT=", "NETLIFY=",
		"DEPLOY_PRIME_URL=")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// holdNothingOf reads every file and wants no word of another organisation.
func holdNothingOf(t *testing.T, dir, word string) {
	t.Helper()
	there := regexp.MustCompile(`(?i)` + regexp.QuoteMeta(word))
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if at := there.FindIndex(data); at != nil {
			t.Errorf("%s:%d: %s", name, 1+bytes.Count(data[:at[0]], []byte("\n")), word)
		}
		if there.MatchString(entry.Name()) {
			t.Errorf("%s is called after %s", name, word)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestInitRefusals: options that make no site are told before anything is written.
func TestInitRefusals(t *testing.T) {
	dir, pageFile := filepath.Join(t.TempDir(), "new"), filepath.Join(t.TempDir(), "privacy.html")
	write(t, pageFile, "\n<!DOCTYPE html>\n<title>Privacy</title>")
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"--url", "policies.example.org"}, "--url policies.example.org is not the address of a site: write it like"},
		{[]string{"--organisation", " "}, "--organisation is empty"},
		{[]string{"--policy", "Privacy"}, `--policy: "Privacy" is not a policy name`},
		{[]string{"--lang", "x y"}, "--lang x y is no language tag"},
		{[]string{"--text", "nowhere.md"}, "nowhere.md: no such file"},
		{[]string{"--text", pageFile}, "is a page, not Markdown: make the site without it, and bring the page in with"},
		{[]string{"--source", t.TempDir()}, "has no go.mod that says where the generator is: leave --source out"},
		{[]string{"--module", "testdata"}, "--module testdata: this is neither a folder with the source of the generator " +
			"nor a module"},
		{[]string{"--module", "github.com/anvil/fork@main"}, "nor a module with its version, such as"},
	} {
		c := run(t, append([]string{"init", dir, "--source", ".."}, test.args...)...)
		if c.code != exitFailed || !strings.Contains(c.stderr, test.want) {
			t.Errorf("%q: exit %d, %s; want %q", test.args, c.code, c.stderr, test.want)
		}
		if _, err := os.Stat(dir); !os.IsNotExist(err) {
			t.Errorf("%q left %s", test.args, dir)
		}
	}
	source, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	if c := run(t, "init", filepath.Join(source, "policies"), "--source", ".."); c.code != exitFailed ||
		!strings.Contains(c.stderr, "is a site or a program itself") {
		t.Errorf("a site was made in the repository of the generator: %s%s", c.stdout, c.stderr)
	}
	t.Chdir(t.TempDir())
	if c := run(t, "init", ".", "--source", source); c.code != exitFailed ||
		!strings.Contains(c.stderr, "is the folder that init is run in") {
		t.Errorf("a site was made in place of the working folder: %s%s", c.stdout, c.stderr)
	}
}
