package hugo

import (
	"archive/tar"
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/spf13/afero"
)

// unfinished stands in files that Hugo goes through again when all are made,
// for resources.PostProcess.
var unfinished = []byte("__h_pp_l1")

// lastName is the name of an empty file behind all others, which no other can
// have: the archive is whole.
const lastName = "/end"

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
	if err := s.archive.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(data)), Mode: 0o644,
		ModTime: modified}); err != nil {
		return err
	}
	_, err := s.archive.Write(data)
	return err
}

// close sends the last file.
func (s *sender) close() error {
	return errors.Join(s.archive.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: lastName}), s.archive.Close(),
		s.buffer.Flush())
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
