package main

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/host"
)

// A stranger with the source builds the site anew, and compares what is published, behind
// a host or in a folder, byte for byte.
func TestVerifyRebuilt(t *testing.T) {
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	for _, day := range []string{"2024-01-01", "2024-01-02"} {
		write(t, filepath.Join(dir, "content", "privacy", "policy.md"), "# Privacy\n\n## Übung\n\nOn "+day+
			" we keep nothing.\n")
		must(t, "snapshot", "privacy", "-s", dir, "--now", day, "--quiet")
	}
	public := filepath.Join(t.TempDir(), "public")
	server := httptest.NewServer(&host.Host{Dir: public})
	defer server.Close()
	must(t, "build", "-s", dir, "--quiet", "-d", public, "--baseURL", server.URL+"/", "--now", "2024-02-01")
	c := must(t, "verify", server.URL+"/", "--rebuild", "-s", dir, "--now", "2024-02-01")
	if want := server.URL + "/ is what this source makes for 2024-02-01: "; !strings.Contains(c.stdout, want) {
		t.Errorf("it says: %s", c.stdout)
	}

	edit := func(name, old, new string) {
		t.Helper()
		file := filepath.Join(public, filepath.FromSlash(name))
		text := read(t, file)
		if !strings.Contains(text, old) {
			t.Fatalf("%s has no %q", name, old)
		}
		write(t, file, strings.Replace(text, old, new, 1))
	}
	edit("privacy/index.html", "we keep nothing", "we keep all")
	edit("privacy/changelog/atom.xml", "2024-01-02", "2024-01-03")
	if err := os.Remove(filepath.Join(public, "privacy", "versions.json")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(public, "privacy", "secret.html"), "Not from the source.")
	want := []string{"privacy/changelog/atom.xml: is not what the source makes: from byte ",
		`privacy/index.html: is not what the source makes: from byte `, `and should have "nothing`,
		"privacy/versions.json: is not there, and the source makes it"}
	c = run(t, "verify", server.URL+"/", "--rebuild", "-s", dir, "--now", "2024-02-01")
	for _, line := range append(want, "3 files of ") {
		if c.code != exitFindings || !strings.Contains(c.stdout, line) {
			t.Errorf("exit %d without %q:\n%s", c.code, line, c.stdout)
		}
	}
	c = run(t, "verify", public, "--rebuild", "-s", dir, "--now", "2024-02-01", "--quiet")
	if line := "privacy/secret.html: is there, and the source does not make it"; c.code != exitFindings ||
		!strings.Contains(c.stdout, line) {
		t.Errorf("exit %d without %q:\n%s", c.code, line, c.stdout)
	}
	if c := run(t, "verify", "--rebuild", "-s", dir); c.code == exitFine ||
		!strings.Contains(c.stderr, "needs the address") {
		t.Errorf("exit %d: %s", c.code, c.stderr)
	}
}
