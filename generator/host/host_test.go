package host_test

import (
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/host"
)

// folder writes a published folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func ask(h http.Handler, method, target string) *http.Response {
	w := httptest.NewRecorder()
	req := httptest.NewRequest(method, "/", nil)
	req.URL.Path, req.URL.RawQuery, _ = strings.Cut(target, "?")
	h.ServeHTTP(w, req)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

var sample = map[string]string{
	"_headers":                              headerRules,
	"_redirects":                            redirectRules,
	"index.html":                            "<head></head>home",
	"404.html":                              "<head></head>lost",
	"privacy/index.html":                    "<head></head>the text",
	"privacy/x":                             "a file without an ending",
	"privacy.md":                            "# Privacy",
	"old-two":                               "there is a file",
	"assets/page.js":                        "export {}",
	"assets/site.css":                       "a{}",
	"privacy/archive/2016-11-04/policy.md":  "# Old",
	".git/config":                           "hidden",
	"privacy/.hidden.html":                  "hidden",
	".well-known/security.txt":              "Contact: mailto:a@anvil.example",
	"files/with space & 100%.txt":           "odd",
	"empty/file.txt":                        "below a folder without a page",
	"privacy/compare/2016-11-04/index.html": "x",
}

func TestServe(t *testing.T) {
	h := &host.Host{Dir: folder(t, sample)}
	for _, test := range []struct {
		address  string
		status   int
		body     string
		location string
		mediaTyp string
	}{
		{"/", 302, "", "/privacy/", ""},
		{"/index.html", 200, "<head></head>home", "", "text/html; charset=utf-8"},
		{"/privacy/", 200, "<head></head>the text", "", "text/html; charset=utf-8"},
		{"/privacy", 301, "", "/privacy/", ""},
		{"/privacy?a=b", 301, "", "/privacy/?a=b", ""},
		{"/privacy.md", 200, "# Privacy", "", "text/markdown; charset=utf-8"},
		{"/assets/page.js", 200, "export {}", "", "text/javascript; charset=utf-8"},
		{"/assets/site.css", 200, "a{}", "", "text/css; charset=utf-8"},
		{"/privacy/x", 200, "a file without an ending", "", "application/octet-stream"},
		{"/old-two", 200, "there is a file", "", "application/octet-stream"},
		{"/old", 301, "", "/privacy/#contact", ""},
		{"/pair/?from=a&to=b", 302, "", "/compare/a/b/?from=a&to=b", ""},
		{"/compare/a/b/", 404, "<head></head>the text", "", "text/html; charset=utf-8"},
		{"/shown/x", 200, "a file without an ending", "", "application/octet-stream"},
		{"/shown/y", 404, "<head></head>lost", "", "text/html; charset=utf-8"},
		{"/nowhere", 404, "<head></head>lost", "", "text/html; charset=utf-8"},
		{"/nowhere/", 404, "<head></head>lost", "", "text/html; charset=utf-8"},
		{"/empty/", 404, "<head></head>lost", "", "text/html; charset=utf-8"},
		{"/empty", 404, "<head></head>lost", "", "text/html; charset=utf-8"},
		{"/files/with space & 100%.txt", 200, "odd", "", "text/plain; charset=utf-8"},
		{"/.well-known/security.txt", 200, "Contact: mailto:a@anvil.example", "", "text/plain; charset=utf-8"},
	} {
		r := ask(h, http.MethodGet, test.address)
		if r.StatusCode != test.status || body(t, r) != test.body || r.Header.Get("Location") != test.location {
			t.Errorf("%s: %d, to %q, want %d, %q, to %q", test.address, r.StatusCode, r.Header.Get("Location"), test.status,
				test.body, test.location)
		}
		if got := r.Header.Get("Content-Type"); test.mediaTyp != "" && got != test.mediaTyp {
			t.Errorf("%s is sent as %q, want %q", test.address, got, test.mediaTyp)
		}
		if test.location == "" && r.Header.Get("X-All") != "yes" {
			t.Errorf("%s lacks what all pages have", test.address)
		}
	}
}

