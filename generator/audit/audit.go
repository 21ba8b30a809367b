// Package audit checks a published archive as an outsider can: from its log, its
// checkpoint, and the files that the lines of the log tell of. It needs neither the
// source of the site nor the program that built it.
package audit

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/sourcegraph/conc/pool"

	"policyarchive/generator/archive"
	"policyarchive/generator/pages"
	"policyarchive/generator/translog"
)

// Files are those of a published site, by their slash paths below its address.
type Files interface {
	// Read returns what a file holds; an error that wraps [fs.ErrNotExist] if there is none.
	Read(ctx context.Context, name string) ([]byte, error)
}

// Fault is one thing that is not as the log says.
type Fault struct {
	Path    string // below the site's address
	Message string // what is wrong, what it means, and what to do
}

func (f Fault) String() string { return f.Path + ": " + f.Message }

// Result is what was found.
type Result struct {
	Log        *translog.Log
	Checkpoint *translog.Checkpoint
	Checked    int // number of files that are what the log says
	Redacted   []*archive.Redaction
	Faults     []Fault // sorted by path
}

// Options are what an outsider may know of a log.
type Options struct {
	// Key is the verifier key by which the checkpoint must be signed; "" for that which
	// the log names.
	Key string
	// Quorum says whose cosignatures the checkpoint must have; nil for nobody's.
	Quorum *translog.Quorum
	// Progress is called with the number of files that were read, of all, never twice at a
	// time; it may be nil.
	Progress func(done, all int)
}

// parallel is the number of files that are read at a time.
const parallel = 8

// Check reads the log and its checkpoint, and every file that a line of the log tells of,
// and compares them. The error is that of a site without a log, or one that cannot be
// read.
func Check(ctx context.Context, files Files, o Options) (*Result, error) {
	r := &Result{}
	data, err := files.Read(ctx, pages.LogFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no %s: the site has no log that could be checked, or this is not its address",
			pages.LogFile)
	}
	if err != nil {
		return nil, err
	}
	if r.Log, err = translog.Parse(pages.LogFile, data); err != nil {
		return nil, err
	}
	if data, err = files.Read(ctx, pages.CheckpointFile); err != nil {
		return nil, err
	}
	if r.Checkpoint, err = translog.ParseCheckpoint(pages.CheckpointFile, data); err != nil {
		return nil, err
	}
	if err := r.seal(o.Key); err != nil {
		r.fault(pages.CheckpointFile, err.Error())
	}
	if o.Quorum != nil {
		if _, err := o.Quorum.Check(r.Checkpoint); err != nil {
			r.fault(pages.CheckpointFile, err.Error()+": wait for their cosignatures, or ask the publisher why they are "+
				"missing")
		}
	}
	if err := r.readAll(ctx, files, o.Progress); err != nil {
		return nil, err
	}
	return r, r.readRedactions(ctx, files)
}

// readRedactions reads what the site says of versions whose text was removed, and makes
// sure that it is.
func (r *Result) readRedactions(ctx context.Context, files Files) error {
	redacted := r.Log.Redacted()
	for n := 1; n <= r.Log.Len(); n++ {
		e := r.Log.Entry(n)
		line := redacted[[2]string{e.Policy, e.Version}]
		_, list := archive.FilesOf(e)
		switch {
		case line == 0:
			continue
		case e.Act.Goes():
			for _, f := range list {
				f.Path = publishedPath(e.Policy, f.Path)
				data, err := files.Read(ctx, f.Path)
				if err != nil && !errors.Is(err, fs.ErrNotExist) {
					return err
				}
				if err == nil && archive.Digest(data) == f.Digest {
					r.fault(f.Path, fmt.Sprintf("is there, though line %d of the log says that it was removed on %s: tell the "+
						"publisher", line, r.Log.Entry(line).Day))
				}
			}
		case n == line:
			name := publishedPath(e.Policy, list[0].Path)
			data, err := files.Read(ctx, name)
			if err != nil || archive.Digest(data) != e.Record {
				continue // reported as such
			}
			redaction, err := archive.ParseRedaction(name, data)
			if err == nil && (redaction.Policy != e.Policy || redaction.Version.String() != e.Version) {
				err = fmt.Errorf("is that of version %s of %s", redaction.Version, redaction.Policy)
			}
			if err != nil {
				r.fault(name, err.Error())
				continue
			}
			r.Redacted = append(r.Redacted, redaction)
			if err := redaction.CheckAgainst(r.Log); err != nil {
				r.fault(name, err.Error()+": ask the publisher")
			}
		}
	}
	sortFaults(r.Faults)
	return nil
}

