package archive

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
)

// stage writes the planned directories and the journal below stagingDir and
// flushes them. Everything is written before anything is flushed: the system
// then writes many files at once. It ends with ctx.
func (p *plan) stage(ctx context.Context, d disk) error {
	dirs := []string{stagingDir}
	var files []string
	made := make(map[string]bool)
	mkdir := func(dir string) error {
		if made[dir] {
			return nil
		}
		made[dir] = true
		dirs = append(dirs, dir)
		return d.Mkdir(dir)
	}
	write := func(name string, data []byte) error {
		files = append(files, name)
		if err := ctx.Err(); err != nil {
			return err
		}
		return d.Write(name, data)
	}
	steps := func() error {
		if err := d.Mkdir(stagingDir); err != nil {
			return err
		}
		for _, dir := range p.dirs {
			if err := mkdir(staged(path.Dir(dir.path))); err != nil {
				return err
			}
			if err := mkdir(staged(dir.path)); err != nil {
				return err
			}
			for _, f := range dir.files {
				if err := write(staged(f.path), f.data); err != nil {
					return err
				}
			}
		}
		if p.log != nil {
			if err := write(staged(LogFile), p.log); err != nil {
				return err
			}
		}
		if err := write(p.manifestFile(), p.manifest.Format()); err != nil {
			return err
		}
		if p.journal != nil {
			if err := write(staged(ManifestFile), p.journal.Format()); err != nil {
				return err
			}
		}
		for _, name := range append(append(files, dirs...), ".") {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := d.Sync(name); err != nil {
				return err
			}
		}
		return ctx.Err()
	}
	if err := steps(); err != nil {
		return fmt.Errorf("archive versions: %w", err)
	}
	return nil
}

// place renames the staged directories to where they belong and then, as its
// last step, the journal to the manifest.
func (p *plan) place(d disk) error {
	steps := func() error {
		policies := make(map[string]bool)
		for _, dir := range p.dirs {
			policy := path.Dir(dir.path)
			if !policies[policy] && !exists(d.FS(), policy) {
				if err := d.Mkdir(policy); err != nil {
					return err
				}
			}
			policies[policy] = true
			if exists(d.FS(), dir.path) {
				return fmt.Errorf("%s exists", shown(dir.path))
			}
			if err := d.Rename(staged(dir.path), dir.path); err != nil {
				return err
			}
		}
		for _, policy := range slices.Sorted(maps.Keys(policies)) {
			if err := d.Sync(policy); err != nil {
				return err
			}
		}
		if err := d.Sync("."); err != nil {
			return err
		}
		return d.Rename(p.manifestFile(), ManifestFile)
	}
	if err := steps(); err != nil {
		return fmt.Errorf("archive versions: %w", err)
	}
	return nil
}

// placeLog renames the staged log to its place, once the manifest lasts: a power cut
// must not leave the log alone.
func (p *plan) placeLog(d disk) error {
	if p.log == nil {
		return nil
	}
	if err := d.Sync("."); err != nil {
		return err
	}
	return d.Rename(staged(LogFile), LogFile)
}
