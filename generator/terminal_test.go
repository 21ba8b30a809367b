package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Colours and passing lines are for terminals alone, and NO_COLOR
// (https://no-color.org) is kept.
func TestTerminal(t *testing.T) {
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	for name, word := range map[string]string{"a.md": "nothing", "b.md": "everything"} {
		write(t, filepath.Join(dir, name), "# Privacy\n\nWe keep "+word+".\n")
	}
	write(t, filepath.Join(dir, "content", "privacy", "policy.md"), "# Privacy\n\nWe keep nothing.\n")
	must(t, "snapshot", "privacy", "-s", dir)
	for _, test := range []struct {
		name                 string
		terminal             bool
		noColor              string
		coloured, progressed bool
	}{
		{"terminal", true, "", true, true},
		{"terminal without colour", true, "1", false, true},
		{"no terminal", false, "", false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out, errors bytes.Buffer
			a := &app{stdout: &out, stderr: &errors, now: time.Now, isTerminal: func(io.Writer) bool { return test.terminal },
				getenv: func(name string) string { return map[string]string{"NO_COLOR": test.noColor}[name] }}
			if code := a.run(context.Background(),
				[]string{"compare", "privacy", filepath.Join(dir, "a.md"), filepath.Join(dir, "b.md")}); code != exitFine {
				t.Fatal(errors.String())
			}
			if got := strings.Contains(out.String(), "\x1b[32;4meverything\x1b[0m"); got != test.coloured {
				t.Errorf("coloured: %t\n%q", got, out.String())
			}
			if got := strings.Contains(out.String(), "\x1b"); got != test.coloured {
				t.Errorf("escape codes: %t\n%q", got, out.String())
			}
			errors.Reset()
			if code := a.run(context.Background(), []string{"build", "-s", dir}); code != exitFine {
				t.Fatal(errors.String())
			}
			got := errors.String()
			if strings.Contains(got, "Building") != test.progressed {
				t.Errorf("progress: %q", got)
			}
			if test.progressed && !strings.HasSuffix(got, "\r\x1b[K") {
				t.Errorf("a passing line was left standing: %q", got)
			}
			if !test.progressed && got != "" {
				t.Errorf("on standard error: %q", got)
			}
		})
	}
}
