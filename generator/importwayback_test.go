package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/internal/fakearchive"
)

const waybackAddress = "https://anvil.example/privacy"

// policyPage is a page whose text, or whose surroundings, may differ.
func policyPage(weeks, advertisement string) []byte {
	return fmt.Appendf(nil, `<!doctype html><html lang="en"><head><title>Privacy | Anvil</title></head><body>
<nav><a href="/">Home</a> <a href="/shop">Shop</a></nav><aside>%s</aside>
<main><h1>Privacy</h1><p>We keep your letters for %s weeks, and after that we burn them in the oven of the forge, where nobody can read them any more. See our <a href="/terms">terms</a>.</p>
<h2>1. Who reads them</h2><p>The smith reads your letters, and so do the two boys who help him; none of them can read very well, so you need not be afraid of anything that they may learn.</p>
<script>alert(1)</script></main></body></html>`, advertisement, weeks)
}

// imports runs the command against an archive, on its clock.
func imports(t *testing.T, archive *fakearchive.Server, dir string, args ...string) command {
	t.Helper()
	var out, errors bytes.Buffer
	a := newTestApp(&out, &errors)
	a.now, a.wait = archive.Clock.Now, archive.Clock.Wait
	code := a.run(context.Background(), append([]string{"import", "wayback", "privacy", waybackAddress, "--endpoint",
		archive.URL, "-s", dir}, args...))
	return command{code, out.String(), errors.String()}
}

func TestImportWayback(t *testing.T) {
	archive := fakearchive.New(t)
	archive.Add("20150302101112", waybackAddress, "text/html", policyPage("eight", "Buy anvils"), 200)
	archive.Add("20150402101112", waybackAddress, "text/html", policyPage("eight", "Buy hammers"), 200) // the same text
	archive.Add("20150502101112", waybackAddress, "text/html", []byte("gone"), 404)
	archive.Add("20160304050607", waybackAddress, "text/html", policyPage("nine", "Buy tongs"), 200)
	archive.Add("20170101000000", waybackAddress, "text/html", policyPage("eight", "Buy anvils"), 200) // a revert
	archive.Next(fakearchive.Replay, fakearchive.Status(http.StatusTooManyRequests, "Retry-After", "7"))
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}

	dry := imports(t, archive, dir, "--dry-run")
	if dry.code != exitFine || !strings.Contains(dry.stdout, "Would fetch 4 captures") ||
		archive.Count(fakearchive.Replay) != 0 {
		t.Errorf("a dry run: %+v after %d fetches", dry, archive.Count(fakearchive.Replay))
	}
	c := imports(t, archive, dir)
	if c.code != exitFine || !strings.Contains(c.stdout,
		"Imported 3 versions of privacy, from 2015-03-02 to 2017-01-01; 1 with the same text as before.") {
		t.Fatalf("%+v", c)
	}
	if !strings.Contains(c.stderr, "7") {
		t.Errorf("nobody is told that the archive asked to wait:\n%s", c.stderr)
	}
	must(t, "verify", "-s", dir)
	if kept, err := filepath.Glob(filepath.Join(dir, ".build", "wayback", "127.0.0.1_*", "privacy", "*")); err != nil ||
		len(kept) != 1 {
		t.Errorf("%d fetched pages are kept, want the one that is in no version: %v", len(kept), err)
	}
	record := read(t, filepath.Join(dir, "archive", "privacy", "2015-03-02", "version.json"))
	for _, want := range []string{`"captured": "2015-03-02T10:11:12Z"`, `"original": "https://anvil.example/privacy"`,
		`"medium": "wayback"`,
		// it was not the Internet Archive's
		`"archived": "` + archive.URL + `/web/20150302101112id_/https://anvil.example/privacy"`} {
		if !strings.Contains(record, want) {
			t.Errorf("the record lacks %s:\n%s", want, record)
		}
	}
	if strings.Contains(record, `"effective"`) {
		t.Error("a day of capture became one of effect")
	}
	if got := read(t, filepath.Join(dir, "archive", "privacy", "2015-03-02",
		"capture.html")); got != string(policyPage("eight", "Buy anvils")) {
		t.Error("the bytes are not those of the capture")
	}
	text := read(t, filepath.Join(dir, "archive", "privacy", "2015-03-02", "policy.md"))
	if !strings.Contains(text, "# Privacy\n") || !strings.Contains(text, "(https://anvil.example/terms)") ||
		strings.Contains(text, "alert") || strings.Contains(text, "Shop") {
		t.Errorf("the text:\n%s", text)
	}

	must(t, "build", "-s", dir)
	page := read(t, filepath.Join(dir, "public", "privacy", "archive", "2015-03-02", "index.html"))
	for _, want := range []string{"2015-03-02T10:11:12Z", archive.URL + "/web/20150302101112id_"} {
		if !strings.Contains(page, want) {
			t.Errorf("the version's page does not say %s", want)
		}
	}

	// Only what is new is fetched later.
	before := archive.Count(fakearchive.Replay)
	archive.Add("20180101000000", waybackAddress, "text/html", policyPage("ten", "Buy tongs"), 200)
	c = imports(t, archive, dir)
	if c.code != exitFine || !strings.Contains(c.stdout, "Imported 1 version of privacy; 3 known already") {
		t.Errorf("%+v", c)
	}
	if n := archive.Count(fakearchive.Replay) - before; n != 1 {
		t.Errorf("%d pages were fetched for one that is new", n)
	}
	if archive.MostAtOnce() != 1 {
		t.Errorf("%d requests at once", archive.MostAtOnce())
	}
}

