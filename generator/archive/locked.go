package archive

import (
	"errors"
	"fmt"
	"os"
)

// locked calls change with the archive at dir while no other process writes it.
func locked(dir string, change func(d rootDisk) error) (err error) {
	unlock, err := lock(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open archive: %w", err)
	}
	defer root.Close()
	return change(rootDisk{root, dir})
}