func (r *Result) fault(path, message string) { r.Faults = append(r.Faults, Fault{path, message}) }

// publishedPath is the path of a file of the archive below the site's address.
func publishedPath(policy, file string) string {
	return path.Join(policy, "archive", strings.TrimPrefix(file, policy+"/"))
}

// seal says why the checkpoint is not one of the log, or not signed as it must be.
func (r *Result) seal(key string) error {
	if err := r.Checkpoint.Check(r.Log); err != nil {
		return err
	}
	return r.Log.First(r.Checkpoint.Size).CheckKey(key)
}

// published are the files that the log tells of, by their paths below the site's address,
// but for those of versions that were redacted.
func published(l *translog.Log) (list []archive.ListedFile) {
	redacted := l.Redacted()
	for n := 1; n <= l.Len(); n++ {
		e := l.Entry(n)
		_, files := archive.FilesOf(e)
		if e.Act.Goes() && redacted[[2]string{e.Policy, e.Version}] > 0 {
			continue
		}
		for _, f := range files {
			f.Path = publishedPath(e.Policy, f.Path)
			list = append(list, f)
		}
	}
	return list
}

// readAll compares every file that the log tells of with its line.
func (r *Result) readAll(ctx context.Context, files Files, progress func(done, all int)) error {
	list := published(r.Log)
	faults, err := faultsOf(ctx, list, progress, func(ctx context.Context, f archive.ListedFile) (*Fault, error) {
		data, err := files.Read(ctx, f.Path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return &Fault{f.Path, "is not there, though the log tells of it: the version was removed from the site, or " +
				"its policy is published elsewhere"}, nil
		case err != nil:
			return nil, err
		case archive.Digest(data) != f.Digest:
			return &Fault{f.Path, fmt.Sprintf("has the SHA-256 %s, and the log says %s: it is not what was archived; "+
				"keep it, and ask the publisher", archive.Digest(data), f.Digest)}, nil
		}
		return nil, nil
	})
	r.Faults = append(r.Faults, faults...)
	r.Checked = len(list) - len(faults)
	return err
}

// faultsOf checks files, some at a time, and returns the faults that were found, in the
// order of the files.
func faultsOf[T any](ctx context.Context, list []T, progress func(done, all int),
	check func(context.Context, T) (*Fault, error)) (faults []Fault, err error) {
	found := make([]*Fault, len(list))
	done := 0
	var counting sync.Mutex
	work := pool.New().WithErrors().WithContext(ctx).WithCancelOnError().WithMaxGoroutines(parallel)
	for i, f := range list {
		work.Go(func(ctx context.Context) (err error) {
			if found[i], err = check(ctx, f); err != nil {
				return err
			}
			counting.Lock()
			defer counting.Unlock()
			if done++; progress != nil {
				progress(done, len(list))
			}
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	for _, f := range found {
		if f != nil {
			faults = append(faults, *f)
		}
	}
	return faults, nil
}

// sortFaults sorts by path; those of one path stay in their order.
func sortFaults(faults []Fault) {
	slices.SortStableFunc(faults, func(a, b Fault) int { return strings.Compare(a.Path, b.Path) })
}
