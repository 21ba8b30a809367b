package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// newSite lays out a site in dir as an organisation would begin one: this
// repository's hugo.toml, and nothing else. changes are pairs of old and new strings
// in hugo.toml; each old one must be there.
func newSite(dir string, changes ...string) error {
	data, err := os.ReadFile(filepath.Join("..", "hugo.toml"))
	if err != nil {
		return err
	}
	config := string(data)
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(config, changes[i]) {
			return &os.PathError{Op: "change " + changes[i], Path: "hugo.toml", Err: os.ErrNotExist}
		}
		config = strings.Replace(config, changes[i], changes[i+1], 1)
	}
	return os.WriteFile(filepath.Join(dir, "hugo.toml"), []byte(config), 0o644)
}

// command is one run of the program inside this process.
type command struct {
	code           int
	stdout, stderr string
}

// newTestApp is the program without a terminal and an environment, at noon of
// 1 June 2026.
func newTestApp(stdout, stderr io.Writer) *app {
	return &app{stdout: stdout, stderr: stderr, getenv: func(string) string { return "" },
		isTerminal: func(io.Writer) bool { return false },
		now:        func() time.Time { return time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC) }}
}

// run runs the program on a day on which nothing else in the tests depends.
func run(t *testing.T, args ...string) command {
	t.Helper()
	var out, errors bytes.Buffer
	code := newTestApp(&out, &errors).run(context.Background(), args)
	return command{code, out.String(), errors.String()}
}

// must is run for commands that have to succeed.
func must(t *testing.T, args ...string) command {
	t.Helper()
	c := run(t, args...)
	if c.code != exitFine {
		t.Fatalf("generator %s: exit %d\n%s%s", strings.Join(args, " "), c.code, c.stdout, c.stderr)
	}
	return c
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
