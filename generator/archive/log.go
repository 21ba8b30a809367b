package archive

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"policyarchive/generator/policy"
	"policyarchive/generator/translog"
)

// LogFile is the name of the transparency log at the root of the archive: see package
// translog. An archive that was last written by a program without it has none.
const LogFile = "LOG"

// Log is the transparency log; without lines if the archive has none yet.
func (a *Archive) Log() *translog.Log { return a.log }

// readLog reads the log that belongs to a manifest, which was read before. While a
// write is going on, or after one was cut off behind its last step, that may be the one
// which waits to be put in its place.
func readLog(fsys fs.FS, manifest Manifest) (*translog.Log, error) {
	agrees := func(l *translog.Log, err error) bool {
		return err == nil && l.Len() > 0 && len(compareLog(l, manifest)) == 0
	}
	now, err := readLogFile(fsys, LogFile)
	if agrees(now, err) || err == nil && now.Len() == 0 && !exists(fsys, stagingDir) {
		return now, nil
	}
	if next, err := readLogFile(fsys, staged(LogFile)); agrees(next, err) {
		return next, nil
	}
	return readLogFile(fsys, LogFile) // it may have been put in place meanwhile
}

// readLogFile reads a log; none is one without lines.
func readLogFile(fsys fs.FS, name string) (*translog.Log, error) {
	data, _, err := readPlain(fsys, name)
	if err != nil {
		return nil, err
	}
	return translog.Parse(shown(name), data)
}

// logFault is a point in which a log and the manifest do not agree.
type logFault struct {
	line    int    // of the log; 0 if it has none
	dir     string // of the manifest, that no line names
	message string
}

func (f *logFault) Error() string {
	if f.line == 0 {
		return fmt.Sprintf("%s: %s", shown(f.dir), f.message)
	}
	return fmt.Sprintf("%s:%d: %s", shown(LogFile), f.line, f.message)
}

// compareLog says in which points a log does not agree with a manifest: each version
// and each statement has one line, with the digests of the manifest. A log without
// lines agrees with every manifest that has no redaction.
func compareLog(l *translog.Log, manifest Manifest) (faults []*logFault) {
	dirs := manifest.versionDirs()
	if l.Len() == 0 {
		for _, dir := range slices.Sorted(maps.Keys(dirs)) {
			if strings.HasSuffix(dir, redactedSuffix) {
				faults = append(faults, &logFault{dir: dir, message: LogFile + " is missing, and nothing else proves that a text " +
					"was lawfully removed: restore it from Git or a copy"})
			}
		}
		return faults
	}
	seen := make(map[string]int)
	redacted := l.Redacted()
	for n := 1; n <= l.Len(); n++ {
		e := l.Entry(n)
		dir, files := FilesOf(e)
		report := func(format string, args ...any) {
			faults = append(faults, &logFault{line: n, message: fmt.Sprintf(format, args...)})
		}
		if e.Act == translog.Reread && seen[path.Join(e.Policy, e.Version)] == 0 {
			report("%s is read anew, and no line above put it into the archive", path.Join(e.Policy, e.Version))
		}
		if dir == "" {
			continue
		}
		if e.Act == translog.Redact && seen[path.Join(e.Policy, e.Version)] == 0 {
			report("%s is redacted, and no line above put it into the archive", path.Join(e.Policy, e.Version))
		}
		if seen[dir] > 0 {
			report("%s has a line already: line %d", dir, seen[dir])
			continue
		}
		seen[dir] = n
		gone := redacted[[2]string{e.Policy, e.Version}]
		if gone > 0 && gone < n {
			report("%s was redacted on %s (line %d), and no line can follow", path.Join(e.Policy, e.Version), l.Entry(gone).Day,
				gone)
		}
		if gone > 0 && e.Act.Goes() {
			if dirs[dir] != nil {
				report("the text of %s was removed on %s (line %d), and %s lists it", dir, l.Entry(gone).Day, gone, ManifestFile)
			}
			continue
		}
		if dirs[dir] == nil {
			report("%s was put into the archive on %s, and is not in %s: it was removed", dir, e.Day, ManifestFile)
			continue
		}
		for _, f := range files {
			if listed, _ := manifest.Lookup(f.Path); listed != f.Digest {
				report("%s had the SHA-256 %s on %s, and %s says %s: it was changed", f.Path, f.Digest, e.Day, ManifestFile,
					listed)
			}
		}
	}
	for dir := range dirs {
		if seen[dir] == 0 && !strings.HasSuffix(dir, keptSuffix) { // a redaction tells of that
			faults = append(faults, &logFault{dir: dir, message: "no line of " + LogFile + " names it: it was put in without " +
				"this program"})
		}
	}
	slices.SortFunc(faults, func(a, b *logFault) int {
		if a.line != b.line {
			return a.line - b.line
		}
		return strings.Compare(a.dir, b.dir)
	})
	return faults
}

