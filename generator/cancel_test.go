package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A build that is cancelled, at whatever moment, leaves the pages that someone
// looks at as they were just built, and the next one makes the same bytes as if
// nothing had happened.
func TestCancelledBuild(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	for n := range 4 {
		write(t, filepath.Join(dir, "content", "privacy", "policy.md"),
			fmt.Sprintf("# Privacy\n\n## Data\n\nThis is text %d.\n", n))
		must(t, "snapshot", "privacy", "-s", dir, "--now", fmt.Sprintf("2024-01-%02d", n+1), "--quiet")
	}
	a := newTestApp(io.Discard, io.Discard)
	a.source = dir
	b := a.newBuild(buildOptions{}, false)
	build := func(ctx context.Context, only []string) error {
		err := b.build(ctx, only)
		return err
	}
	public := filepath.Join(dir, "public")
	if err := build(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	must(t, "layouts", "_partials/foot.html", "-s", dir) // of every page
	template := filepath.Join(dir, "layouts", "_partials", "foot.html")
	foot := read(t, template)
	write(t, template, foot+"<p>Foot.</p>")
	start := time.Now()
	if err := build(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	cancelled := 0
	const steps = 6
	for step := range steps {
		write(t, template, fmt.Sprintf("%s<p>Foot %d.</p>", foot, step))
		if err := build(t.Context(), []string{"/privacy/"}); err != nil {
			t.Fatal(err)
		}
		before := digest(t, public)
		ctx, cancel := context.WithTimeout(t.Context(), took*time.Duration(step+1)/(steps-1))
		err := build(ctx, nil)
		cancel()
		if errors.Is(err, context.DeadlineExceeded) {
			cancelled++
			if digest(t, public) != before {
				t.Fatalf("cancelled at step %d, the build left another site", step)
			}
		} else if err != nil {
			t.Fatal(err)
		}
		if page := read(t, filepath.Join(public, "privacy", "index.html")); !strings.Contains(page,
			fmt.Sprintf("Foot %d.", step)) {
			t.Fatalf("at step %d the page that someone looks at is outdated", step)
		}
	}
	if cancelled == 0 {
		t.Fatal("no build was cancelled: the machine is too fast for the steps")
	}
	t.Logf("%d of %d builds were cancelled; one takes %s", cancelled, steps, took)
	if err := build(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	fresh := filepath.Join(t.TempDir(), "public")
	must(t, "build", "-s", dir, "-d", fresh, "--quiet")
	sameTree(t, "the build behind those that were cancelled", public, fresh)
}
