package site

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// HugoCommand is the first argument with which this very program is to call
// HugoMain.
const HugoCommand = "make-pages"

// HugoOptions are the settings of one build.
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
func RunHugo(ctx context.Context, todo *Prepared, o HugoOptions) error {
	h, err := StartHugo(ctx, todo.dir, o.BaseURL)
	if err != nil {
		return err
	}
	defer h.Stop()
	return h.Run(todo, o)
}

// Hugo is a Hugo that reads the configuration and the templates of a site, and
// then waits for a list of pages to make: it may be started long before that is
// known.
//
// It is a child process, since it changes the state of a whole process: this very
// program with HugoCommand as its first argument, which must lead to HugoMain.
// It writes no file but in the site's .build, and uses no network. Between the
// two processes go, on standard input, one line that says that all is written
// for Hugo, or the end of input: nothing is to be made; and on standard output
// the files that Hugo makes, as a tar archive.
type Hugo struct {
	ctx     context.Context
	dir     string // the site's folder
	baseURL string
	process *exec.Cmd
	begin   io.WriteCloser
	made    io.Reader
	said    bytes.Buffer // on standard error
	ended   bool
}

// StartHugo starts a Hugo for the site in dir, with baseURL in place of the one of
// hugo.toml, unless empty. It runs until Run or Stop, or until ctx ends.
func StartHugo(ctx context.Context, dir, baseURL string) (*Hugo, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("finding the site's folder: %w", err)
	}
	for _, part := range []string{"content", "assets"} { // hugo.toml mounts them
		if err := os.MkdirAll(filepath.Join(dir, buildDir, part), 0o755); err != nil {
			return nil, fmt.Errorf("preparing the site's data: %w", err)
		}
	}
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("finding this program to run Hugo: %w", err)
	}
	h := &Hugo{ctx: ctx, dir: dir, baseURL: baseURL, process: exec.CommandContext(ctx, program, HugoCommand, dir, baseURL)}
	h.process.Dir = dir
	h.process.Env = append(withoutHugo(os.Environ()), "NO_COLOR=1")
	h.process.Stderr = &h.said
	if h.begin, err = h.process.StdinPipe(); err == nil {
		h.made, err = h.process.StdoutPipe()
	}
	if err == nil {
		err = h.process.Start()
	}
	if err != nil {
		return nil, fmt.Errorf("running Hugo: %w", err)
	}
	return h, nil
}

// Run is RunHugo with this Hugo, which is used up by it. todo must be of its site,
// and o have its base URL.
func (h *Hugo) Run(todo *Prepared, o HugoOptions) error {
	dest := o.Destination
	if dest == "" {
		dest = "public"
	}
	if !filepath.IsAbs(dest) {
		dest = filepath.Join(h.dir, dest)
	}
	if err := haveLayouts(h.dir, todo.pages); err != nil {
		return err
	}
	out, err := openOutput(h.dir, dest)
	if err != nil {
		return err
	}
	defer out.abandon()
	known := readPublished(h.dir)
	if err := sweepSpares(h.dir, known); err != nil {
		return fmt.Errorf("removing the spare of a site that is gone: %w", err)
	}
	a, err := newAssembly(h.dir, out, known[out.dest], o)
	if err != nil {
		return err
	}
	if err := errors.Join(a.run(h, todo, out), a.fragments.close(), a.parts.close()); err != nil {
		return err
	}
	known[out.dest] = a.now
	return known.save(h.dir)
}

// Stop ends a Hugo that is not needed; after Run it does nothing.
func (h *Hugo) Stop() {
	if !h.ended {
		h.ended = true
		_ = h.process.Process.Kill()
		_ = h.process.Wait()
	}
}

// start tells Hugo that its data is written.
func (h *Hugo) start() {
	// If it has ended already, it has said why.
	_, _ = io.WriteString(h.begin, "\n")
	_ = h.begin.Close()
}

// files passes on every file that Hugo makes, after start, until it ends, or take
// fails.
func (h *Hugo) files(take func(header *tar.Header, data []byte) error) error {
	defer h.Stop()
	var failed error
	for r := tar.NewReader(h.made); failed == nil; {
		header, err := r.Next()
		if err != nil {
			break // how it ended is what tells whether that was all
		}
		data := make([]byte, header.Size)
		if _, err := io.ReadFull(r, data); err != nil {
			break
		}
		failed = take(header, data)
	}
	if failed != nil {
		return failed
	}
	h.ended = true
	err := h.process.Wait()
	if h.ctx.Err() != nil {
		return fmt.Errorf("running Hugo: %w", h.ctx.Err())
	}
	var status *exec.ExitError
	if err != nil && !errors.As(err, &status) {
		return fmt.Errorf("running Hugo: %w", err)
	}
	if err != nil || fatalWarning(h.said.String()) != "" {
		return parseHugoError(h.dir, h.said.String())
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
