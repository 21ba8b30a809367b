// Package folder reads folders into which others may have put anything, such as
// those of a branch that somebody wants merged: plain files in plain folders, and
// nothing else. What is a link, a pipe or a device there is named in an error; it
// is neither followed nor waited for. [Replace] writes a file, whole or not at all.
package folder

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// FS is a folder as an [fs.FS]. Its Stat is its Lstat. A folder that does not
// exist is one without files.
type FS struct {
	dir  string // of the operating system
	base string // a slash path below dir, which must be a plain folder, too
}

// New is the folder at a path of the operating system, which may itself be a link.
func New(dir string) FS { return FS{dir, "."} }

// Below is the folder at a slash path below f: of its parts none may be a link.
func (f FS) Below(name string) FS { return FS{f.dir, path.Join(f.base, name)} }

// IrregularError tells of what is neither a file nor a folder, or one in place of
// the other.
type IrregularError struct {
	Path string
	Is   string // what it is: "a symbolic link"
	Want string // what has to be there: "a file"
}

func (e *IrregularError) Error() string {
	return fmt.Sprintf("%s is %s, and is not read: put %s there", e.Path, e.Is, e.Want)
}

// Kind names what a mode says that a file is.
func Kind(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return "a file"
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "a special file"
}

// at calls do with the place of a name in the opened folder, once all that it
// stands in is found to be plain.
func (f FS) at(op, name string, do func(root *os.Root, at string) error) error {
	if !fs.ValidPath(name) {
		return &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	at := path.Join(f.base, name)
	for i := range len(at) {
		if at[i] == '/' {
			if err := f.plain(root, op, at[:i], fs.FileMode.IsDir, "a folder"); err != nil {
				return err
			}
		}
	}
	err = do(root, filepath.FromSlash(at))
	if failed := (*fs.PathError)(nil); errors.As(err, &failed) {
		failed.Op, failed.Path = op, f.path(at)
	}
	return err
}

// plain is the error for a place at which something else is than wanted.
func (f FS) plain(root *os.Root, op, at string, is func(fs.FileMode) bool, want string) error {
	info, err := root.Lstat(filepath.FromSlash(at))
	if failed := (*fs.PathError)(nil); errors.As(err, &failed) {
		failed.Op, failed.Path = op, f.path(at)
	}
	if err == nil && !is(info.Mode()) {
		err = &IrregularError{Path: f.path(at), Is: Kind(info.Mode()), Want: want}
	}
	return err
}

// path is a place below the folder as messages name it.
func (f FS) path(at string) string { return filepath.Join(f.dir, filepath.FromSlash(at)) }

// Open opens a plain file, or a folder.
func (f FS) Open(name string) (file fs.File, err error) {
	err = f.at("open", name, func(root *os.Root, at string) error {
		either := func(m fs.FileMode) bool { return m.IsRegular() || m.IsDir() }
		if err := f.plain(root, "open", filepath.ToSlash(at), either, "a file"); err != nil {
			return err
		}
		file, err = root.Open(at)
		return err
	})
	return file, err
}

// OpenFile opens a plain file.
func (f FS) OpenFile(name string) (file fs.File, err error) {
	err = f.at("open", name, func(root *os.Root, at string) error {
		if err := f.plain(root, "open", filepath.ToSlash(at), fs.FileMode.IsRegular, "a file"); err != nil {
			return err
		}
		file, err = root.Open(at)
		return err
	})
	return file, err
}

// ReadFile reads a plain file.
func (f FS) ReadFile(name string) ([]byte, error) {
	file, err := f.OpenFile(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}

// ReadDir lists a folder, sorted by name.
func (f FS) ReadDir(name string) (entries []fs.DirEntry, err error) {
	err = f.at("read", name, func(root *os.Root, at string) error {
		if err := f.plain(root, "read", filepath.ToSlash(at), fs.FileMode.IsDir, "a folder"); err != nil {
			return err
		}
		entries, err = fs.ReadDir(root.FS(), filepath.ToSlash(at))
		return err
	})
	return entries, err
}

// Lstat says what stands at a name.
func (f FS) Lstat(name string) (info fs.FileInfo, err error) {
	err = f.at("lstat", name, func(root *os.Root, at string) error {
		info, err = root.Lstat(at)
		return err
	})
	return info, err
}

// Stat is Lstat: no link is followed.
func (f FS) Stat(name string) (fs.FileInfo, error) { return f.Lstat(name) }

// ReadLink makes f an [fs.ReadLinkFS]; it tells of no link where it leads.
func (f FS) ReadLink(name string) (string, error) {
	return "", &fs.PathError{Op: "readlink", Path: name, Err: errors.ErrUnsupported}
}

// IsFile reports whether a plain file stands at a name.
func (f FS) IsFile(name string) bool {
	info, err := f.Lstat(name)
	return err == nil && info.Mode().IsRegular()
}

// ReadFile reads the plain file of a name of the operating system, whatever its
// folder is.
func ReadFile(name string) ([]byte, error) {
	return New(filepath.Dir(name)).ReadFile(filepath.Base(name))
}

// leadsNowhere reports whether a name is that of a link to nothing.
func (f FS) leadsNowhere(name string) bool {
	return f.at("stat", name, func(root *os.Root, at string) error {
		if _, err := root.Stat(at); !errors.Is(err, fs.ErrNotExist) {
			return fs.ErrExist
		}
		return nil
	}) == nil
}

// Plain returns an error, joined, for all below some folders of f that is neither a
// plain file nor a folder. The links by which editors keep others from a file, .#name,
// lead nowhere and pass.
func (f FS) Plain(names ...string) error {
	var errs []error
	for _, name := range names {
		err := fs.WalkDir(f, name, func(at string, d fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil
			case err != nil:
				return err
			case d.IsDir() || d.Type().IsRegular() || strings.HasPrefix(d.Name(), ".#") && f.leadsNowhere(at):
				return nil
			}
			errs = append(errs, &IrregularError{Path: f.path(path.Join(f.base, at)), Is: Kind(d.Type()),
				Want: "a file or a folder"})
			return nil
		})
		if err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
