package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"policyarchive/generator/serve"
)

// pipe collects what a command prints while it runs.
type pipe struct {
	mu    sync.Mutex
	text  bytes.Buffer
	first func() // called before the first thing is printed
}

func (p *pipe) Write(data []byte) (int, error) {
	if p.first != nil {
		p.first()
		p.first = nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.Write(data)
}

func (p *pipe) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.String()
}

// wait returns the first match of a pattern in what is printed from now on, or
// was printed behind byte from.
func (p *pipe) wait(t *testing.T, from int, pattern string) string {
	t.Helper()
	re := regexp.MustCompile(pattern)
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if m := re.FindString(p.String()[from:]); m != "" {
			return m
		}
	}
	t.Fatalf("nothing like %q was printed:\n%s", pattern, p.String()[from:])
	return ""
}

// served is a site that a test serves.
type served struct {
	dir, address string
	out, errors  *pipe
}

// serve starts serving a new site with one version of 1 January 2024, and one
// announced for 2027.
func serveSite(t *testing.T, flags ...string) *served {
	t.Helper()
	s := toServe(t)
	s.start(t, flags...)
	return s
}

// toServe is a site that is not served yet.
func toServe(t *testing.T) *served {
	t.Helper()
	s := &served{dir: t.TempDir(), out: &pipe{}, errors: &pipe{}}
	if err := newSite(s.dir); err != nil {
		t.Fatal(err)
	}
	must(t, "layouts", "404.html", "_partials/foot.html", "-s", s.dir)
	s.edit(t, "content/privacy/policy.md", "# Privacy\n\nWe keep nothing.\n")
	must(t, "snapshot", "privacy", "-s", s.dir, "--now", "2024-01-01")
	s.edit(t, "content/privacy/policy.md", "# Privacy\n\nWe keep a little.\n")
	must(t, "snapshot", "privacy", "-s", s.dir, "--now", "2024-01-02", "--effective", "2027-01-01")
	return s
}

func (s *served) start(t *testing.T, flags ...string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan int)
	go func() {
		done <- newTestApp(s.out, s.errors).run(ctx, append([]string{"serve", "-s", s.dir, "--port", "0"}, flags...))
	}()
	t.Cleanup(func() {
		stop()
		if code := <-done; code != exitFine {
			t.Errorf("serve ended with %d: %s", code, s.errors)
		}
		if _, err := http.Get(s.address); err == nil {
			t.Error("the site is still served")
		}
	})
	s.address = strings.TrimSuffix(s.out.wait(t, 0, `http://[0-9.:]+/`), "/")
}

func (s *served) edit(t *testing.T, name, text string) {
	t.Helper()
	write(t, filepath.Join(s.dir, filepath.FromSlash(name)), text)
}

func (s *served) get(t *testing.T, at string, status int) string {
	t.Helper()
	r, err := http.Get(s.address + at)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if r.StatusCode != status {
		t.Errorf("%s: status %d, want %d", at, r.StatusCode, status)
	}
	return string(body)
}

// reloaded opens the stream of events as a page does, and returns a channel
// that is closed when the page is told to reload.
func (s *served) reloaded(t *testing.T) <-chan struct{} {
	t.Helper()
	r, err := http.Get(s.address + serve.Events)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Body.Close() })
	if got := r.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Fatalf("the stream of events is %s", got)
	}
	lines := bufio.NewScanner(r.Body)
	lines.Scan() // the comment with which the stream begins
	told := make(chan struct{})
	go func() {
		for lines.Scan() {
			if lines.Text() == "data: reload" {
				close(told)
				return
			}
		}
	}()
	return told
}

func await(t *testing.T, told <-chan struct{}) {
	t.Helper()
	select {
	case <-told:
	case <-time.After(time.Minute):
		t.Fatal("the page was not told to reload")
	}
}

// TestServeMissesNothing: what is saved before the first page can be asked for is
// built as well.
func TestServeMissesNothing(t *testing.T) {
	s := toServe(t)
	s.out.first = func() { s.edit(t, "layouts/404.html", `{{ define "main" }}<h1>Early</h1>{{ end }}`) }
	s.start(t)
	s.out.wait(t, 0, `layouts/404\.html changed: built in `)
	if page := s.get(t, "/nowhere/", http.StatusNotFound); !strings.Contains(page, "Early") {
		t.Errorf("the page is still\n%s", page)
	}
}

