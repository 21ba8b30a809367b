package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"policyarchive/generator/stamp"
	"policyarchive/generator/translog"
)

// StampsDir is the folder of time stamps at the root of the archive. A file 42.tsr there
// is a stamp of the body of the checkpoint of 42 lines: see package stamp. The body
// follows from the log for ever, so it is not kept beside it, and signatures can be added
// to a checkpoint that is stamped.
const StampsDir = LogFile + ".stamps"

// stampSuffix ends the names of time stamps.
const stampSuffix = ".tsr"

// Stamp is a time stamp of a checkpoint.
type Stamp struct {
	Size   int    // number of lines of the log that it stands for
	Answer []byte // of the authority: the file
	*stamp.Stamp
}

// Stamps are the time stamps of checkpoints, by their sizes. That their certificates are
// to be trusted is not checked.
func (a *Archive) Stamps() []Stamp { return a.stamps }

// stampFile is the place of a stamp.
func stampFile(size int) string { return path.Join(StampsDir, strconv.Itoa(size)+stampSuffix) }

// stampFault is a file that is not a stamp as it must be.
type stampFault struct{ path, message string }

func (f *stampFault) Error() string { return shown(f.path) + ": " + f.message }

// readStamps reads all time stamps. It is to be called before the log is read: that has
// the lines of every stamp that was there before.
func readStamps(fsys fs.FS) (list []Stamp, faults []*stampFault) {
	entries, err := fs.ReadDir(fsys, StampsDir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, []*stampFault{{StampsDir, "cannot be read: " + err.Error()}}
	}
	for _, entry := range entries {
		file := path.Join(StampsDir, entry.Name())
		digits, ok := strings.CutSuffix(entry.Name(), stampSuffix)
		size, err := strconv.Atoi(digits)
		if !ok || err != nil || size < 1 || stampFile(size) != file || !entry.Type().IsRegular() {
			faults = append(faults, &stampFault{file, "is no time stamp: here are only files such as 42" + stampSuffix +
				", of which the number is that of lines of the log; remove it"})
			continue
		}
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			faults = append(faults, &stampFault{file, "cannot be read: " + err.Error()})
			continue
		}
		read, err := stamp.Parse(data)
		if err != nil {
			faults = append(faults, &stampFault{file, err.Error() + "; restore it from Git or a copy"})
			continue
		}
		list = append(list, Stamp{size, data, read})
	}
	slices.SortFunc(list, func(a, b Stamp) int { return cmp.Compare(a.Size, b.Size) })
	return list, faults
}

// compareStamps says which time stamps are not of the beginning of a log, which its
// checkpoint names.
func compareStamps(list []Stamp, l *translog.Log, c *translog.Checkpoint) (faults []*stampFault) {
	for _, s := range list {
		message := ""
		switch {
		case c == nil:
			message = "is a stamp, and there is no " + CheckpointFile + ": restore it from Git or a copy"
		case s.Size > l.Len():
			message = fmt.Sprintf("is a stamp of %d lines, and the log has %d: lines were removed from its end, after %s",
				s.Size, l.Len(), s.When())
		case !s.Covers([]byte(l.First(s.Size).Checkpoint(c.Origin).Body())):
			message = fmt.Sprintf("is not a stamp of the first %d lines of the log as they are: one of them was changed, "+
				"removed or put in after %s, or it is the stamp of another log", s.Size, s.When())
		}
		if message != "" {
			faults = append(faults, &stampFault{stampFile(s.Size), message})
		}
	}
	return faults
}

// AddStamp archives the answer of an authority, which is a time stamp of the checkpoint
// of size lines of the log of the archive at dir. One that is there stays, and is an
// error.
func AddStamp(ctx context.Context, dir string, size int, answer []byte) error {
	return locked(dir, func(d rootDisk) error { return addStamp(ctx, d, size, answer) })
}

// addStamp does the work of AddStamp under the lock.
func addStamp(ctx context.Context, d disk, size int, answer []byte) error {
	if err := takeBack(d); err != nil {
		return err
	}
	a, err := Open(d.FS())
	if err != nil {
		return err
	}
	file := stampFile(size)
	if slices.ContainsFunc(a.stamps, func(s Stamp) bool { return s.Size == size }) {
		return fmt.Errorf("%s is there already", shown(file))
	}
	read, err := stamp.Parse(answer)
	if err != nil {
		return fmt.Errorf("archive a time stamp: %w", err)
	}
	if faults := compareStamps([]Stamp{{size, answer, read}}, a.log, a.checkpoint); len(faults) > 0 {
		return fmt.Errorf("archive a time stamp: %w", faults[0])
	}
	if size > a.checkpoint.Size {
		return fmt.Errorf("archive a time stamp: %s stands for %d lines, and the stamp for %d", shown(CheckpointFile),
			a.checkpoint.Size, size)
	}
	if !exists(d.FS(), StampsDir) {
		if err := d.Mkdir(StampsDir); err != nil {
			return fmt.Errorf("archive a time stamp: %w", err)
		}
	}
	if err := replaceFiles(ctx, d, []plannedFile{{file, answer}}); err != nil {
		return fmt.Errorf("archive a time stamp: %w", err)
	}
	return nil
}
