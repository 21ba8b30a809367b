package folder

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// Unfinished is how files are called that [Replace] writes, as a pattern of
// [filepath.Match]. Those that a killed program left may be removed.
const Unfinished = ".unfinished-*"

// Replace writes a file, whole or not at all, in place of one that may be there,
// and makes the folders that it lies in. It does not wait for the disk: a power cut
// may take what was written last.
func Replace(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return ReplaceBy(name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// ReplaceBy is [Replace] for what a function writes, into a folder that is there.
func ReplaceBy(name string, write func(w io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), Unfinished)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	err = write(w)
	err = errors.Join(err, w.Flush(), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
