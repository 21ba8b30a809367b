package starter

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
)

const goModOfGenerator = `module example.org/generator

go 1.26.0

require (
	example.org/lib v1.0.0
	example.org/deep v0.1.0 // indirect
)

tool example.org/other
`

// TestGoMod: the go.mod of a site says where the generator is, and says so when it is
// read.
func TestGoMod(t *testing.T) {
	for _, test := range []struct {
		module  Module
		require string
		replace string
	}{
		{Module{Version: "v1.2.3"}, "example.org/generator v1.2.3", ""},
		{Module{Replace: "github.com/anvil/fork@v0.0.0-20260101000000-0123456789ab"},
			"example.org/generator v0.0.0", "github.com/anvil/fork v0.0.0-20260101000000-0123456789ab"},
		{Module{Replace: "/home/ann/policy archive"}, "example.org/generator v0.0.0", "/home/ann/policy archive"},
	} {
		made, err := goMod([]byte(goModOfGenerator), test.module)
		if err != nil {
			t.Fatal(err)
		}
		file, err := modfile.Parse("go.mod", made, nil)
		if err != nil {
			t.Fatalf("%v\n%s", err, made)
		}
		if file.Module.Mod.Path != "site" || file.Go.Version != "1.26.0" ||
			len(file.Tool) != 1 || file.Tool[0].Path != "example.org/generator/generator" {
			t.Errorf("it is\n%s", made)
		}
		required := file.Require
		if len(required) != 3 || required[0].Mod.String() != strings.Replace(test.require, " ", "@", 1) ||
			!required[1].Indirect || !required[2].Indirect {
			t.Errorf("it requires %v", file.Require)
		}
		replaced := ""
		for _, r := range file.Replace {
			replaced += strings.TrimSpace(r.New.Path + " " + r.New.Version)
		}
		if replaced != test.replace {
			t.Errorf("it replaces by %q", replaced)
		}
		again, found, err := readModule(made, "/anywhere", "example.org/generator")
		if err != nil || !found || again != test.module {
			t.Errorf("%v is read as %v, %v, %v", test.module, again, found, err)
		}
	}
	if _, err := goMod([]byte(goModOfGenerator), Module{Version: "latest"}); err == nil {
		t.Error("a version that is none is written")
	}
}

func TestReadModule(t *testing.T) {
	sites := t.TempDir()
	for gomod, want := range map[string]Module{
		"require example.org/generator v1.2.3\nreplace example.org/generator => ../generator\n": {
			Replace: filepath.Join(sites, "generator")},
		"require example.org/generator v1.2.3\nreplace example.org/generator v1.0.0 => ../x\n": {Version: "v1.2.3"},
		"require example.org/lib v1.2.3\n": {},
	} {
		m, found, err := readModule([]byte("module site\n"+gomod), filepath.Join(sites, "anvil"), "example.org/generator")
		if err != nil || m != want || found != (want != Module{}) {
			t.Errorf("%s\ngives %v, %v, %v", gomod, m, found, err)
		}
	}
	_, _, err := readModule([]byte("nonsense"), sites, "x")
	if err == nil || !strings.Contains(err.Error(), "go.mod:1") {
		t.Errorf("a broken go.mod: %v", err)
	}
}

// TestGoSum: the checksums of a version that was fetched stand behind the others.
func TestGoSum(t *testing.T) {
	own, version := []byte("module example.org/generator\n"), Module{Version: "v1.2.3", Sum: "h1:abc="}
	sums, err := goSum(own, []byte("a v1 h1:x=\n"), version)
	want := "a v1 h1:x=\nexample.org/generator v1.2.3 h1:abc=\nexample.org/generator v1.2.3/go.mod h1:"
	if err != nil || !strings.HasPrefix(string(sums), want) {
		t.Errorf("got %s, %v\nwant %s…", sums, err, want)
	}
	sums, err = goSum(nil, []byte("a v1 h1:x=\n"), Module{Replace: "/home/ann/generator"})
	if err != nil || string(sums) != "a v1 h1:x=\n" {
		t.Errorf("got %s, %v", sums, err)
	}
}
