package archive

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"policyarchive/generator/translog"
)

// statement is a file that says something of a version: a withdrawal or a correction.
// It stands beside the version and not in it, in a directory of its own: no byte of the
// version changes, and it gets no further file. It is archived as a version is, for ever.
type statement interface {
	// Dir is the directory of the statement, relative to the archive's root.
	Dir() string
	// Format writes the file.
	Format() ([]byte, error)
	// of is the version.
	of() (policy string, version Name)
	// texts calls do with each text that readers see, and its field.
	texts(do func(field string, text *string))
	// against says in which points the statement does not agree with the directory
	// it lies in and with the record of its version, as it was archived; nil stands for
	// a version that is not there.
	against(dir string, r *Record) (faults []string)
	// entry is the act by which it is archived; digest is that of its file.
	entry(digest string) translog.Entry
	// apply makes the version what the statement says; file is the statement's.
	apply(v *Version, file ListedFile)
}

// statementKind is a kind of statements.
type statementKind struct {
	file  string // in the directory
	parse func(file string, data []byte) (statement, error)
}

// statementOf takes the name of a directory apart: that of its version, and the kind of
// the statement that it holds; nil if it is that of a version itself.
func statementOf(dir string) (version string, kind *statementKind) {
	if version, ok := strings.CutSuffix(dir, withdrawnSuffix); ok {
		return version, &statementKind{WithdrawalFile, func(file string, data []byte) (statement, error) {
			return ParseWithdrawal(file, data)
		}}
	}
	if version, day, ok := strings.Cut(dir, correctedSuffix); ok && checkOptionalDate(day) == nil && day != "" {
		return version, &statementKind{CorrectionFile, func(file string, data []byte) (statement, error) {
			return ParseCorrection(file, data)
		}}
	}
	return dir, nil
}

// checkDirName says what is wrong with the name of a directory of a policy: that of a
// version, or of one beside it.
func checkDirName(s string) error {
	_, err := ParseName(versionOf(s))
	return err
}

// state archives a statement. It refuses what refuse says of its version.
func state(ctx context.Context, d disk, s statement, refuse func(*Version) error) error {
	_, err := change(ctx, d, func(a *Archive) (*plan, error) {
		var errs []string
		s.texts(func(field string, text *string) {
			if err := checkRemark(field, *text); err != nil {
				errs = append(errs, err.Error())
			}
		})
		if len(errs) > 0 {
			return nil, fmt.Errorf("%s", strings.Join(errs, "; "))
		}
		return planStatement(a, s, refuse)
	})
	return err
}

// planStatement is a write of one statement.
func planStatement(a *Archive, s statement, refuse func(*Version) error) (*plan, error) {
	encoded, err := s.Format()
	if err != nil {
		return nil, err
	}
	policy, version := s.of()
	v := a.Version(policy, version)
	if v == nil {
		return nil, fmt.Errorf("%s has no version %s", shown(policy), version)
	}
	if v.Redaction != nil {
		return nil, fmt.Errorf("version %s of %s was redacted on %s", version, policy, v.Redaction.Redacted)
	}
	if err := refuse(v); err != nil {
		return nil, err
	}
	_, kind := statementOf(path.Base(s.Dir()))
	if faults := s.against(s.Dir(), &v.archived); len(faults) > 0 {
		return nil, fmt.Errorf("%s: %s", path.Join(shown(s.Dir()), kind.file), faults[0])
	}
	dir := plannedDir{path: s.Dir()}
	dir.add(kind.file, encoded, Digest(encoded))
	p := &plan{dirs: []plannedDir{dir}, policies: map[string]bool{policy: true}, manifest: a.manifest.with(dir.entries)}
	if err := Validate(p.manifest, a.manifest); err != nil {
		return nil, err
	}
	act := s.entry(Digest(encoded))
	return p, p.append(a, &logger{day: act.Day}, []translog.Entry{act})
}

// readStatement reads a statement, compares it with the manifest and its version, and
// makes the version what it says.
func (a *Archive) readStatement(fsys fs.FS, dir string) error {
	f, data, err := readBeside(fsys, a.manifest, dir)
	if err != nil {
		return err
	}
	_, kind := statementOf(path.Base(dir))
	s, err := kind.parse(shown(f.Path), data)
	if err != nil {
		return err
	}
	v := a.Version(s.of())
	var record *Record
	if v != nil {
		record = &v.archived
	}
	if faults := s.against(dir, record); len(faults) > 0 {
		return damagef("%s: %s", shown(f.Path), strings.Join(faults, "; "))
	}
	s.apply(v, f)
	return nil
}
