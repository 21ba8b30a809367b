package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Addition is a version to be archived.
type Addition struct {
	// Record is the version's record. Its Version needs only a Date: the place in
	// the day is chosen. Text and Capture are filled from the bytes below.
	Record Record
	// Text is the published text; it must not be empty.
	Text []byte
	// Capture is the bytes as obtained, nil if there are none.
	Capture []byte
	// CaptureName is the name under which they were obtained. The archive keeps
	// its extension.
	CaptureName string
	// InSequence places the version behind all others of its policy, those that
	// stand before it in the same call included, whatever its date: Record.After
	// is set if the date alone would place it elsewhere. It is for histories whose
	// order is known, such as Git's.
	InSequence bool
}

// Add archives versions in the archive at dir, which is created if it does not
// exist (its parent must). It returns them in the order given. day is today
// (YYYY-MM-DD), for the log.
//
// Either all of them are archived or, with an error, none: see [Update].
func Add(dir, day string, additions ...Addition) ([]*Version, error) {
	return Update(context.Background(), dir, day, func(*Archive) ([]Addition, error) { return additions, nil })
}

// Update archives the versions that decide returns, and gives each a line in the log.
// decide is called with the archive as it is, which no other writer changes until
// Update returns; if it returns an error, so does Update, and nothing is written. Once ctx ends, nothing is
// archived either, unless that happens while all is put in its place, which takes a
// moment and is carried out.
//
// Update refuses, with an error that wraps [ErrDamaged], to write into an
// archive that [Open] refuses or beside versions of the same policy of which
// any byte is wrong. While another process writes, the error wraps [ErrBusy].
//
// An error means that the archive is as it was, and that no trace is left,
// except where the error says so: when the disk refuses even to clear away, the
// next write does it; and when the disk does not confirm the last step, the
// versions are in the archive and are returned together with the error.
func Update(ctx context.Context, dir, day string,
	decide func(*Archive) ([]Addition, error)) (versions []*Version, err error) {
	created, err := makeDir(dir)
	if err != nil {
		return nil, err
	}
	defer func() {
		if created && err != nil {
			_ = os.Remove(dir) // fails, as it should, unless it is empty
		}
	}()
	err = locked(dir, func(d rootDisk) error {
		versions, err = update(ctx, d, day, decide)
		return err
	})
	return versions, err
}

// makeDir creates the archive's directory if need be, so that it lasts.
func makeDir(dir string) (created bool, err error) {
	err = os.Mkdir(dir, 0o755)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("create archive: %w", err)
	}
	parent := filepath.Dir(dir)
	root, err := os.OpenRoot(parent)
	if err == nil {
		err = errors.Join(rootDisk{root, parent}.Sync("."), root.Close())
	}
	if err != nil {
		return false, fmt.Errorf("create archive: %w", errors.Join(err, os.Remove(dir)))
	}
	return true, nil
}

// update does the work of Update under the lock.
func update(ctx context.Context, d disk, day string, decide func(*Archive) ([]Addition, error)) ([]*Version, error) {
	return change(ctx, d, func(a *Archive) (*plan, error) {
		additions, err := decide(a)
		if err != nil || len(additions) == 0 {
			return nil, err
		}
		return newPlan(a, &logger{day: day}, additions)
	})
}

// change carries out what decide plans, if anything, and returns the versions
// that were added. The caller holds the lock.
func change(ctx context.Context, d disk, decide func(*Archive) (*plan, error)) ([]*Version, error) {
	if err := takeBack(d); err != nil {
		return nil, err
	}
	a, err := Open(d.FS())
	if err != nil {
		return nil, err
	}
	p, err := decide(a)
	if err != nil || p == nil {
		return nil, err
	}
	if err := checkBeside(ctx, d.FS(), p); err != nil {
		return nil, err
	}
	if err := p.stage(ctx, d); err != nil {
		return nil, errors.Join(err, takeBack(d))
	}
	if err := p.place(d); err != nil {
		return nil, errors.Join(err, takeBack(d))
	}
	// The versions are in the archive.
	versions := p.versions(d.FS())
	if err := p.placeLog(d); err != nil {
		return versions, fmt.Errorf("%s, but their lines are not in archive/%s yet; the next write "+
			"to the archive puts them there: %w", p.done(), LogFile, err)
	}
	if err := d.Sync("."); err != nil {
		return versions, fmt.Errorf("%s, but the disk did not confirm it (run verify after the next "+
			"start of the machine): %w", p.done(), err)
	}
	if p.journal != nil { // what is listed there alone goes
		if err := takeBack(d); err != nil {
			return versions, fmt.Errorf("%s, but not all of their files are gone; the next write to the archive removes "+
				"them: %w", p.done(), err)
		}
		return versions, nil
	}
	// What cannot be removed now is removed by the next write.
	_ = d.RemoveAll(stagingDir)
	return versions, nil
}

// checkBeside refuses to write beside damaged versions of the same policies.
func checkBeside(ctx context.Context, fsys fs.FS, p *plan) error {
	mismatches, err := verify(ctx, fsys, func(policy string) bool { return p.policies[policy] })
	if err != nil {
		return err
	}
	var faults []error
	for _, m := range mismatches {
		if !m.Kind.Harmless() {
			faults = append(faults, damagef("%s", m))
		}
	}
	return advise(joinFirst(faults, 10))
}
