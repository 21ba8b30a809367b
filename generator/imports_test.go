package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "policyarchive/generator/"

// mayImport is who may know whom: the packages of this module and, behind them,
// the libraries that are not of Go itself. A library stands for its subpackages.
var mayImport = map[string]string{
	"archive":    "characters folder plainjson policy stamp translog github.com/sourcegraph/conc/iter",
	"stamp":      "remote github.com/digitorus/pkcs7 github.com/digitorus/timestamp",
	"translog":   "github.com/transparency-dev/formats golang.org/x/mod",
	"audit":      "archive folder host pages remote translog github.com/sourcegraph/conc/pool",
	"remote":     "",
	"witness":    "remote translog github.com/sourcegraph/conc/iter",
	"characters": "golang.org/x/text",
	"english":    "",
	"sequence":   "",
	"pattern":    "",
	"usage":      "english github.com/spf13/cobra github.com/spf13/pflag",
	"plainjson":  "",
	"folder":     "",
	"policy": "characters english pattern github.com/yuin/goldmark github.com/goccy/go-yaml " +
		"github.com/pelletier/go-toml/v2 github.com/clipperhouse/uax29/v2 golang.org/x/net/html golang.org/x/text",
	"terms":     "policy",
	"lineage":   "policy sequence",
	"compare":   "cache characters policy sequence",
	"cache":     "",
	"calendar":  "",
	"history":   "archive lineage policy github.com/sourcegraph/conc/stream",
	"weave":     "cache compare history lineage plainjson policy github.com/sourcegraph/conc/stream",
	"changelog": "compare english history policy",
	"draft":     "archive compare folder git history lineage policy translog weave",
	"check": "archive characters changelog compare config draft english folder history importer language " +
		"lineage link pattern policy terms translog",
	"drift":  "english history policy schema sequence translog github.com/sourcegraph/conc/iter golang.org/x/net/html",
	"link":   "policy",
	"render": "compare link policy terms weave words golang.org/x/text",
	"capture": "characters english policy github.com/JohannesKaufmann/html-to-markdown/v2 " +
		"github.com/andybalholm/cascadia github.com/clipperhouse/uax29/v2 " +
		"github.com/yuin/goldmark golang.org/x/net/html golang.org/x/text",
	"importer": "archive characters capture draft english folder git history language lineage policy " +
		"starter wayback github.com/maruel/natural github.com/sourcegraph/conc/stream",
	"interrupt": "",
	"language":  "github.com/abadojack/whatlanggo",
	"hugo":      "theme github.com/gohugoio/hugo github.com/sourcegraph/conc/pool github.com/spf13/afero",
	"config":    "archive characters folder github.com/pelletier/go-toml/v2 golang.org/x/text",
	"schema":    "",
	"offline":   "folder golang.org/x/net/html",
	"feed":      "plainjson",
	"pages": "archive calendar changelog compare config drift feed history lineage link policy render schema weave " +
		"terms translog words github.com/sourcegraph/conc/pool golang.org/x/text",
	"build": "archive config draft drift folder hugo pages plainjson schema theme translog weave words " +
		"github.com/rogpeppe/go-internal/lockedfile github.com/sourcegraph/conc/pool github.com/tdewolff/minify/v2",
	"words": "folder theme github.com/bep/golocales github.com/gohugoio/go-i18n/v2 " +
		"github.com/gohugoio/hugo github.com/pelletier/go-toml/v2 golang.org/x/text",
	"theme":                  "folder policyarchive/layouts",
	"starter":                "characters folder policy golang.org/x/mod golang.org/x/text",
	"host":                   "",
	"serve":                  "english host watch",
	"watch":                  "github.com/fsnotify/fsnotify",
	"git":                    "golang.org/x/tools/txtar",
	"wayback":                "folder golang.org/x/net/idna golang.org/x/time/rate",
	"internal/histories":     "", // for tests
	"internal/readweave":     "policy weave",
	"internal/fakearchive":   "",                               // for tests
	"internal/tools":         "",                               // for tests
	"internal/fakeauthority": "github.com/digitorus/timestamp", // for tests
	"internal/fakewitness":   "golang.org/x/mod",               // for tests
	"internal/synthetic":     "",                               // for tests
	"internal/hostile":       "",                               // for tests and measure
}

// onlyForTests are packages that only tests import.
var onlyForTests = []string{"internal/histories", "internal/fakearchive", "internal/tools", "internal/synthetic",
	"internal/hostile", "internal/readweave", "internal/fakewitness",
	"internal/fakeauthority"}

// onlyMain are the ways to flags, the environment, the clock and the outside
// that belong to package main.
var onlyMain = []string{
	"os.Getenv", "os.LookupEnv", "os.Environ", "os.Setenv", "os.Args", "os.Exit", "os.Stdin", "os.Stdout", "os.Stderr",
	"os.Getwd", "os.Executable",
	"time.Now", "time.Since", "time.Until", "fmt.Print", "fmt.Printf", "fmt.Println", "http.Get", "http.Post",
	"http.DefaultClient",
}

