package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"policyarchive/generator/translog"
)

// Verify holds every byte of the archive against its manifest and its records
// and returns all mismatches, sorted by path and line; none means that the
// archive is whole. The error is that of a root that cannot be read at all, or of ctx; a
// root that does not exist is an empty archive.
//
// Only mismatches of a harmless kind can be ignored: see [Kind.Harmless]. They tell of
// a write that was cut off or is still going on, or of an archive without a log, and do
// not touch what is in the archive.
//
// Names that begin with a dot, at the root (.gitattributes), are not part of the
// archive.
func Verify(ctx context.Context, fsys fs.FS) ([]Mismatch, error) {
	return verify(ctx, fsys, func(string) bool { return true })
}

// verify is Verify for some of the policies.
func verify(ctx context.Context, fsys fs.FS, policy func(string) bool) ([]Mismatch, error) {
	v := &verifier{fsys: fsys, policy: policy, digests: make(map[string]fileDigest),
		kept: make(map[ListedFile]bool), log: &translog.Log{}}
	// In the order that Open reads them in, for the same reason.
	if err := v.walk(); err != nil {
		return nil, err
	}
	v.readUnfinished()
	for {
		before := v.found
		if err := v.readManifest(); err != nil {
			return nil, err
		}
		v.readLog()
		if now, err := fs.ReadFile(fsys, ManifestFile); err != nil || bytes.Equal(now, v.manifest) {
			break
		}
		v.found, v.lines = before, nil // a write came to its end meanwhile
	}
	if err := v.checkListed(ctx); err != nil {
		return nil, err
	}
	v.checkUnlisted()
	v.checkRecords()
	slices.SortFunc(v.found, compareMismatches)
	return slices.Compact(v.found), nil
}

// verifier collects what Verify finds.
type verifier struct {
	fsys   fs.FS
	policy func(string) bool
	found  []Mismatch

	files      []string // plain files on disk, wherever they lie
	dirs       []string // version directories on disk
	unfinished map[string][]ListedFile
	manifest   []byte
	lines      []manifestLine
	digests    map[string]fileDigest // of listed files that could be read
	kept       map[ListedFile]bool   // of which redactions tell
	log        *translog.Log
}

func (v *verifier) report(kind Kind, p string, line int, format string, args ...any) {
	v.found = append(v.found, Mismatch{p, line, kind, fmt.Sprintf(format, args...)})
}

// walk lists the files on disk and reports what is neither a plain file nor a
// directory of the archive.
func (v *verifier) walk() error {
	err := fs.WalkDir(v.fsys, ".", func(p string, entry fs.DirEntry, err error) error {
		switch {
		case p == "." && errors.Is(err, fs.ErrNotExist):
			return fs.SkipAll
		case p == "." && err != nil:
			return fmt.Errorf("verify archive: %w", err)
		case p == ".":
			return nil
		case !strings.Contains(p, "/") && strings.HasPrefix(p, "."):
			if p == stagingDir {
				v.report(Unfinished, p, 0, "a write is going on, or was cut off before its end; what "+ManifestFile+" lists "+
					"is complete; the next write to the archive removes this directory")
			}
			return skip(entry)
		case p == StampsDir && entry != nil && entry.IsDir():
			return fs.SkipDir // with the log
		case !v.concerns(p):
			return skip(entry)
		case err != nil:
			v.report(Unreadable, p, 0, "cannot be read: %v", err)
			return skip(entry)
		case entry.IsDir():
			return v.walkDir(p, entry)
		case !entry.Type().IsRegular():
			v.report(Link, p, 0, "is %s; an archive holds plain files only: put the file itself here",
				kindOf(entry.Type()))
		case p != ManifestFile && p != LogFile && p != CheckpointFile:
			v.files = append(v.files, p)
		}
		return nil
	})
	return err
}

func (v *verifier) walkDir(p string, entry fs.DirEntry) error {
	var err error
	switch strings.Count(p, "/") {
	case 0:
		err = CheckPolicyName(p)
	case 1:
		if err = checkDirName(entry.Name()); err == nil {
			v.dirs = append(v.dirs, p)
		}
	default:
		err = errors.New("a version has no directories")
	}
	if err != nil {
		v.report(Extra, p, 0, "does not belong here: %v", err)
		return fs.SkipDir
	}
	return nil
}

