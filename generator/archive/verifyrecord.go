package archive

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// checkRecords holds the record of every listed version against its directory,
// the manifest, and the bytes on disk, and the order of versions against itself.
func (v *verifier) checkRecords() {
	var manifest Manifest
	for _, l := range v.lines {
		manifest = append(manifest, l.ListedFile)
	}
	dirs := manifest.versionDirs()
	places := make(map[string][]place)
	records := make(map[string]*Record) // by directory
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		if _, suffix, _ := besideOf(dir); suffix == redactedSuffix {
			if r := v.checkRedaction(dir, manifest, dirs); r != nil {
				records[versionOf(dir)] = r.record()
				places[r.Policy] = append(places[r.Policy], place{r.Version, r.After})
			}
			continue
		} else if suffix != "" {
			continue
		}
		name, err := ParseName(path.Base(dir))
		if err != nil {
			continue // a faulty line, reported as such
		}
		p := place{name: name}
		if record := v.checkRecord(dir, dirs[dir]); record != nil {
			p.after = record.After
			records[dir] = record
		}
		policy := path.Dir(dir)
		places[policy] = append(places[policy], p)
	}
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		if version, kind := statementOf(dir); kind != nil {
			v.checkStatement(dir, kind, dirs[version] != nil, records[version])
		} else if _, suffix, _ := besideOf(dir); suffix == keptSuffix {
			v.checkKept(dir, records[versionOf(dir)])
		}
	}
	for policy, all := range places {
		if _, err := order(all); err != nil {
			for message := range strings.Lines(err.Error()) {
				v.report(BadRecord, policy, 0, "%s", strings.TrimSuffix(message, "\n"))
			}
		}
	}
}

// parsed reads a file that has a format, and reports what is wrong with it; false if it
// cannot be read.
func parsed[T any](v *verifier, p string, parse func(file string, data []byte) (T, error)) (document T, ok bool) {
	data, err := fs.ReadFile(v.fsys, p)
	if err != nil {
		return document, false // missing or unreadable, reported as such
	}
	if document, err = parse(p, data); err != nil {
		for _, fault := range syntaxErrors(err) {
			v.report(BadRecord, p, fault.Line, "%s", fault.Message)
		}
	}
	return document, err == nil
}

// checkRecord checks one record and returns it if it can be read.
func (v *verifier) checkRecord(dir string, files []ListedFile) *Record {
	p := path.Join(dir, RecordFile)
	if !slices.ContainsFunc(files, func(e ListedFile) bool { return e.Path == p }) {
		v.report(BadRecord, dir, 0, "%s lists files of this version, but no %s", ManifestFile, RecordFile)
		return nil
	}
	record, ok := parsed(v, p, ParseRecord)
	if !ok {
		return nil
	}
	for _, fault := range compareRecord(record, dir, files) {
		v.report(BadRecord, p, 0, "%s", fault)
	}
	v.checkSize(p, dir, record.Text)
	if record.Capture != nil {
		v.checkSize(p, dir, *record.Capture)
	}
	return record
}

// checkStatement checks a statement against its version, which may be listed and have a
// record that cannot be read.
func (v *verifier) checkStatement(dir string, kind *statementKind, listed bool, record *Record) {
	p := path.Join(dir, kind.file)
	s, ok := parsed(v, p, kind.parse)
	if !ok {
		return
	}
	if record == nil && listed {
		return // reported as such
	}
	for _, fault := range s.against(dir, record) {
		v.report(BadRecord, p, 0, "%s", fault)
	}
}

// checkRedaction checks a redaction against the manifest, and returns it if it can be
// read.
func (v *verifier) checkRedaction(dir string, manifest Manifest, dirs map[string][]ListedFile) *Redaction {
	p := path.Join(dir, RedactionFile)
	r, ok := parsed(v, p, ParseRedaction)
	if !ok {
		return nil
	}
	for _, fault := range r.against(dir, manifest, dirs, v.log) {
		v.report(BadRecord, p, 0, "%s", fault)
	}
	for _, k := range r.Kept {
		v.kept[ListedFile{path.Join(versionDir(r.Policy, k.Version)+keptSuffix, KeptFileName), k.SHA256}] = true
	}
	return r
}

// checkKept checks what is kept of the anchors of a version, whose record is given.
func (v *verifier) checkKept(dir string, record *Record) {
	p := path.Join(dir, KeptFileName)
	k, ok := parsed(v, p, ParseKept)
	switch {
	case !ok:
	case k.Dir() != dir || record == nil:
		v.report(BadRecord, p, 0, "is not that of a version here")
	case !v.kept[ListedFile{p, v.digests[p].sha256}]:
		v.report(BadRecord, p, 0, "has no redaction that tells of it")
	}
}

// checkSize holds the size in a record against the file, whose digest the
// manifest has confirmed.
func (v *verifier) checkSize(p, dir string, f File) {
	d, ok := v.digests[path.Join(dir, f.Name)]
	if ok && d.sha256 == f.SHA256 && d.bytes != f.Bytes {
		v.report(BadRecord, p, 0, "says that %s has %d bytes; it has %d", f.Name, f.Bytes, d.bytes)
	}
}

// syntaxErrors takes joined errors apart.
func syntaxErrors(err error) []*SyntaxError {
	var one *SyntaxError
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*SyntaxError
		for _, err := range joined.Unwrap() {
			all = append(all, syntaxErrors(err)...)
		}
		return all
	}
	if errors.As(err, &one) {
		return []*SyntaxError{one}
	}
	return []*SyntaxError{{Message: err.Error()}}
}
