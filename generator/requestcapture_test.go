package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/internal/fakearchive"
)

// What was archived last is captured when the site serves it, and once.
func TestRequestCapture(t *testing.T) {
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	clock := fakearchive.NewClock()
	var asked []string
	refused := ""
	wayback := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		address := r.FormValue("url")
		asked = append(asked, address)
		if address == refused {
			_, _ = w.Write([]byte(`{"status":"error","message":"Not today."}`))
			return
		}
		_, _ = w.Write([]byte(`{"job_id":"spn2-7"}`))
	}))
	defer wayback.Close()
	served, requests := []byte("older"), 0
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/log/checkpoint" {
			http.NotFound(w, r)
			return
		}
		if requests++; requests == 5 { // it is published meanwhile
			served, _ = os.ReadFile(filepath.Join(dir, "archive", "checkpoint"))
		}
		_, _ = w.Write(served)
	}))
	defer site.Close()
	run := func(key string, args ...string) command {
		var out, errors bytes.Buffer
		a := newTestApp(&out, &errors)
		a.now, a.wait = clock.Now, clock.Wait
		a.getenv = func(name string) string { return map[string]string{"WAYBACK_KEY": key}[name] }
		code := a.run(context.Background(), append(args, "-s", dir))
		return command{code, out.String(), errors.String()}
	}
	freeze := func(day, text string) {
		t.Helper()
		write(t, filepath.Join(dir, "content", "privacy", "policy.md"), "# Privacy\n\n"+text+
			" Write to smith@anvil.example.\n")
		if c := run("", "snapshot", "privacy", "--now", day); c.code != exitFine {
			t.Fatalf("%+v", c)
		}
	}
	freeze("2024-01-01", "Nothing.")
	freeze("2024-02-01", "More.")
	ask := func(key string, args ...string) command {
		asked = nil
		return run(key, append([]string{"request-capture", "--endpoint", wayback.URL}, args...)...)
	}
	for want, c := range map[string]command{
		"WAYBACK_KEY is not set":    ask("", "--site", site.URL),
		"the log has no checkpoint": ask("a:b", "--site", site.URL),
		"is not the address of a":   ask("a:b", "privacy"),
	} {
		if c.code != exitFailed || !strings.Contains(c.stderr, want) || len(asked) > 0 {
			t.Errorf("%+v, want %s; asked for %q", c, want, asked)
		}
	}
	if c := run("", "checkpoint"); c.code != exitFine {
		t.Fatalf("%+v", c)
	}
	if c := ask("a:b", "--site", site.URL); c.code != exitFailed || len(asked) > 0 ||
		!strings.Contains(c.stderr, "the site serves another checkpoint than this archive has: publish it first") {
		t.Errorf("before it is published: %+v; asked for %q", c, asked)
	}
	if c := ask("a:b", "--site", site.URL, "--wait", "30s"); c.code != exitFailed || len(asked) > 0 || requests != 3 {
		t.Errorf("waited too short: %+v; asked for %q, after %d requests", c, asked, requests)
	}
	c := ask("a:b", "--site", site.URL, "--wait", "10m")
	want := []string{site.URL + "/privacy/archive/2024-02-01/", site.URL + "/log/checkpoint"}
	if c.code != exitFine || !slices.Equal(asked, want) || requests != 5 ||
		!strings.Contains(c.stdout, "/privacy/archive/2024-02-01/: the archive took the request, as spn2-7. Its captures: "+
			"https://web.archive.org/web/*/") {
		t.Errorf("%+v; asked for %q, after %d requests", c, asked, requests)
	}
	refused = want[0]
	if c := ask("a:b", "--site", site.URL); c.code != exitFindings || !slices.Equal(asked, want) ||
		!strings.Contains(c.stdout, want[0]+`: the archive refuses: "Not today."`) ||
		!strings.Contains(c.stdout, want[1]+": the") {
		t.Errorf("%+v; asked for %q", c, asked)
	}
	if c := ask("a:b", "https://anvil.example/terms"); c.code != exitFine || !slices.Equal(asked,
		[]string{"https://anvil.example/terms"}) {
		t.Errorf("%+v; asked for %q", c, asked)
	}
}
