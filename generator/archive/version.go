package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
)

// Version is one archived version of a policy.
type Version struct {
	Policy string
	Name   Name
	// Record is the record, as corrections leave it.
	Record Record
	// Corrections are those of the version, oldest first.
	Corrections []*Correction
	// Withdrawal is that of the version; nil if it was not withdrawn.
	Withdrawal *Withdrawal
	// Redaction is that of the version; nil if it was not redacted. One that was has no
	// files, and of its record what the redaction says.
	Redaction *Redaction
	// Kept are the anchors of its sections, where the texts before it do not tell them any
	// more; nil if they do.
	Kept *Kept

	fsys  fs.FS
	files Manifest // of this version

	archived        Record // as it was written
	withdrawalFile  ListedFile
	correctionFiles []ListedFile // as Corrections
	redactionFile   ListedFile
}

func (v *Version) isRedacted() bool { return v.Redaction != nil }

// Dir is the directory of the version, relative to the archive's root.
func (v *Version) Dir() string { return versionDir(v.Policy, v.Name) }

// Files lists the files of the version with their digests, sorted by path.
func (v *Version) Files() []ListedFile { return slices.Clone(v.files) }

// WithdrawalFile is the file of the version's withdrawal, if it was withdrawn.
func (v *Version) WithdrawalFile() (ListedFile, bool) { return v.withdrawalFile, v.Withdrawal != nil }

// StatementFiles are the files that say something of the version: of its withdrawal, of
// its corrections, oldest first, and of its redaction.
func (v *Version) StatementFiles() []ListedFile {
	list := slices.Clone(v.correctionFiles)
	if v.Withdrawal != nil {
		list = append(list, v.withdrawalFile)
	}
	if v.Redaction != nil {
		list = append(list, v.redactionFile)
	}
	return list
}

// RedactionFile is the file of the version's redaction, if it was redacted.
func (v *Version) RedactionFile() (ListedFile, bool) { return v.redactionFile, v.Redaction != nil }

// ErrRedacted is the error of reading a version whose text was removed.
var ErrRedacted = errors.New("its text was removed")

// Text is the published text, exactly as archived. The bytes are read from disk
// and checked against the manifest at each call; bytes that do not match are
// not returned, and the error wraps [ErrDamaged].
func (v *Version) Text() ([]byte, error) { return v.Read(TextFile) }

// Capture is the bytes as obtained, or nil if the version was not imported. It
// checks them as [Version.Text] does.
func (v *Version) Capture() ([]byte, error) {
	if v.Record.Capture == nil {
		return nil, nil
	}
	return v.Read(v.Record.Capture.Name)
}

// Read is the bytes of one of the version's files, by its name in [Version.Dir].
// It checks them as [Version.Text] does.
func (v *Version) Read(file string) ([]byte, error) {
	if v.Redaction != nil {
		return nil, fmt.Errorf("version %s of %s cannot be read: %w on %s: %s", v.Name, v.Policy, ErrRedacted,
			v.Redaction.Redacted, v.Redaction.Reason)
	}
	p := path.Join(v.Dir(), file)
	digest, ok := v.files.Lookup(p)
	if !ok {
		return nil, advise(damagef("%s is not listed in %s", shown(p), ManifestFile))
	}
	return v.ReadListed(ListedFile{Path: p, Digest: digest})
}

// ReadListed is the bytes of a file that [Version.Files] or
// [Version.StatementFiles] list. It checks them as [Version.Text] does.
func (v *Version) ReadListed(f ListedFile) ([]byte, error) {
	data, err := readListed(v.fsys, f.Path, f.Digest)
	return data, advise(err)
}

func versionDir(policy string, name Name) string { return path.Join(policy, name.String()) }

// newVersion makes a Version of a record and its part of the manifest.
func newVersion(fsys fs.FS, record *Record, files []ListedFile) *Version {
	return &Version{Policy: record.Policy, Name: record.Version, Record: *record, archived: *record,
		fsys: fsys, files: files}
}
