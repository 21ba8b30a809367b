//go:build linux

package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// serve measures the time from saving a style sheet, a template, or the working
// text until the page that is open has been told to reload and is loaded again.
func (b *bench) serve() error {
	versions, err := b.history("wordpresscom-tos")
	if err != nil {
		return err
	}
	dir, err := b.site("serve", versions[:100])
	if err != nil {
		return err
	}
	draft := filepath.Join(dir, "content", "privacy", "policy.md")
	if err := os.MkdirAll(filepath.Dir(draft), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(draft, versions[99].data, 0o644); err != nil {
		return err
	}
	cmd := exec.Command(b.program, "serve", "--port", "0", "--source", dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	defer func() { _ = cmd.Process.Signal(os.Interrupt); _ = cmd.Wait() }() // it removes what it served
	lines := bufio.NewScanner(out)
	var address string
	for address == "" && lines.Scan() {
		address = regexp.MustCompile(`http://[0-9.:]+`).FindString(lines.Text())
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	page := address + "/privacy/"
	if err := load(page); err != nil {
		return err
	}
	fmt.Printf("| saved, with 100 versions | %s after the save before, median | slowest | %s after it, at rest | "+
		"slowest |\n|---|---|---|---|---|\n", pauses[0], pauses[1])
	for _, file := range []string{"layouts/_css/04-text.css", "layouts/policy.html", "content/privacy/policy.md"} {
		fmt.Printf("| %s |", file)
		for _, pause := range pauses {
			var times []time.Duration
			for n := range 3 * b.runs {
				time.Sleep(pause)
				took, err := b.save(filepath.Join(dir, filepath.FromSlash(file)), address, page, n)
				if err != nil {
					return fmt.Errorf("%s: %w", file, err)
				}
				times = append(times, took)
			}
			fmt.Printf(" %s | %s |", milliseconds(median(times)), milliseconds(most(times)))
		}
		fmt.Println()
	}
	fmt.Println()
	return nil
}

// pauses are the times between two saves: while the pages that nobody looks at
// are being made, and when they are.
var pauses = []time.Duration{2 * time.Second, 6 * time.Second}

// save changes a file and waits as a browser does.
func (b *bench) save(file, address, page string, n int) (time.Duration, error) {
	events, err := http.Get(address + "/.reload/events")
	if err != nil {
		return 0, err
	}
	defer events.Body.Close()
	lines := bufio.NewScanner(events.Body)
	lines.Scan() // the comment with which the stream begins
	data, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	comment := map[string]string{".css": "/* %d */\n", ".html": "{{/* %d */}}\n",
		".md": "\nAnother sentence, number %d.\n"}[filepath.Ext(file)]
	data = append(data, fmt.Sprintf(comment, n)...)
	start := time.Now()
	if err := os.WriteFile(file, data, 0o644); err != nil {
		return 0, err
	}
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "data:") {
			err := load(page)
			return time.Since(start), err
		}
	}
	return 0, fmt.Errorf("the stream of events ended")
}

func load(page string) error {
	r, err := http.Get(page)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	_, err = io.Copy(io.Discard, r.Body)
	return err
}