// A run that the archive ends leaves the site's archive as it was, and the
// next one asks for what is missing alone.
func TestImportWaybackGoesOn(t *testing.T) {
	archive := fakearchive.New(t)
	for n, weeks := range []string{"one", "two", "three", "four", "five"} {
		archive.Add(fmt.Sprintf("20150%d01000000", n+1), waybackAddress, "text/html", policyPage(weeks, ""), 200)
	}
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	fetched, down := 0, true
	archive.Always(fakearchive.Replay, func(w http.ResponseWriter, r *http.Request, serve http.HandlerFunc) {
		if fetched++; down && fetched > 2 {
			http.Error(w, "down", http.StatusServiceUnavailable)
			return
		}
		serve(w, r)
	})
	c := imports(t, archive, dir)
	if c.code != exitFailed || !strings.Contains(c.stderr,
		"2 of 5 captures are fetched and kept: run the command again to go on") {
		t.Fatalf("%+v", c)
	}
	if _, err := os.Stat(filepath.Join(dir, "archive", "privacy")); !os.IsNotExist(err) {
		t.Errorf("a run that failed left something in the archive: %v", err)
	}
	down = false
	before := archive.Count(fakearchive.Replay)
	c = imports(t, archive, dir)
	if c.code != exitFine || !strings.Contains(c.stdout, "Imported 5 versions") {
		t.Fatalf("%+v", c)
	}
	if n := archive.Count(fakearchive.Replay) - before; n != 3 {
		t.Errorf("%d pages were fetched, 3 were missing", n)
	}
}

func TestImportWaybackRefuses(t *testing.T) {
	archive := fakearchive.New(t)
	archive.Add("20150302101112", waybackAddress, "text/html",
		[]byte("<html><body><p>404 Not Found. The page you asked for is not on this server.</p></body></html>"), 200)
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	if c := imports(t, archive, dir, "--strict"); c.code != exitFindings ||
		!strings.Contains(c.stderr, "refused: it looks like an error page") {
		t.Errorf("%+v", c)
	}
	if c := run(t, "import", "wayback", "privacy", "https://nobody.example/", "--endpoint", archive.URL, "-s",
		dir); c.code != exitFailed || !strings.Contains(c.stderr, "nobody.example") {
		t.Errorf("no capture: %+v", c)
	}
	if c := run(t, "import", "wayback", "privacy", "ftp://anvil.example/", "--endpoint", archive.URL, "-s",
		dir); c.code != exitFailed {
		t.Errorf("not a page: %+v", c)
	}
}
