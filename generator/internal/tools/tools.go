// Package tools finds what tests use beside Go. A test without it skips, and
// fails where the environment says CI=true: there all tests are to run.
package tools

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// Program is where the first of some programs lies that is there.
func Program(t testing.TB, names ...string) string {
	t.Helper()
	for _, name := range names {
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	missing(t, strings.Join(names, " or "))
	return ""
}

// Node is the program node, and the folder with some of its packages.
func Node(t testing.TB, packages ...string) (node, modules string) {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	modules = filepath.Join(filepath.Dir(here), "..", "..", "sitecheck", "node_modules")
	for _, name := range packages {
		if _, err := os.Stat(filepath.Join(modules, filepath.FromSlash(name))); err != nil {
			missing(t, name+" in generator/sitecheck/node_modules (npm ci --prefix generator/sitecheck)")
		}
	}
	return Program(t, "node"), modules
}

// Browser is what drives a browser: the program node, the browser, and the folder
// of the packages of node.
func Browser(t testing.TB) (node, chromium, modules string) {
	t.Helper()
	node, modules = Node(t, "playwright-core")
	return node, Program(t, "chromium", "chromium-browser", "google-chrome"), modules
}

func missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing", what)
	}
	t.Skipf("needs %s", what)
}
