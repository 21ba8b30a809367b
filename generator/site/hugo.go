package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/gohugoio/hugo/commands"
)

// HugoMain is Hugo itself, for the hidden command that RunHugo starts: args
// are Hugo's own, and the result is the process's exit code.
func HugoMain(args []string) int {
	if err := commands.Execute(args); err != nil {
		fmt.Fprintln(os.Stderr, "ERROR", err)
		return 1
	}
	return 0
}

// HugoOptions are RunHugo's settings.
type HugoOptions struct {
	// Destination is the folder to publish into; relative paths start at the
	// site's folder, and empty means public there.
	Destination string
	// BaseURL replaces the one of hugo.toml, unless empty.
	BaseURL string
	// Only, if not nil, are paths of pages, such as /privacy/, that someone waits
	// for: other outdated pages, and files beside pages, stay as the last build
	// left them, if it did, and are made by the next one without Only. The
	// destination is then not replaced as a whole.
	Only []string
}

// RunHugo builds a site that Write prepared and puts the result in place of what an earlier run left at the destination.
// Hugo makes the pages whose key is another than there; the rest is taken over.
// If anything fails, the earlier result stays as it was; the error is a
// *HugoError if a template, the configuration or a page is at fault.
//
// Hugo runs as a child process, since it changes the state of a whole process:
// RunHugo executes this very program with "hugo" as its first argument, which
// must lead to HugoMain. Hugo writes nowhere but to the site's .build and the
// destination, and uses no network.
func RunHugo(ctx context.Context, todo *Prepared, o HugoOptions) error {
	dir, err := filepath.Abs(todo.dir)
	if err != nil {
		return fmt.Errorf("finding the site's folder: %w", err)
	}
	dest := o.Destination
	if dest == "" {
		dest = "public"
	}
	if !filepath.IsAbs(dest) {
		dest = filepath.Join(dir, dest)
	}
	if err := haveLayouts(dir, todo.pages); err != nil {
		return err
	}
	out, err := openOutput(dir, dest)
	if err != nil {
		return err
	}
	defer out.abandon()
	known := readPublished(dir)
	if err := sweepSpares(dir, known); err != nil {
		return fmt.Errorf("removing the spare of a site that is gone: %w", err)
	}
	a, err := newAssembly(dir, out, known[out.dest], o)
	if err != nil {
		return err
	}
	if err := errors.Join(a.run(ctx, todo, out), a.fragments.close(), a.parts.close()); err != nil {
		return err
	}
	known[out.dest] = a.now
	return known.save(dir)
}

// hugo runs one build into an empty folder.
func hugo(ctx context.Context, dir, dest, baseURL string) error {
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("finding this program to run Hugo: %w", err)
	}
	build := filepath.Join(dir, buildDir)
	args := []string{
		"hugo", "build", "--source", dir, "--destination", dest,
		"--environment", "production", "--cacheDir", filepath.Join(build, "cache"),
		"--noBuildLock", "--buildFuture", "--printPathWarnings",
	}
	if baseURL != "" {
		args = append(args, "--baseURL", baseURL)
	}
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = dir
	cmd.Env = append(withoutHugo(os.Environ()), "HUGO_RESOURCEDIR="+filepath.Join(build, "resources"), "NO_COLOR=1")
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	err = cmd.Run()
	if ctx.Err() != nil {
		return fmt.Errorf("running Hugo: %w", ctx.Err())
	}
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		return fmt.Errorf("running Hugo: %w", err)
	}
	if err != nil || fatalWarning(output.String()) != "" {
		return parseHugoError(dir, output.String())
	}
	return nil
}

// withoutHugo drops the variables by which Hugo's configuration could be
// changed from outside, so that a site depends on its files alone.
func withoutHugo(env []string) []string {
	var rest []string
	for _, v := range env {
		if !strings.HasPrefix(v, "HUGO_") && !strings.HasPrefix(v, "HUGOx") {
			rest = append(rest, v)
		}
	}
	return rest
}
