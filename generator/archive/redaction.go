package archive

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"policyarchive/generator/plainjson"
	"policyarchive/generator/translog"
)

// RedactionFile is the only file of a redaction.
const RedactionFile = "redaction.json"

// RedactionFormat is the format of redaction.json that this package writes, and the
// newest that it reads.
const RedactionFormat = 1

// Redaction says that the text of a version was removed, with everything else that
// holds its words. It is the content of redaction.json, which stands beside the place
// of the version, and keeps what is known of it without its words. A redaction is
// archived as a version is, for ever.
type Redaction struct {
	Policy    string `json:"policy"`
	Version   Name   `json:"version"`
	After     Name   `json:"after,omitzero"` // as in [Record]
	Redacted  string `json:"redacted"`       // YYYY-MM-DD
	Reason    string `json:"reason"`         // for readers, one or a few sentences
	Authority string `json:"authority"`      // who decided: a court and its order, an office, the publisher

	// What the record of the version said, as in [Record].
	Captured  string `json:"captured,omitempty"`
	Published string `json:"published,omitempty"`
	Effective string `json:"effective,omitempty"`
	Lang      string `json:"lang,omitempty"`
	Class     Class  `json:"class,omitempty"`
	Medium    string `json:"medium,omitempty"` // that of its [Source]

	// Removed are the files that were removed; their names are paths below the
	// directory of the policy. Their digests stand in the log as well.
	Removed []File `json:"removed"`
	// Kept are the files by which sections of other versions keep their anchors: see
	// [Kept].
	Kept []KeptFile `json:"kept,omitempty"`
}

// KeptFile is the kept.json of a version.
type KeptFile struct {
	Version Name   `json:"version"`
	SHA256  string `json:"sha256"`
}

type redactionDocument struct {
	Format int `json:"format"`
	Redaction
}

// Dir is the directory of the redaction, relative to the archive's root.
func (r *Redaction) Dir() string { return versionDir(r.Policy, r.Version) + redactedSuffix }

// Sentence says what was done, when, why and by whom.
func (r *Redaction) Sentence() string {
	return fmt.Sprintf("The text of version %s of %s was removed on %s: %s (%s)", r.Version, r.Policy, r.Redacted,
		r.Reason, r.Authority)
}

// ParseRedaction reads redaction.json; file names it in errors. As [ParseRecord] it
// accepts only what [Redaction.Format] writes, and its error is, or joins,
// [SyntaxError] values.
func ParseRedaction(file string, data []byte) (*Redaction, error) {
	var doc redactionDocument
	check := func() error { return doc.check(file) }
	if err := parseDocument(file, data, RedactionFormat, &doc, check, doc.Redaction.Format); err != nil {
		return nil, err
	}
	clean("reason", &doc.Reason)
	clean("authority", &doc.Authority)
	return &doc.Redaction, nil
}

// Format writes the redaction as redaction.json, as [Record.Format] writes
// version.json.
func (r *Redaction) Format() ([]byte, error) {
	if err := r.check(RedactionFile); err != nil {
		return nil, err
	}
	doc := redactionDocument{Format: RedactionFormat, Redaction: *r}
	for _, text := range []*string{&doc.Reason, &doc.Authority, &doc.Medium} {
		*text = strings.ToValidUTF8(*text, "\uFFFD")
	}
	return plainjson.Marshal(&doc, "  ")
}

func (r *Redaction) check(file string) error {
	errs := fieldErrors{file: file}
	check := errs.add
	_, err := ParseDate(r.Redacted)
	check("redacted", err)
	check("reason", checkNeeded(r.Reason, "why"))
	check("authority", checkNeeded(r.Authority, "who decided"))
	previous := ""
	for i, f := range r.Removed {
		field := fmt.Sprintf("removed[%d]", i)
		if err := checkFilePath(path.Join("policy", f.Name)); err != nil ||
			versionOf(path.Dir(f.Name)) != r.Version.String() {
			check(field, fmt.Errorf("%q is not a file of the version", f.Name))
		}
		check(field, checkFile(f, true, ""))
		if f.Name <= previous {
			check(field, fmt.Errorf("%q is out of order, or listed twice", f.Name))
		}
		previous = f.Name
	}
	if len(errs.list) == 0 {
		check("removed", r.checkRemoved())
	}
	for i, k := range r.Kept {
		field := fmt.Sprintf("kept[%d]", i)
		check(field, checkName(k.Version))
		if !isDigest(k.SHA256) {
			check(field, fmt.Errorf("%q is not a SHA-256 in lower-case hexadecimal digits", k.SHA256))
		}
		if i > 0 && r.Kept[i-1].Version.Compare(k.Version) >= 0 {
			check(field, fmt.Errorf("version %s is out of order, or listed twice", k.Version))
		}
	}
	errs.list = appendError(errs.list, checkRecord(file, r.record())) // what it has in common with a record
	return errors.Join(errs.list...)
}

