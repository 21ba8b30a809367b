// Package hugo makes pages with the Hugo inside this program, in a child process:
// Hugo changes the state of a whole process.
//
// The child reads the configuration and the templates of a site, and then waits for
// the data of its pages: it may be started long before that is known. Between the
// two processes go, on standard input, one byte that says that all is written
// for Hugo, or the end of input: nothing is to be made any more; on standard output the
// files that Hugo makes, as a tar archive that ends with the empty file lastName if
// all went well; and on standard error what it says. Hugo writes no file but below the folder it is
// given for that, and uses no network.
package hugo

import (
	"archive/tar"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Command is the first argument with which this very program is to call [Main],
// with those that follow.
const Command = "make-pages"

// memoryLimit bounds Hugo's caches, in gigabytes. They hold what templates unmarshal,
// which is used once; Hugo would give them a quarter of the machine's memory.
// https://gohugo.io/configuration/all/#cache
const memoryLimit = "HUGO_MEMORYLIMIT=0.5"

// ThemeDir is the folder of the theme, below the one that Hugo may write to.
const ThemeDir = "theme"

// Process is a Hugo at work.
type Process struct {
	BaseURL  string // in place of the one of hugo.toml, unless empty
	Language Language

	ctx   context.Context
	dir   string // the site's folder
	theme string // the theme's folder
	cmd   *exec.Cmd
	begin io.WriteCloser
	made  io.Reader
	said  bytes.Buffer
	ended bool
}

// Language is what pages are written in: a file of words, and how days and numbers
// are written. A Hugo makes pages of one language.
type Language struct {
	Name       string // of the file of words
	Locale     string // BCP 47
	Direction  string // ltr or rtl
	DateFormat string // as Hugo's time.Format takes it
}

// File is a file that Hugo made, or that is to be published as it is.
type File struct {
	Name string // slash path below the destination
	Data []byte
	// Modified is when a static file was changed last; zero for what Hugo made.
	Modified time.Time
}

// Start starts a Hugo for the pages of the site in dir that are in a language, with
// baseURL in place of the one of hugo.toml, unless empty; it may write below cache,
// where [ThemeDir] holds the theme that package theme writes. It runs until [Process.Files]
// or [Process.Stop] is over, or ctx ends.
func Start(ctx context.Context, dir, cache, baseURL string, l Language) (*Process, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("finding this program to run Hugo: %w", err)
	}
	if dir, err = filepath.Abs(dir); err == nil {
		cache, err = filepath.Abs(cache)
	}
	if err != nil {
		return nil, fmt.Errorf("finding the site's folder: %w", err)
	}
	p := &Process{BaseURL: baseURL, Language: l, ctx: ctx, dir: dir, theme: filepath.Join(cache, ThemeDir),
		cmd: exec.CommandContext(ctx, program, Command, dir, cache, baseURL,
			l.Name, l.Locale, l.Direction, l.DateFormat)}
	p.cmd.Dir = dir
	p.cmd.Env = append(withoutHugo(os.Environ()), "NO_COLOR=1", memoryLimit)
	p.cmd.Stderr = &p.said
	if p.begin, err = p.cmd.StdinPipe(); err == nil {
		p.made, err = p.cmd.StdoutPipe()
	}
	if err == nil {
		err = p.cmd.Start()
	}
	if err != nil {
		return nil, fmt.Errorf("running Hugo: %w", err)
	}
	return p, nil
}

// Begin tells Hugo that the data of the pages is written.
func (p *Process) Begin() {
	// If it has ended already, it has said why.
	_, _ = p.begin.Write([]byte{'\n'})
}

// Files passes on every file that Hugo makes after Begin, one after the other, and
// returns when all are made and all went well; or when take fails, with its error.
// The error is an *[Error] if a template, the configuration or a page is at fault.
func (p *Process) Files(take func(File) error) error {
	defer p.Stop()
	for r := tar.NewReader(p.made); ; {
		f, err := readFile(r)
		if err != nil {
			return cmp.Or(p.failure(), fmt.Errorf("running Hugo: reading what it made: %w", err))
		}
		if f.Name == lastName {
			p.ended = true
			go func() { _ = p.cmd.Wait() }() // to end takes it a while
			return nil
		}
		if err := take(f); err != nil {
			return err
		}
	}
}

// failure waits for a Hugo that ended before it had made all, and is why.
func (p *Process) failure() error {
	p.ended = true
	err := p.cmd.Wait()
	if p.ctx.Err() != nil {
		return fmt.Errorf("running Hugo: %w", p.ctx.Err())
	}
	var status *exec.ExitError
	if errors.As(err, &status) {
		return parseError(p.dir, p.theme, p.said.String())
	}
	if err != nil {
		return fmt.Errorf("running Hugo: %w", err)
	}
	return nil
}

func readFile(r *tar.Reader) (File, error) {
	header, err := r.Next()
	if err != nil {
		return File{}, err
	}
	f := File{Name: header.Name, Data: make([]byte, header.Size)}
	if header.ModTime.Unix() != 0 {
		f.Modified = header.ModTime
	}
	_, err = io.ReadFull(r, f.Data)
	return f, err
}

// Context ends when the process is to end.
func (p *Process) Context() context.Context { return p.ctx }

// Stop ends a Hugo that is not needed; once it has ended, it does nothing.
func (p *Process) Stop() {
	if !p.ended {
		p.ended = true
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait()
	}
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
