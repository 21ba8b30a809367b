package archive

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"

	"policyarchive/generator/translog"
)

// Undo takes versions of a policy out of the archive at dir again, with their
// withdrawals and corrections. It is for a write that went wrong and that nobody has seen yet:
// the caller makes sure of that. All of the versions go, or with an error none.
//
// It refuses a version that is not there, and one that another follows by its
// record. An archive that has no version left has no manifest either. For what
// else can happen see [Update].
func Undo(ctx context.Context, dir, policy string, versions []Name) error {
	return locked(dir, func(d rootDisk) error { return undo(ctx, d, policy, versions) })
}

// undo does the work of Undo under the lock. It makes the archive look as if the
// write of the versions had been cut off before its last step: the journal has
// them, the manifest does not. The one rename between is the moment at which
// they are gone; clearing away after such a write does the rest.
func undo(ctx context.Context, d disk, policy string, versions []Name) error {
	if err := takeBack(d); err != nil {
		return err
	}
	a, err := Open(d.FS())
	if err != nil {
		return err
	}
	gone, err := a.undone(policy, versions)
	if err != nil || len(gone) == 0 {
		return err
	}
	if err := checkBeside(ctx, d.FS(), &plan{policies: map[string]bool{policy: true}}); err != nil {
		return err
	}
	left := slices.DeleteFunc(slices.Clone(a.manifest),
		func(e ListedFile) bool { return slices.Contains(gone, path.Dir(e.Path)) })
	shorter, err := a.logBefore(policy, versions)
	if err != nil {
		return err
	}
	steps := func() error {
		next := nextManifest
		for _, dir := range []string{stagingDir, staged(policy)} {
			if err := d.Mkdir(dir); err != nil {
				return err
			}
		}
		if err := d.Write(staged(ManifestFile), a.manifest.Format()); err != nil {
			return err
		}
		if err := d.Write(next, left.Format()); err != nil {
			return err
		}
		if err := d.Write(staged(LogFile), shorter.Format()); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, name := range []string{staged(ManifestFile), next, staged(LogFile), staged(policy), stagingDir, "."} {
			if err := d.Sync(name); err != nil {
				return err
			}
		}
		return d.Rename(next, ManifestFile)
	}
	if err := steps(); err != nil {
		return errors.Join(fmt.Errorf("take versions back: %w", err), takeBack(d))
	}
	// The versions are no longer in the archive.
	if err := d.Sync("."); err != nil {
		return fmt.Errorf("the versions are taken back, but the disk did not confirm it (run verify after the next start "+
			"of the machine): %w", err)
	}
	if err := takeBack(d); err != nil {
		return err
	}
	if len(left) > 0 {
		return nil
	}
	if shorter.Len() == 0 && exists(d.FS(), LogFile) {
		if err := d.Remove(LogFile); err != nil {
			return err
		}
	}
	return d.Remove(ManifestFile)
}

// logBefore is the log without the lines of versions and of their statements, which
// must be its last ones and stand behind the checkpoint.
func (a *Archive) logBefore(policy string, versions []Name) (*translog.Log, error) {
	isGone := func(e translog.Entry) bool {
		return e.Policy == policy && slices.ContainsFunc(versions, func(v Name) bool { return v.String() == e.Version })
	}
	n := a.log.Len()
	for n > 0 && isGone(a.log.Entry(n)) {
		n--
	}
	for i := 1; i <= n; i++ {
		if isGone(a.log.Entry(i)) {
			return nil, fmt.Errorf("%s:%d: line %d stands behind that of version %s, and would get another number: "+
				"take back what came later first, or leave the version", shown(LogFile), i, n, a.log.Entry(i).Version)
		}
	}
	if c := a.checkpoint; c != nil && c.Size > n {
		return nil, fmt.Errorf("%s: others may have the checkpoint, which stands for %d lines: what they say stays in the "+
			"archive for ever", shown(CheckpointFile), c.Size)
	}
	return a.log.First(n), nil
}

// undone are the directories of versions and of their statements.
func (a *Archive) undone(policy string, versions []Name) (dirs []string, err error) {
	for _, name := range versions {
		v := a.Version(policy, name)
		if v == nil {
			return nil, fmt.Errorf("%s has no version %s", shown(policy), name)
		}
		if v.Redaction != nil {
			return nil, fmt.Errorf("version %s of %s was redacted on %s, which nothing takes back", name, policy,
				v.Redaction.Redacted)
		}
		dirs = append(dirs, v.Dir())
		for _, file := range v.StatementFiles() {
			dirs = append(dirs, path.Dir(file.Path))
		}
	}
	for _, v := range a.All(policy) {
		if after := v.Record.After; !after.IsZero() && slices.Contains(versions, after) &&
			!slices.Contains(versions, v.Name) {
			return nil, fmt.Errorf("version %s of %s follows version %s and would stay: take it back first", v.Name,
				policy, after)
		}
	}
	return dirs, nil
}
