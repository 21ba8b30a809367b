package site

import (
	"archive/tar"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/sourcegraph/conc/pool"
	"github.com/spf13/afero"
)

// HugoMain is the child process that StartHugo starts: args are the site's folder
// and the base URL, and the result is the process's exit code.
func HugoMain(args []string) int {
	if err := makePages(args[0], args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "ERROR", err)
		return 1
	}
	return 0
}

// makePages gets Hugo ready, waits for its data, and sends what it makes.
func makePages(dir, baseURL string) error {
	out := os.Stdout
	os.Stdout = os.Stderr // for whoever says something
	to := newSender(out)
	sites, err := loadHugo(dir, baseURL, to)
	if err != nil {
		return err
	}
	if _, err := bufio.NewReader(os.Stdin).ReadByte(); err == io.EOF {
		return nil // nothing is to be made
	}
	work := pool.New().WithErrors()
	work.Go(func() error { return sendStatic(sites, to) })
	work.Go(func() error {
		if err := sites.Build(hugolib.BuildCfg{NoBuildLock: true}); err != nil {
			return fmt.Errorf("error building site: %w", err)
		}
		return nil
	})
	if err := work.Wait(); err != nil {
		return err
	}
	return to.close()
}

// loadHugo reads the configuration, words and templates of a site, as Hugo's own
// command build does.
func loadHugo(dir, baseURL string, to *sender) (*hugolib.HugoSites, error) {
	loggers.SetGlobalLogger(loggers.NewDefault())
	const environment = "production"
	build := filepath.Join(dir, buildDir)
	settings := config.New()
	for key, value := range map[string]any{
		"workingDir": dir, "environment": environment, "cacheDir": filepath.Join(build, "cache"), "resourceDir": filepath.Join(build, "resources"),
		"buildFuture": true, "printPathWarnings": true,
	} {
		settings.Set(key, value)
	}
	if baseURL != "" {
		settings.Set("baseURL", baseURL)
	}
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{Fs: hugofs.Os, Flags: settings, Environment: environment, Logger: loggers.Log()})
	if err != nil {
		return nil, err
	}
	settings.Set("publishDir", configs.Base.PublishDir)
	all := hugofs.NewFromSourceAndDestination(hugofs.Os, to.Fs, settings)
	all.PublishDir = hugofs.NewCreateCountingFs(to)
	all.PublishDirStatic, all.PublishDirServer = to, to
	return hugolib.NewHugoSites(deps.DepsCfg{Configs: configs, Fs: all})
}

// sendStatic sends the files that are published as they are.
func sendStatic(sites *hugolib.HugoSites, to *sender) error {
	for _, static := range sites.BaseFs.Static {
		err := afero.Walk(static.Fs, "", func(name string, info fs.FileInfo, err error) error {
			if err != nil || info.IsDir() {
				return err
			}
			data, err := afero.ReadFile(static.Fs, name)
			if err != nil {
				return err
			}
			return to.send(filepath.Join(static.PublishFolder, name), data, info.ModTime())
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("error copying static files: %w", err)
		}
	}
	return nil
}

// unfinished stands in files that Hugo goes through again when all are made,
// for resources.PostProcess.
var unfinished = []byte("__h_pp_l1")

// sender is a file system that sends every file that is written to it, when that
// is closed, and keeps none but those that are not finished.
type sender struct {
	afero.Fs // in memory

	mu      sync.Mutex
	buffer  *bufio.Writer
	archive *tar.Writer
}

func newSender(to io.Writer) *sender {
	buffer := bufio.NewWriterSize(to, 64<<10)
	return &sender{Fs: afero.NewMemMapFs(), buffer: buffer, archive: tar.NewWriter(buffer)}
}

func (s *sender) Name() string { return "sender" }

func (s *sender) Create(name string) (afero.File, error) {
	f, err := s.Fs.Create(name)
	if err != nil {
		return nil, err
	}
	return &sentFile{File: f, to: s}, nil
}

func (s *sender) OpenFile(name string, flag int, perm os.FileMode) (afero.File, error) {
	f, err := s.Fs.OpenFile(name, flag, perm)
	if err != nil || flag&(os.O_WRONLY|os.O_RDWR) == 0 {
		return f, err
	}
	return &sentFile{File: f, to: s}, nil
}

// send sends a file; a time that is not zero is that of its modification.
func (s *sender) send(name string, data []byte, modified time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	name = strings.TrimPrefix(path.Clean("/"+filepath.ToSlash(name)), "/")
	if err := s.archive.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(data)), Mode: 0o644, ModTime: modified}); err != nil {
		return err
	}
	_, err := s.archive.Write(data)
	return err
}

func (s *sender) close() error {
	return errors.Join(s.archive.Close(), s.buffer.Flush())
}

// sentFile is a file that is being written.
type sentFile struct {
	afero.File
	to *sender
}

func (f *sentFile) Close() error {
	name := f.Name()
	if err := f.File.Close(); err != nil {
		return err
	}
	data, err := afero.ReadFile(f.to.Fs, name)
	if err != nil || bytes.Contains(data, unfinished) {
		return err
	}
	if err := f.to.send(name, data, time.Time{}); err != nil {
		return err
	}
	return f.to.Fs.Remove(name)
}
