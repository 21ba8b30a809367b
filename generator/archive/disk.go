package archive

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"policyarchive/generator/folder"
)

// disk is what a write does to the archive's directory. Names are slash paths
// below its root.
type disk interface {
	FS() fs.FS
	Mkdir(name string) error
	// Write creates a file, which must not exist.
	Write(name string, data []byte) error
	// Sync returns when a file's bytes, or a directory's entries, are on disk.
	Sync(name string) error
	Rename(from, to string) error
	// Remove removes a file or an empty directory.
	Remove(name string) error
	// RemoveAll removes name and all below it, if it exists.
	RemoveAll(name string) error
}

// rootDisk is a directory of the operating system; no name leads out of it.
type rootDisk struct {
	root *os.Root
	dir  string // the same directory: versions are read from it when root is closed
}

func (d rootDisk) FS() fs.FS                    { return folder.New(filepath.Dir(d.dir)).Below(filepath.Base(d.dir)) }
func (d rootDisk) Mkdir(name string) error      { return d.root.Mkdir(name, 0o755) }
func (d rootDisk) Rename(from, to string) error { return d.root.Rename(from, to) }
func (d rootDisk) Remove(name string) error     { return d.root.Remove(name) }
func (d rootDisk) RemoveAll(name string) error  { return d.root.RemoveAll(name) }

func (d rootDisk) Write(name string, data []byte) error {
	f, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func (d rootDisk) Sync(name string) error {
	info, err := d.root.Stat(name)
	if err != nil {
		return err
	}
	access := os.O_RDONLY
	if runtime.GOOS == "windows" {
		if info.IsDir() {
			return nil // Windows cannot flush a directory
		}
		access = os.O_RDWR // and flushes only what may be written
	}
	f, err := d.root.OpenFile(name, access, 0)
	if err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
