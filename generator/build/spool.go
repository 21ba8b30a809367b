package build

import (
	"errors"
	"fmt"
	"os"
	"sync"
)

// spool keeps texts that are read again later: some in memory, and those for which
// no room is left there in a file. It is safe for concurrent use.
type spool struct {
	dir string // for the file

	mu   sync.Mutex
	room int // bytes for which there is room in memory
	file *os.File
	end  int64
}

// span is a text of a spool.
type span struct {
	text string // if it is in memory
	at   int64  // in the file
	size int
}

func (s *spool) put(text string) (span, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(text) <= s.room {
		s.room -= len(text)
		return span{text: text, size: len(text)}, nil
	}
	if s.file == nil {
		f, err := os.CreateTemp(s.dir, "spool-*")
		if err != nil {
			return span{}, fmt.Errorf("keep what pages show: %w", err)
		}
		_ = os.Remove(f.Name()) // nothing is left of it if the program is killed; Windows removes it in close
		s.file = f
	}
	at := s.end
	s.end += int64(len(text))
	if _, err := s.file.WriteAt([]byte(text), at); err != nil {
		return span{}, fmt.Errorf("keep what pages show: %w", err)
	}
	return span{at: at, size: len(text)}, nil
}

func (s *spool) get(p span) (string, error) {
	if len(p.text) == p.size {
		return p.text, nil
	}
	text := make([]byte, p.size)
	if _, err := s.file.ReadAt(text, p.at); err != nil {
		return "", fmt.Errorf("read what pages show: %w", err)
	}
	return string(text), nil
}

func (s *spool) close() error {
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	if gone := os.Remove(s.file.Name()); gone != nil && !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}
