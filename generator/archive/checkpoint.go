package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"policyarchive/generator/translog"
)

// CheckpointFile is the name of the newest checkpoint of the log at the root of the
// archive. It is the only file there that is replaced.
const CheckpointFile = "checkpoint"

// Checkpoint is the newest checkpoint that was written; nil if there is none.
func (a *Archive) Checkpoint() *translog.Checkpoint { return a.checkpoint }

func readCheckpoint(fsys fs.FS) (*translog.Checkpoint, error) {
	data, there, err := readPlain(fsys, CheckpointFile)
	if err != nil || !there {
		return nil, err
	}
	return translog.ParseCheckpoint(shown(CheckpointFile), data)
}

// Seal writes a checkpoint into the archive at dir. seal is called with the archive
// and its log, to which lines were added if the archive had none; it returns the log,
// perhaps with further lines behind these, and a checkpoint of it. If seal returns an
// error, so does Seal, and nothing is written. day is today (YYYY-MM-DD).
//
// Log and checkpoint are two files, and the log is replaced first: a write that is cut
// off between leaves the checkpoint before, which is true of the log as well.
func Seal(ctx context.Context, dir, day string,
	seal func(*Archive, *translog.Log) (*translog.Log, *translog.Checkpoint, error)) error {
	return locked(dir, func(d rootDisk) error {
		if err := takeBack(d); err != nil {
			return err
		}
		a, err := Open(d.FS())
		if err != nil {
			return err
		}
		adopted, err := a.adopted(&logger{day: day})
		if err != nil {
			return err
		}
		l, c, err := seal(a, adopted)
		if err != nil {
			return err
		}
		if !adopted.Begins(l) {
			return errors.New("seal the log: lines that it has would be changed")
		}
		if err := c.Check(l); err != nil {
			return fmt.Errorf("seal the log: %w", err)
		}
		err = replaceFiles(ctx, d, []plannedFile{{LogFile, l.Format()}, {CheckpointFile, c.Format()}})
		if err != nil {
			return fmt.Errorf("seal the log: %w", err)
		}
		return nil
	})
}

// AddCosignatures adds cosignatures to the checkpoint of the archive at dir, and returns
// it. It is an error if that is no longer the one that was cosigned. day is as for [Seal].
func AddCosignatures(ctx context.Context, dir, day string, cosigned *translog.Checkpoint,
	list []translog.Cosignature) (written *translog.Checkpoint, err error) {
	err = Seal(ctx, dir, day, func(a *Archive, l *translog.Log) (*translog.Log, *translog.Checkpoint, error) {
		if written = a.Checkpoint(); written == nil || written.Body() != cosigned.Body() {
			return nil, nil, errors.New("the log got another checkpoint while witnesses were asked: ask again")
		}
		for _, s := range list {
			written.AddCosignature(s)
		}
		return l, written, nil
	})
	return written, err
}

// replaceFiles puts files of different names in their places, one after the other.
func replaceFiles(ctx context.Context, d disk, files []plannedFile) error {
	steps := func() error {
		if err := d.Mkdir(stagingDir); err != nil {
			return err
		}
		for _, f := range files {
			name := staged(path.Base(f.path))
			if err := d.Write(name, f.data); err != nil {
				return err
			}
			if err := d.Sync(name); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, f := range files {
			if err := d.Rename(staged(path.Base(f.path)), f.path); err != nil {
				return err
			}
			if dir := path.Dir(f.path); dir != "." {
				if err := d.Sync(dir); err != nil {
					return err
				}
			}
		}
		return d.Sync(".")
	}
	if err := steps(); err != nil {
		return errors.Join(err, takeBack(d))
	}
	return d.RemoveAll(stagingDir)
}
