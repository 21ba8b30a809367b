package archive

import (
	"errors"
	"path"

	"policyarchive/generator/translog"
)

// readLog compares the log with the manifest, and the checkpoint with the log.
func (v *verifier) readLog() {
	manifest := make(Manifest, len(v.lines))
	for i, l := range v.lines {
		manifest[i] = l.ListedFile
	}
	if len(manifest) == 0 && len(v.files) > 0 {
		return // that the manifest is missing is reported
	}
	stamps, stampFaults := readStamps(v.fsys)
	l, err := readLog(v.fsys, manifest)
	if err != nil {
		v.reportSyntax(LogFile, err)
		return
	}
	v.log = l
	if l.Len() == 0 && len(manifest) > 0 {
		v.report(Unlogged, LogFile, 0, "is missing: nothing proves that versions were not put in, rewritten or removed; "+
			"restore it from Git, or begin it with checkpoint")
	}
	for _, fault := range compareLog(l, manifest) {
		if dir := fault.dir; dir != "" && v.policy(path.Dir(dir)) {
			v.report(BadLog, dir, 0, "%s", fault.message)
		} else if dir == "" && v.policy(l.Entry(fault.line).Policy) {
			v.report(BadLog, LogFile, fault.line, "%s", fault.message)
		}
	}
	c, err := readCheckpoint(v.fsys)
	if err != nil {
		v.reportSyntax(CheckpointFile, err)
		return
	}
	for _, fault := range append(stampFaults, compareStamps(stamps, l, c)...) {
		v.report(BadLog, fault.path, 0, "%s", fault.message)
	}
	if c == nil {
		if _, line := l.VerifierKey(); line > 0 {
			v.report(Unlogged, CheckpointFile, 0, "is missing, though line %d of %s names a key that signs it: restore it "+
				"from Git, or sign another with checkpoint", line, LogFile)
		}
		return
	}
	if err := c.Check(l); err != nil {
		v.report(BadLog, CheckpointFile, 0, "%v; restore %s and %s from Git or a copy", err, LogFile, CheckpointFile)
	}
}

// reportSyntax reports that a file could not be read.
func (v *verifier) reportSyntax(file string, err error) {
	var syntax *translog.SyntaxError
	if errors.As(err, &syntax) {
		v.report(BadLog, file, syntax.Line, "%s; restore it from Git or a copy", syntax.Message)
		return
	}
	v.report(Unreadable, file, 0, "cannot be read: %v", err)
}
