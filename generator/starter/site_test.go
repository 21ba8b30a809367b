package starter

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const configOfAnother = `baseURL = "https://other.example/"
title   = "Other \"and\" sons" # shown everywhere
locale  = "fr" # of the interface
timeZone = "Europe/Berlin"
[params]
organisation = "Other"
logo         = "/other.svg"     # a file in static/
accent       = "#123456"
editURL      = "https://git.other.example/{path}" # where to change a text
# Links at the foot of every page.
[[params.footer]]
name = "Other"
url  = "https://other.example/"
# [[params.footer]]
# name = "Contact"

# Policies.
[params.policies.privacy]
title = "Of Other"
lang  = "de"
# dir = "rtl"                  # worked out
[params.policies.terms]
title = "Terms of Other"

[params.check]
review = 12
`

const configOfAnvil = `baseURL = "https://anvil.example/"
title   = "Anvil \"A\"" # shown everywhere
locale  = "de" # of the interface
timeZone = "UTC"
[params]
organisation = "Anvil \"A\""
logo         = ""     # a file in static/
accent       = "#123456"
editURL      = "" # where to change a text
# Links at the foot of every page.
# [[params.footer]]
# name = "Contact"

# Policies.
[params.policies.datenschutz]
title = "Datenschutz"
lang  = "de"
# dir = "rtl"                  # worked out

[params.check]
review = 12
`

var anvil = SiteOptions{Organisation: `Anvil "A"`, BaseURL: "https://anvil.example/", Policy: "datenschutz",
	Title: "Datenschutz", Lang: "de", Locale: "de", Text: []byte("# Datenschutz\n"), Generator: Module{Version: "v1.2.3"}}

func TestNeutral(t *testing.T) {
	got, err := neutral([]byte(configOfAnother), anvil)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != configOfAnvil {
		t.Errorf("got\n%s\nwant\n%s", got, configOfAnvil)
	}
	for _, lost := range []string{"baseURL", "title ", "organisation"} {
		without := strings.Replace(configOfAnother, lost, "x"+lost[1:], 1)
		if _, err := neutral([]byte(without), anvil); err == nil {
			t.Errorf("without %q there is no error", lost)
		}
	}
}

// repository is a small repository of the generator, with what a new site gets and
// what stays there.
func repository() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"hugo.toml": configOfAnother, "go.mod": goModOfGenerator, "go.sum": "example.org/lib v1.0.0 h1:abc=\n",
		".githooks/pre-commit": "#!/bin/sh\n", ".github/scripts/keep-comment": "#!/bin/sh\n",
		".github/workflows/publish.yml": "", ".github/workflows/pull-request.yml": "",
		".github/pull_request_template.md": "", ".github/CODEOWNERS.example": "",
		".gitignore": "/public/\n", ".gitattributes": "", "netlify.toml": "",
		".vale.ini": "", ".vale/config/vocabularies/Policies/accept.txt": "https\n",
		// What is not for it.
		"README.md": "Other", "LICENSE": "MIT", "content/privacy/policy.md": "Other", "archive/SHA256SUMS": "",
		"generator/main.go": "package main\n", "layouts/home.html": "", "static/icon.svg": "",
		".github/workflows/ci.yml": "", ".vale/config/vocabularies/Names/accept.txt": "Other\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o444}
	}
	return files
}

// listed are the files below a folder, and empty folders.
func listed(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, name)
		if entries, _ := os.ReadDir(name); entry.IsDir() && len(entries) == 0 || !entry.IsDir() {
			list = append(list, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestSiteTakesWhatBelongsToIt(t *testing.T) {
	to := filepath.Join(t.TempDir(), "deep", "anvil")
	n, err := Site(t.Context(), repository(), to, nil, anvil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		".gitattributes", ".githooks/pre-commit", ".github/CODEOWNERS.example", ".github/pull_request_template.md",
		".github/scripts/keep-comment", ".github/workflows/publish.yml", ".github/workflows/pull-request.yml", ".gitignore",
		".vale/config/vocabularies/Names/accept.txt", ".vale/config/vocabularies/Policies/accept.txt", ".vale.ini",
		"README.md", "archive", "content/datenschutz/policy.md", "go.mod", "go.sum", "hugo.toml", "netlify.toml",
	}
	if got := listed(t, to); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if n != len(want)-1 {
		t.Errorf("%d files were counted", n)
	}
	for name, want := range map[string]bool{".githooks/pre-commit": true, ".github/scripts/keep-comment": true,
		"hugo.toml": false} {
		if info, err := os.Stat(filepath.Join(to, name)); err != nil {
			t.Error(err)
		} else if can := info.Mode().Perm()&0o100 != 0; can != want {
			t.Errorf("%s can be run: %v", name, can)
		}
	}
	entries, err := os.ReadDir(filepath.Dir(to))
	if err != nil || len(entries) != 1 {
		t.Errorf("beside it there is %v, %v", entries, err)
	}
}

func TestSiteRefuses(t *testing.T) {
	full, other := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "diary.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for to, want := range map[string]string{
		full:                             "is not empty (it has diary.txt)",
		filepath.Join(other, "new"):      "is a site or a program itself",
		other:                            "is a site or a program itself",
		filepath.Join(full, "diary.txt"): "diary.txt",
	} {
		_, err := Site(t.Context(), repository(), to, []string{other}, anvil)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", to, err, want)
		}
	}
	if got := listed(t, full); !slices.Equal(got, []string{"diary.txt"}) {
		t.Errorf("the folder has %q", got)
	}
}

// TestSiteIsWholeOrNotThere: whatever stops it, no folder of that name is there
// afterwards, nor a remainder beside it.
func TestSiteIsWholeOrNotThere(t *testing.T) {
	parent := t.TempDir()
	to := filepath.Join(parent, "anvil")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Site(stopped, repository(), to, nil, anvil); err == nil {
		t.Error("a stopped run has no error")
	}
	for _, name := range []string{"netlify.toml", "hugo.toml", "go.mod"} {
		without := repository()
		delete(without, name)
		if _, err := Site(t.Context(), without, to, nil, anvil); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("without %s: error %v", name, err)
		}
	}
	if got := listed(t, parent); !slices.Equal(got, []string{"."}) {
		t.Errorf("there is %q", got)
	}
}

// TestSiteHere: the folder that init is run in cannot become the site, nor one in the
// generator's.
func TestSiteHere(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if _, err := Site(t.Context(), repository(), dir, nil, anvil); err == nil ||
		!strings.Contains(err.Error(), "cannot be replaced") {
		t.Errorf("the folder that init is run in: %v", err)
	}
	o := anvil
	o.Generator = Module{Replace: dir}
	if _, err := Site(t.Context(), repository(), filepath.Join(dir, "site"), nil, o); err == nil ||
		!strings.Contains(err.Error(), "lies in "+dir) {
		t.Errorf("a folder in the generator's: %v", err)
	}
	o = anvil
	o.Text = nil
	if _, err := Site(t.Context(), repository(), filepath.Join(dir, "site"), nil, o); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "site", "content", o.Policy, "policy.md"))
	if err != nil || !Unwritten(text) {
		t.Errorf("its text is %q, %v", text, err)
	}
}