// exceptions are uses of them elsewhere, with the reason.
var exceptions = map[string]string{
	"hugo/process.go os.Executable": "Hugo runs in a child process of this program",
	"hugo/process.go os.Environ":    "the child inherits the environment but for what would configure Hugo",
	"hugo/otherhugo.go os.Environ":  "another program takes the place of this one in tests",
	"hugo/otherhugo.go os.Getenv":   "another program takes the place of this one in tests",
	"git/command.go os.Environ": "the child inherits the environment but for what would make git answer " +
		"differently",
	"internal/histories/histories.go os.Getenv": "tests that cannot run fail in CI",
	"internal/tools/tools.go os.Getenv":         "tests that cannot run fail in CI",
}

// TestWhoKnowsWhom holds the packages to the table, and the table to libraries
// that are used.
func TestWhoKnowsWhom(t *testing.T) {
	used := map[string]map[string]bool{}
	eachFile(t, func(name string, file *ast.File) {
		dir := path.Dir(name)
		if dir == "." {
			return
		}
		allowed, known := mayImport[dir]
		if !known {
			t.Fatalf("%s: the package is not in the table of imports_test.go; say there whom it may import", name)
		}
		if used[dir] == nil {
			used[dir] = map[string]bool{}
		}
		for _, spec := range file.Imports {
			p, _ := strconv.Unquote(spec.Path.Value)
			if first, _, _ := strings.Cut(p, "/"); first != "policyarchive" && !strings.Contains(first, ".") {
				if p == "flag" || p == "log" || p == "log/slog" || p == "testing" && !slices.Contains(onlyForTests, dir) {
					t.Errorf("%s imports %s, which is for package main and tests", name, p)
				}
				continue
			}
			by := importedBy(strings.Fields(allowed), strings.TrimPrefix(p, module))
			if by == "" {
				t.Errorf("%s must not import %s; it may import %q", name, p, allowed)
			}
			used[dir][by] = true
		}
	})
	for dir, allowed := range mayImport {
		for _, p := range strings.Fields(allowed) {
			if strings.Contains(p, ".") && !used[dir][p] {
				t.Errorf("the table lets %s import %s, and it does not: take it out", dir, p)
			}
		}
	}
}

// importedBy returns the entry of the table that allows an import; "" if none.
func importedBy(allowed []string, p string) string {
	for _, a := range allowed {
		if p == a || strings.Contains(a, ".") && strings.HasPrefix(p, a+"/") {
			return a
		}
	}
	return ""
}

// TestOnlyMainSeesTheWorld: no other package reads the environment, the clock
// or the arguments, or writes to the terminal.
func TestOnlyMainSeesTheWorld(t *testing.T) {
	unused := map[string]bool{}
	for e := range exceptions {
		unused[e] = true
	}
	eachFile(t, func(name string, file *ast.File) {
		if path.Dir(name) == "." {
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			pkg, ok := sel.X.(*ast.Ident)
			if !ok || pkg.Obj != nil {
				return true
			}
			use := pkg.Name + "." + sel.Sel.Name
			delete(unused, name+" "+use)
			if slices.Contains(onlyMain, use) && exceptions[name+" "+use] == "" {
				t.Errorf("%s uses %s, which is for package main; pass in what it needs", name, use)
			}
			return true
		})
	})
	for e := range unused {
		t.Errorf("the exception %q is used no more: take it out", e)
	}
}

// offDisk are packages that get values and return values.
var offDisk = []string{"policy", "terms", "lineage", "compare", "weave", "history", "changelog", "calendar", "feed",
	"link", "render",
	"schema", "pages"}

// TestValuesOnly: what computes opens no file and no connection.
func TestValuesOnly(t *testing.T) {
	eachFile(t, func(name string, file *ast.File) {
		if !slices.Contains(offDisk, path.Dir(name)) {
			return
		}
		for _, spec := range file.Imports {
			switch p, _ := strconv.Unquote(spec.Path.Value); p {
			case "os", "os/exec", "io/fs", "path/filepath", "net", "net/http", "syscall", "unsafe":
				if name+" "+p != "policy/parse.go unsafe" {
					t.Errorf("%s imports %s, and its package is to compute with values alone", name, p)
				}
			}
		}
	})
}

// TestPackagesAreFlat: no package lies deeper than below generator/, but for
// what only tests use.
func TestPackagesAreFlat(t *testing.T) {
	eachFile(t, func(name string, file *ast.File) {
		if dir := path.Dir(name); strings.Contains(dir, "/") && !slices.Contains(onlyForTests, dir) {
			t.Errorf("%s: packages lie flat under generator/", name)
		}
		if dir := path.Dir(name); dir != "." && path.Base(dir) != file.Name.Name {
			t.Errorf("%s: package %s lies in folder %s", name, file.Name.Name, path.Base(dir))
		}
	})
}

// eachFile calls f for the parsed Go files below generator/ that are no tests,
// with their path from there. measure is a program of its own, which sees this
// one from outside.
func eachFile(t *testing.T, f func(name string, file *ast.File)) {
	t.Helper()
	count := 0
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "testdata" || name == "measure"):
			return filepath.SkipDir
		case entry.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			return err
		}
		count++
		f(filepath.ToSlash(name), file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if count < 50 {
		t.Fatalf("only %d Go files were found", count)
	}
}