// What is outside of the folder, hidden, or for the host alone is never sent.
func TestServeSafely(t *testing.T) {
	dir := folder(t, sample)
	secret := filepath.Join(filepath.Dir(dir), "secret.txt")
	if err := os.WriteFile(secret, []byte("hidden"), 0o644); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"link.txt": secret, "up": "..", "relative.txt": "../secret.txt"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skipf("this system makes no symbolic links: %v", err)
		}
	}
	if err := os.Symlink("privacy.md", filepath.Join(dir, "inside.md")); err != nil {
		t.Fatal(err)
	}
	h := &host.Host{Dir: dir}
	for _, address := range []string{
		"/../secret.txt", "/privacy/../../secret.txt", "/..", "/../", "//secret.txt", "/./privacy.md", "/privacy//",
		"/link.txt", "/up/secret.txt", "/relative.txt",
		"/.git/config", "/.git", "/.git/", "/privacy/.hidden.html", "/_headers", "/_redirects", "/\x00", "/privacy/\x00",
		`/..\secret.txt`, `/C:\secret.txt`, "/privacy.md/", "x",
	} {
		r := ask(h, http.MethodGet, address)
		if text := body(t, r); r.StatusCode != http.StatusNotFound || strings.Contains(text, "hidden") ||
			strings.Contains(text, "X-All") {
			t.Errorf("%q: %d %q", address, r.StatusCode, text)
		}
	}
	if r := ask(h, http.MethodGet, "/inside.md"); r.StatusCode != http.StatusOK {
		t.Errorf("a link inside of the folder: %d", r.StatusCode)
	}
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions} {
		if r := ask(h, method, "/privacy/"); r.StatusCode != http.StatusMethodNotAllowed || r.Header.Get("Allow") == "" {
			t.Errorf("%s: %d", method, r.StatusCode)
		}
	}
}

// Types are the same on every machine.
func TestServeTypesAreFixed(t *testing.T) {
	if err := mime.AddExtensionType(".js", "text/plain"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = mime.AddExtensionType(".js", "text/javascript; charset=utf-8") })
	h := &host.Host{Dir: folder(t, map[string]string{"a.js": "1", "b.MJS": "1", "c.unknown": "<html>"})}
	for address, want := range map[string]string{"/a.js": "text/javascript; charset=utf-8",
		"/b.MJS": "text/javascript; charset=utf-8", "/c.unknown": "application/octet-stream"} {
		if got := ask(h, http.MethodGet, address).Header.Get("Content-Type"); got != want {
			t.Errorf("%s is sent as %q, want %q", address, got, want)
		}
	}
}

func TestServeChanged(t *testing.T) {
	h := &host.Host{Dir: folder(t, sample), Fresh: true, Change: func(page []byte) []byte { return append(page, "!"...) }}
	for address, want := range map[string]string{"/privacy/": "<head></head>the text!", "/nowhere": "<head></head>lost!",
		"/privacy.md": "# Privacy"} {
		r := ask(h, http.MethodGet, address)
		if got := body(t, r); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
		if got := r.Header.Values("Cache-Control"); len(got) != 1 || got[0] != "no-store" {
			t.Errorf("%s is kept: %q", address, got)
		}
	}
	for address, length := range map[string]string{"/privacy/": "22", "/nowhere": "18", "/privacy.md": "9"} {
		r := ask(h, http.MethodHead, address)
		if text := body(t, r); text != "" || r.Header.Get("Content-Length") != length {
			t.Errorf("HEAD %s: %q, length %s, want %s", address, text, r.Header.Get("Content-Length"), length)
		}
	}
}

func TestServeWhatIsWrong(t *testing.T) {
	broken := &host.Host{Dir: folder(t, map[string]string{"index.html": "home", "_redirects": "/lonely\n"})}
	if r := ask(broken, http.MethodGet, "/index.html"); r.StatusCode != http.StatusInternalServerError ||
		!strings.Contains(body(t, r), "_redirects:1: /lonely leads nowhere") {
		t.Errorf("broken rules: %d", r.StatusCode)
	}
	missing := &host.Host{Dir: filepath.Join(t.TempDir(), "public")}
	if r := ask(missing, http.MethodGet, "/"); r.StatusCode != http.StatusInternalServerError {
		t.Errorf("no folder: %d", r.StatusCode)
	}
	bare := &host.Host{Dir: folder(t, map[string]string{"index.html": "home"})}
	if r := ask(bare, http.MethodGet, "/"); r.StatusCode != http.StatusOK || body(t, r) != "home" {
		t.Errorf("without rules: %d", r.StatusCode)
	}
	if r := ask(bare, http.MethodGet, "/nowhere"); r.StatusCode != http.StatusNotFound {
		t.Errorf("without a page for what is not there: %d", r.StatusCode)
	}
}
