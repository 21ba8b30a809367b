package starter

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
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

var anvil = SiteOptions{Organisation: `Anvil "A"`, BaseURL: "https://anvil.example/", Policy: "datenschutz", Title: "Datenschutz", Lang: "de", Locale: "de", Text: []byte("# Datenschutz\n")}

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

// otherSite is a small site with what belongs to it and what stays there.
func otherSite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"hugo.toml": configOfAnother, "embed.go": "", "go.mod": "module x\n", "go.sum": "", "README.md": "Other", "LICENSE": "MIT",
		"layouts/home.html": "", "layouts/_css/a.css": "", "static/icon.svg": "", "content/privacy/policy.md": "Other", "archive/SHA256SUMS": "",
		"generator/main.go": "package main\n", "generator/main_test.go": "package main\n", "generator/testdata/x": "", "generator/measure/main.go": "",
		"generator/sitecheck/run.mjs": "", "generator/sub/testdata/y": "", "generator/sub/sub.go": "package sub\n",
		".github/workflows/ci.yml": "", ".github/workflows/publish.yml": "", ".gitignore": "/public/\n", ".vale/config/vocabularies/Names/accept.txt": "Other\n", ".vale/config/vocabularies/Policies/accept.txt": "https\n", "public/index.html": "", ".git/config": "",
	} {
		put := filepath.Join(dir, filepath.FromSlash(name))
		if err := writeFile(put, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := writeFile(filepath.Join(dir, ".githooks", "pre-commit"), []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
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
	from, to := otherSite(t), filepath.Join(t.TempDir(), "deep", "anvil")
	n, err := Site(context.Background(), from, to, anvil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{".githooks/pre-commit", ".github/workflows/publish.yml", ".gitignore", ".vale/config/vocabularies/Names/accept.txt", ".vale/config/vocabularies/Policies/accept.txt", "README.md", "archive", "content/datenschutz/policy.md", "embed.go", "generator/LICENSE",
		"generator/main.go", "generator/sub/sub.go", "go.mod", "go.sum", "hugo.toml", "layouts/_css/a.css", "layouts/home.html", "static/icon.svg"}
	if got := listed(t, to); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if n != len(want)-1 {
		t.Errorf("%d files were counted", n)
	}
	info, err := os.Stat(filepath.Join(to, ".githooks", "pre-commit"))
	if err != nil || info.Mode().Perm()&0o111 == 0 {
		t.Errorf("the hook cannot be run: %v, %v", info.Mode(), err)
	}
	entries, err := os.ReadDir(filepath.Dir(to))
	if err != nil || len(entries) != 1 {
		t.Errorf("beside it there is %v, %v", entries, err)
	}
}

func TestSiteRefuses(t *testing.T) {
	from := otherSite(t)
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "diary.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for to, want := range map[string]string{
		full:                             "is not empty (it has diary.txt)",
		filepath.Join(from, "new"):       "lies in the site that it is to be made of",
		from:                             "lies in the site that it is to be made of",
		filepath.Join(from, "LICENSE"):   "lies in the site",
		filepath.Join(full, "diary.txt"): "diary.txt",
	} {
		if _, err := Site(context.Background(), from, to, anvil); err == nil || !strings.Contains(err.Error(), want) {
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
	from, parent := otherSite(t), t.TempDir()
	to := filepath.Join(parent, "anvil")
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Site(stopped, from, to, anvil); err == nil {
		t.Error("a stopped run has no error")
	}
	if err := os.Symlink("home.html", filepath.Join(from, "layouts", "zlink.html")); err != nil {
		t.Fatal(err)
	}
	if _, err := Site(context.Background(), from, to, anvil); err == nil || !strings.Contains(err.Error(), "zlink.html is neither a file nor a folder") {
		t.Errorf("a link: error %v", err)
	}
	if err := os.RemoveAll(filepath.Join(from, "layouts")); err != nil {
		t.Fatal(err)
	}
	if _, err := Site(context.Background(), from, to, anvil); !os.IsNotExist(err) && err == nil {
		t.Errorf("without layouts: error %v", err)
	}
	if got := listed(t, parent); !slices.Equal(got, []string{"."}) {
		t.Errorf("there is %q", got)
	}
}