func skip(entry fs.DirEntry) error {
	if entry != nil && entry.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// concerns reports whether a path is to be verified.
func (v *verifier) concerns(p string) bool {
	policy, _, below := strings.Cut(p, "/")
	return !below && (p == ManifestFile || p == LogFile || p == CheckpointFile) || v.policy(policy)
}

// readUnfinished notes what a write has put in place without listing it yet.
func (v *verifier) readUnfinished() {
	v.unfinished = readJournal(v.fsys).versionDirs()
}

func (v *verifier) readManifest() error {
	data, err := fs.ReadFile(v.fsys, ManifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		if len(v.files) > 0 {
			v.report(Missing, ManifestFile, 0, "is missing: nothing says what the files of the archive must be; restore it "+
				"from Git or a copy")
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("verify archive: %w", err)
	}
	v.manifest = data
	lines, faults := scanManifest(ManifestFile, data)
	for _, fault := range faults {
		v.report(BadLine, ManifestFile, fault.Line, "%s", fault.Message)
	}
	for _, l := range lines {
		if v.concerns(l.Path) {
			v.lines = append(v.lines, l)
		}
	}
	return nil
}

// checkListed holds the bytes of every listed file against the manifest.
func (v *verifier) checkListed(ctx context.Context) error {
	for _, l := range v.lines {
		if err := ctx.Err(); err != nil {
			return err
		}
		d, err := digestFile(v.fsys, l.Path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			v.report(Missing, l.Path, 0, "is missing, though line %d of %s lists it: restore it from Git or a copy",
				l.line, ManifestFile)
		case errors.Is(err, errNotRegular):
			v.report(Link, l.Path, 0, "is not a plain file: put the file itself here")
		case err != nil:
			v.report(Unreadable, l.Path, 0, "cannot be read: %v", err)
		default:
			v.digests[l.Path] = d
			if d.sha256 != l.Digest {
				v.report(Changed, l.Path, 0, "has changed: its SHA-256 is %s, line %d of %s says %s; restore it from Git or a copy",
					d.sha256, l.line, ManifestFile, l.Digest)
			}
		}
	}
	return nil
}

// checkUnlisted reports files on disk that the manifest does not list, and
// version directories in which there is no file.
func (v *verifier) checkUnlisted() {
	known := make(map[string]bool, len(v.lines))
	for _, l := range v.lines {
		known[l.Path] = true
		known[path.Dir(l.Path)] = true
	}
	filled := make(map[string]bool)
	for _, p := range v.files {
		dir := path.Dir(p)
		filled[dir] = true
		switch {
		case known[p]:
		case v.unfinished[dir] != nil && !known[dir]:
			v.reportUnfinished(dir)
		case exists(v.fsys, p):
			v.report(Extra, p, 0, "is not listed in %s: nothing proves that it was archived; add versions with snapshot or "+
				"import only, and remove this file", ManifestFile)
		}
	}
	for _, dir := range v.dirs {
		if !known[dir] && !filled[dir] && v.unfinished[dir] == nil && exists(v.fsys, dir) {
			v.report(Extra, dir, 0, "is a version without files: remove this directory")
		}
	}
}

// reportUnfinished reports a version directory that a write has put in place
// without listing it yet.
func (v *verifier) reportUnfinished(dir string) {
	var altered *damage
	if errors.As(checkUnfinished(v.fsys, dir, v.unfinished[dir]), &altered) && exists(v.fsys, dir) {
		v.report(Extra, dir, 0, "is not as it was written: %v", altered)
		return
	}
	if _, redacted := v.digests[path.Join(dir+redactedSuffix, RedactionFile)]; redacted {
		v.report(Unfinished, dir, 0, "is still there, though its text was removed: the write was cut off; run redact with "+
			"--confirm again, or any other write, to finish it")
		return
	}
	v.report(Unfinished, dir, 0, "was put in place by the write that is going on or was cut off; the archive does not "+
		"contain it; the next snapshot or import removes it")
}