// checkRemoved says which file, that every version has, is missing from the list.
func (r *Redaction) checkRemoved() error {
	for _, name := range []string{TextFile, RecordFile} {
		if _, ok := r.removed(name); !ok {
			return fmt.Errorf("%s is not listed", path.Join(r.Version.String(), name))
		}
	}
	return nil
}

// removed is a file of the version that was removed, by its name there.
func (r *Redaction) removed(name string) (File, bool) {
	at := slices.IndexFunc(r.Removed, func(f File) bool { return f.Name == path.Join(r.Version.String(), name) })
	if at < 0 {
		return File{}, false
	}
	f := r.Removed[at]
	f.Name = name
	return f, true
}

// record is what is left of the version's record.
func (r *Redaction) record() *Record {
	record := &Record{Policy: r.Policy, Version: r.Version, After: r.After, Captured: r.Captured, Published: r.Published,
		Effective: r.Effective, Lang: r.Lang, Class: r.Class, Source: Source{Medium: r.Medium}}
	record.Text, _ = r.removed(TextFile)
	for _, f := range r.Removed {
		if name := path.Base(f.Name); path.Dir(f.Name) == r.Version.String() && isCaptureName(name) {
			record.Capture = &File{Name: name, SHA256: f.SHA256, Bytes: f.Bytes}
		}
	}
	return record
}

// CheckAgainst says why a redaction does not tell of the files that a log says were
// archived. An empty log, as of an archive without one, says nothing.
func (r *Redaction) CheckAgainst(l *translog.Log) error {
	line := l.Archived(r.Policy, r.Version.String())
	switch {
	case l.Len() == 0:
		return nil
	case line == 0:
		return fmt.Errorf("is that of a version that no line of %s put into the archive", LogFile)
	}
	text, _ := r.removed(TextFile)
	record, _ := r.removed(RecordFile)
	if e := l.Entry(line); text.SHA256 != e.Text || record.SHA256 != e.Record {
		return fmt.Errorf("has other digests of the removed files than line %d of %s", line, LogFile)
	}
	return nil
}

// against says in which points a redaction does not agree with the directory it lies in,
// with the log, and with the manifest: nothing that it removed is listed, and what it
// keeps is, unless that version was redacted as well.
func (r *Redaction) against(dir string, m Manifest, dirs map[string][]ListedFile, l *translog.Log) (faults []string) {
	if r.Dir() != dir {
		return []string{"is that of " + shown(r.Dir())}
	}
	for _, f := range r.Removed {
		if _, listed := m.Lookup(path.Join(r.Policy, f.Name)); listed {
			faults = append(faults, fmt.Sprintf("says that %s was removed on %s, and %s lists it", f.Name, r.Redacted,
				ManifestFile))
		}
	}
	for _, k := range r.Kept {
		version := versionDir(r.Policy, k.Version)
		digest, ok := m.Lookup(path.Join(version+keptSuffix, KeptFileName))
		switch {
		case dirs[version+redactedSuffix] != nil:
		case !ok:
			faults = append(faults, fmt.Sprintf("tells of %s, which %s does not list",
				path.Join(k.Version.String()+keptSuffix, KeptFileName), ManifestFile))
		case digest != k.SHA256:
			faults = append(faults, fmt.Sprintf("has another digest for %s than %s",
				path.Join(k.Version.String()+keptSuffix, KeptFileName), ManifestFile))
		}
	}
	if err := r.CheckAgainst(l); err != nil {
		faults = append(faults, err.Error())
	}
	return faults
}