// FilesOf is the directory that an act put into the archive, relative to its root, and
// the files there whose digests a line of the log has; "" and none if it put none there.
// Those of a version that was redacted later are gone.
func FilesOf(e translog.Entry) (dir string, files []ListedFile) {
	dir = path.Join(e.Policy, e.Version)
	switch {
	case e.Act.Archives():
		return dir, []ListedFile{{path.Join(dir, TextFile), e.Text}, {path.Join(dir, RecordFile), e.Record}}
	case e.Act == translog.Withdraw:
		dir += withdrawnSuffix
		return dir, []ListedFile{{path.Join(dir, WithdrawalFile), e.Record}}
	case e.Act == translog.Correct:
		dir += correctedSuffix + e.Day
		return dir, []ListedFile{{path.Join(dir, CorrectionFile), e.Record}}
	case e.Act == translog.Redact:
		dir += redactedSuffix
		return dir, []ListedFile{{path.Join(dir, RedactionFile), e.Record}}
	}
	return "", nil
}

// logger makes the lines of a write.
type logger struct {
	day    string
	parser *policy.Parser
}

// archivedEntry is the act by which a version gets into the archive.
func (l *logger) archivedEntry(act translog.Act, r *Record, text []byte, recordDigest string) translog.Entry {
	if l.parser == nil {
		l.parser = policy.NewParser()
	}
	doc := l.parser.Parse(TextFile, text)
	return translog.Entry{Day: l.day, Policy: r.Policy, Version: r.Version.String(), Act: act,
		Text: r.Text.SHA256, Words: doc.WordsDigest(), Record: recordDigest}
}

// act is the one that a record tells of.
func (r *Record) act() translog.Act {
	if r.Source.Medium == "written" {
		return translog.Snapshot
	}
	return translog.Import
}

// adopted is the log of an archive, with lines for all that it has if it has no log
// yet: the versions of each policy in order, each with its withdrawal.
func (a *Archive) adopted(l *logger) (*translog.Log, error) {
	if a.log.Len() > 0 || len(a.manifest) == 0 {
		return a.log, nil
	}
	for _, name := range slices.Sorted(maps.Keys(a.all)) {
		if i := slices.IndexFunc(a.all[name], (*Version).isRedacted); i >= 0 {
			return nil, fmt.Errorf("%s is missing, and version %s of %s was redacted: restore it from Git or a copy",
				shown(LogFile), a.all[name][i].Name, name)
		}
	}
	var acts []translog.Entry
	for _, name := range a.Policies() {
		for _, v := range a.Versions(name) {
			text, err := v.Text()
			if err != nil {
				return nil, err
			}
			record, _ := v.files.Lookup(path.Join(v.Dir(), RecordFile))
			acts = append(acts, l.archivedEntry(translog.Adopt, &v.Record, text, record))
			if file, ok := v.WithdrawalFile(); ok {
				act := v.Withdrawal.entry(file.Digest)
				act.Day = l.day
				acts = append(acts, act)
			}
		}
	}
	return a.log.With(acts)
}

// openLog reads the log and the checkpoint, and says in which points they do not agree
// with the manifest or with each other.
func (a *Archive) openLog(fsys fs.FS) (faults []error) {
	stamps, stampFaults := readStamps(fsys)
	var err error
	if a.log, err = readLog(fsys, a.manifest); err != nil {
		return []error{advise(err)}
	}
	for _, fault := range compareLog(a.log, a.manifest) {
		faults = append(faults, damagef("%s", fault))
	}
	if a.checkpoint, err = readCheckpoint(fsys); err != nil {
		return append(faults, err)
	}
	if a.checkpoint != nil && len(faults) == 0 {
		if err := a.checkpoint.Check(a.log); err != nil {
			faults = append(faults, damagef("%s: %v", shown(CheckpointFile), err))
		}
	}
	a.stamps = stamps
	for _, fault := range append(stampFaults, compareStamps(stamps, a.log, a.checkpoint)...) {
		faults = append(faults, damagef("%s", fault))
	}
	return faults
}