func TestServe(t *testing.T) {
	s := serveSite(t)
	if first := s.out.String(); !regexp.MustCompile(`^Built in [^:]+: 2 versions, \d+ pages\. Serving http://127\.0\.0\.1:\d+/privacy/ \(Ctrl-C stops\)\n$`).MatchString(first) {
		t.Errorf("it begins with %q", first)
	}
	page := s.get(t, "/privacy/", http.StatusOK)
	for _, want := range []string{"We keep nothing.", `src="` + serve.Script + `"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if got := s.get(t, "/privacy.md", http.StatusOK); got != "# Privacy\n\nWe keep nothing.\n" {
		t.Errorf("the source is %q", got)
	}
	s.get(t, "/nowhere/", http.StatusNotFound)
	s.get(t, "/../../etc/passwd", http.StatusNotFound)
	if script := s.get(t, serve.Script, http.StatusOK); !strings.Contains(script, serve.Events) {
		t.Errorf("the script is %q", script)
	}

	t.Run("a template is changed", func(t *testing.T) {
		told, from := s.reloaded(t), len(s.out.String())
		s.edit(t, "layouts/404.html", `{{ define "main" }}<h1>Astray</h1>{{ end }}`)
		await(t, told)
		s.out.wait(t, from, `layouts/404\.html changed: built in `)
		if page := s.get(t, "/nowhere/", http.StatusNotFound); !strings.Contains(page, "Astray") {
			t.Errorf("the page is still\n%s", page)
		}
	})
	t.Run("a template is broken", func(t *testing.T) {
		from := len(s.errors.String())
		s.edit(t, "layouts/404.html", "{{ define \"main\" }}\n<h1>{{ .Nothing.At.All }}</h1>{{ end }}")
		s.errors.wait(t, from, `layouts/404\.html changed, and the site does not build; the last good one is still served:\nlayouts/404\.html:2:\d+: `)
		if page := s.get(t, "/nowhere/", http.StatusNotFound); !strings.Contains(page, "Astray") {
			t.Errorf("the last good page is gone:\n%s", page)
		}
		s.get(t, "/privacy/", http.StatusOK)
	})
	t.Run("and put right", func(t *testing.T) {
		told := s.reloaded(t)
		s.edit(t, "layouts/404.html", `{{ define "main" }}<h1>Found again</h1>{{ end }}`)
		await(t, told)
		if page := s.get(t, "/nowhere/", http.StatusNotFound); !strings.Contains(page, "Found again") {
			t.Errorf("the page is still\n%s", page)
		}
	})
	t.Run("a page is opened before it is made anew", func(t *testing.T) {
		told := s.reloaded(t)
		s.edit(t, "layouts/_partials/foot.html", "<p>Of another size.</p>")
		await(t, told)
		s.get(t, "/privacy/archive/2024-01-01/", http.StatusOK)
		await(t, s.reloaded(t))
		if page := s.get(t, "/privacy/archive/2024-01-01/", http.StatusOK); !strings.Contains(page, "Of another size.") {
			t.Errorf("the page is still\n%s", page)
		}
	})
	t.Run("the site is built for another address", func(t *testing.T) {
		must(t, "build", "-s", s.dir, "-d", filepath.Join(t.TempDir(), "public"), "-b", "https://example.org/below/")
		// As by another process.
		s.edit(t, ".build/lock", "1")
		told := s.reloaded(t)
		s.edit(t, "layouts/404.html", `{{ define "main" }}<h1>At home</h1>{{ end }}`)
		await(t, told)
		if page := s.get(t, "/privacy/", http.StatusOK); strings.Contains(page, "/below/") {
			t.Errorf("the page is one for another address:\n%s", page)
		}
	})
	t.Run("the archive grows", func(t *testing.T) {
		told := s.reloaded(t)
		s.edit(t, "content/privacy/policy.md", "# Privacy\n\nWe keep much.\n")
		must(t, "snapshot", "privacy", "-s", s.dir, "--effective", "2025-01-01", "--now", "2025-01-01",
			"--allow-out-of-order")
		await(t, told)
		for end := time.Now().Add(time.Minute); !strings.Contains(s.get(t, "/privacy/", http.StatusOK),
			"We keep much."); time.Sleep(50 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatal("the new version is not served")
			}
		}
	})
}

func TestServeOnAnotherDay(t *testing.T) {
	s := serveSite(t, "--now", "2027-02-01")
	if page := s.get(t, "/privacy/", http.StatusOK); !strings.Contains(page, "We keep a little.") {
		t.Error("on its day, the announced version is not in force")
	}
}

func TestServeQuietly(t *testing.T) {
	s := &served{dir: t.TempDir()}
	if err := newSite(s.dir); err != nil {
		t.Fatal(err)
	}
	if c := run(t, "serve", "-s", s.dir, "--port", "0", "--quiet"); c.code != exitFailed ||
		!strings.Contains(c.stderr, "holds no version yet") || c.stdout != "" {
		t.Errorf("without a version: %+v", c)
	}
}

func TestServeOnATakenPort(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	c := run(t, "serve", "-s", dir, "--port", fmt.Sprint(port))
	if want := fmt.Sprintf("generator: port %d of 127.0.0.1 is in use: stop what serves there, or choose another with "+
		"--port\n", port); c.code != exitFailed || c.stderr != want {
		t.Errorf("exit %d, %q, want %q", c.code, c.stderr, want)
	}
	if c := run(t, "serve", "-s", dir, "--bind", "no.such.host.invalid"); c.code != exitFailed ||
		!strings.Contains(c.stderr, "--bind") {
		t.Errorf("exit %d, %q", c.code, c.stderr)
	}
}
