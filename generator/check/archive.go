package check

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"policyarchive/generator/archive"
	"policyarchive/generator/draft"
	"policyarchive/generator/english"
	"policyarchive/generator/policy"
	"policyarchive/generator/translog"
)

// Archive is the archive as it is, and as it was where the change began.
type Archive struct {
	// Folder is the archive's, as positions name it.
	Folder string
	// Base is where the change began.
	Base *draft.Base
	// Opened is the archive, or, where that cannot be opened, what it was at the
	// base; nil if neither can.
	Opened *archive.Archive
	// Manifest is that of the archive, as far as it can be read.
	Manifest archive.Manifest
	// Mismatches are what [archive.Verify] finds.
	Mismatches []archive.Mismatch
	// New are the versions that came with the change and that can be read.
	New   []NewVersion
	Today string // YYYY-MM-DD
	// Log is that of the archive; without lines if it has none, or none that can be read.
	Log *translog.Log
	// LostStamps are the time stamps, by their paths in the archive, that were there where
	// the change began, and are gone or others.
	LostStamps []string
	// Gone are the working texts, as positions name them, that were there where
	// the change began and are gone, though versions of their policies are
	// archived.
	Gone []string
}

// ReadArchive verifies the archive in fsys and opens it. folder is how positions
// name that; texts are those of its site.
func ReadArchive(ctx context.Context, fsys fs.FS, folder string, texts draft.Texts, base *draft.Base,
	today string) (*Archive, error) {
	a := &Archive{Folder: folder, Base: base, Today: today}
	for _, name := range base.Gone {
		if slices.ContainsFunc(base.Manifest, func(f archive.ListedFile) bool {
			return strings.HasPrefix(f.Path, name+"/")
		}) {
			a.Gone = append(a.Gone, filepath.ToSlash(texts.File(name)))
		}
	}
	var err error
	if a.Mismatches, err = archive.Verify(ctx, fsys); err != nil {
		return nil, err
	}
	data, err := fs.ReadFile(fsys, archive.ManifestFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	a.Manifest, _ = archive.ParseManifest(archive.ManifestFile, data) // Verify reports what is wrong
	if data, err = fs.ReadFile(fsys, archive.LogFile); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if a.Log, err = translog.Parse(archive.LogFile, data); err != nil {
		a.Log = &translog.Log{} // Verify reports what is wrong
	}
	for name, was := range base.Stamps {
		if now, err := fs.ReadFile(fsys, name); err != nil || !bytes.Equal(now, was) {
			a.LostStamps = append(a.LostStamps, name)
		}
	}
	slices.Sort(a.LostStamps)
	if slices.ContainsFunc(a.Mismatches, func(m archive.Mismatch) bool { return !m.Kind.Harmless() }) {
		a.Opened, err = base.Archive(ctx)
	} else {
		a.Opened, err = archive.Open(fsys)
	}
	return a, err
}

// RunArchive judges the archive by the rules that protect the record. None of
// them can be waived.
func RunArchive(a *Archive) []Finding {
	list := slices.Concat(a.touched(), a.mismatched(), a.logged(), a.handmade(), a.backdated(), a.imported(),
		a.withdrawn(), a.corrected(), a.redacted(), a.goneTexts())
	for i := range list {
		rule, _ := RuleNamed(list[i].Rule)
		list[i].Severity = cmp.Or(list[i].Severity, rule.Severity)
	}
	mark(list)
	sortFindings(list)
	return list
}

// baseName is how to name the base to git; empty if no commit is known.
func (a *Archive) baseName() string { return a.Base.Commit[:min(10, len(a.Base.Commit))] }

func (a *Archive) finding(rule, file string, line int, problem, fix string) Finding {
	return Finding{Rule: rule, Position: policy.Position{File: path.Join(a.Folder, file), Line: max(line, 1),
		Column: 1}, Problem: problem, Fix: fix, block: -1}
}

// lost is the finding of an archived file that is not there as it was.
func (a *Archive) lost(rule, file, problem string) Finding {
	return a.finding(rule, file, 1, problem, a.restore(file))
}

// added is the finding of a file that no version had when it was archived.
func (a *Archive) added(file string) Finding {
	return a.finding("archive-added", file, 1, "a file was added to a version that was archived before",
		"take it out again; a new version is a folder of its own, made by snapshot or import")
}

// restore is how to get an archived file back.
func (a *Archive) restore(file string) string {
	if a.baseName() == "" {
		return "restore it from Git or a copy; what is archived stays as it is"
	}
	return fmt.Sprintf("git restore --source=%s -- %s brings it back; change the text in content/ instead, and freeze "+
		"it as a new version", a.baseName(), path.Join(a.Folder, file))
}

// touched finds archived files that are not as they were where the change began.
func (a *Archive) touched() []Finding {
	var list []Finding
	redacted := archive.Redacted(a.Manifest)
	for _, was := range a.Base.Manifest {
		if redacted(was.Path) {
			continue // see redacted, and what Verify says of it
		}
		m := a.mismatch(was.Path)
		now, listed := a.Manifest.Lookup(was.Path)
		switch {
		case m != nil && m.Kind == archive.Missing || m == nil && !listed:
			list = append(list, a.lost("archive-gone", was.Path, "an archived file is gone"))
		case m != nil && m.Kind == archive.Link:
			list = append(list, a.lost("archive-changed", was.Path, "an archived file was replaced by a link"))
		case m != nil && m.Kind == archive.Changed || listed && now != was.Digest:
			list = append(list, a.lost("archive-changed", was.Path, "an archived file was changed"))
		}
	}
	for _, is := range a.Manifest {
		if _, known := a.Base.Manifest.Lookup(is.Path); !known && a.archived(path.Dir(is.Path)) {
			list = append(list, a.added(is.Path))
		}
	}
	return list
}

// withdrawn reports withdrawals, which no text and no redline shows, and finds
// those of versions whose day has come since: readers have seen them in force, or
// will with the next build of what is published.
func (a *Archive) withdrawn() []Finding {
	var list []Finding
	for _, v := range a.Base.Withdrawn(a.Opened) {
		file, _ := v.WithdrawalFile()
		day := v.Record.Effective
		if day > a.Today {
			list = append(list, a.finding("withdrawal", file.Path, 1,
				fmt.Sprintf("version %s of %s is withdrawn: it does not come into force on %s, and readers learn why: “%s”",
					v.Name, v.Policy, day, v.Withdrawal.Reason), "read the reason once more: when this is merged, it stays on "+
					"record as it is"))
		} else {
			list = append(list, a.finding("late-withdrawal", file.Path, 1,
				fmt.Sprintf("version %s came into force on %s, before its withdrawal was merged", v.Name, day),
				fmt.Sprintf("take the withdrawal back (git restore --source=%s -- %s, and remove its folder), and freeze another "+
					"text with generator snapshot %s", a.baseName(), a.Folder, v.Policy)))
		}
	}
	return list
}

// corrected reports corrections, which no text and no redline shows.
func (a *Archive) corrected() []Finding {
	var list []Finding
	for v, c := range a.Base.Corrections(a.Opened) {
		list = append(list, a.finding("correction", path.Join(c.Dir(), archive.CorrectionFile), 1,
			fmt.Sprintf("version %s of %s is corrected: wrong is “%s”, right is “%s”", v.Name, v.Policy, c.Wrong,
				c.Right),
			"read both once more, and the fields that change: when this is merged, it stays on record as it is"))
	}
	return list
}

// redacted reports redactions: texts are gone that were to stay for ever.
func (a *Archive) redacted() []Finding {
	var list []Finding
	for _, v := range a.Base.Redacted(a.Opened) {
		file, _ := v.RedactionFile()
		list = append(list, a.finding("redaction", file.Path, 1,
			fmt.Sprintf("the text of version %s of %s is removed for good, and readers learn why: “%s” (%s)", v.Name,
				v.Policy, v.Redaction.Reason, v.Redaction.Authority), "make sure that this was decided, and that reason and "+
				"authority hold none of the removed words: when this is merged, they stay on record as they are"))
	}
	return list
}

// mismatch is what Verify says of a file's bytes; nil if they are right.
func (a *Archive) mismatch(file string) *archive.Mismatch {
	for i := range a.Mismatches {
		switch m := &a.Mismatches[i]; m.Kind {
		case archive.Changed, archive.Missing, archive.Link:
			if m.Path == file {
				return m
			}
		}
	}
	return nil
}

// archived reports whether a version, by its folder, was there before.
func (a *Archive) archived(dir string) bool {
	return slices.ContainsFunc(a.Base.Manifest, func(e archive.ListedFile) bool { return path.Dir(e.Path) == dir })
}

// mismatched reports what else is wrong with the archive: with a folder that
// the manifest does not know, that nobody's snapshot made it.
func (a *Archive) mismatched() []Finding {
	var list []Finding
	reported := map[string]bool{}
	for _, f := range a.touched() {
		reported[strings.TrimPrefix(path.Dir(f.Position.File), a.Folder+"/")] = true
	}
	for _, m := range a.Mismatches {
		dir := path.Dir(m.Path)
		_, before := a.Base.Manifest.Lookup(m.Path)
		switch {
		case m.Kind == archive.BadLog:
			list = append(list, a.finding("log", m.Path, m.Line, m.Message, "restore the archive from Git or a copy; only the "+
				"generator writes there"))
		case m.Kind.Harmless(), before && a.mismatch(m.Path) != nil, m.Kind == archive.BadRecord &&
			reported[dir]:
		case m.Kind == archive.Extra && a.archived(dir):
			list = append(list, a.added(m.Path))
		case m.Kind == archive.Changed:
			list = append(list,
				a.lost("archive-changed", m.Path, "an archived file has other bytes than the manifest says"))
		case m.Kind == archive.Missing && m.Path != archive.ManifestFile:
			list = append(list, a.lost("archive-gone", m.Path, "a file that the manifest lists is gone"))
		case (m.Kind == archive.Extra || m.Kind == archive.BadRecord) && strings.Count(m.Path, "/") > 0 &&
			!a.archived(dir):
			if !reported[dir] {
				reported[dir] = true
				list = append(list, a.byHand(m.Path, strings.SplitN(m.Message, ":", 2)[0]))
			}
		default:
			list = append(list, a.finding("manifest", m.Path, m.Line, m.Message,
				"restore the archive from Git or a copy; only snapshot and import write there"))
		}
	}
	return list
}

func (a *Archive) byHand(file, why string) Finding {
	return a.finding("handmade-snapshot", file, 1, "this version was not made by snapshot or import: it "+why,
		"take the folder away, write its text to content/POLICY/policy.md, and run generator snapshot POLICY")
}

// written reports whether a version was frozen here, by snapshot.
func (v *NewVersion) written() bool { return v.Record.Source.Medium == "written" }

// handmade finds new versions that are not what a snapshot of the same text, or an
// import of the same capture, writes.
func (a *Archive) handmade() []Finding {
	var list []Finding
	for i := range a.New {
		v := &a.New[i]
		if why := v.fault(); why != "" {
			list = append(list, a.byHand(path.Join(v.Dir(), archive.RecordFile), why))
			continue
		}
		for _, f := range v.Text {
			found := a.byHand(path.Join(v.Dir(), archive.TextFile), "has a text that no snapshot freezes: "+f.Problem)
			found.Position.Line, found.Position.Column = f.Position.Line, f.Position.Column
			list = append(list, found)
		}
		if v.written() && v.Stray {
			f := a.finding("handmade-snapshot", path.Join(v.Dir(), archive.TextFile), 1,
				"the newest version is not the working text: that was changed after it was frozen, or the version was not made of it",
				fmt.Sprintf("freeze the working text of %s as well, or bring it to what was frozen", v.Policy))
			f.Severity = Warning
			list = append(list, f)
		}
	}
	return list
}

// fault says in what the record of a new version is not one that snapshot or import
// writes; empty if in nothing.
func (v *NewVersion) fault() string {
	rec := &v.Record
	switch {
	case !sameAnchors(v.Anchors, rec.Anchors, v.written()):
		return "lists other anchors than the text has"
	case !v.written():
		return v.Import
	case rec.Effective == "" || rec.Published == "":
		return "lacks the days on which it was made known and from which it holds"
	case rec.Published > rec.Effective:
		return "is in force before it is made known"
	case v.Name.Date != rec.Effective:
		return "is named by another day than that from which it is in force"
	case v.Behind != "":
		return fmt.Sprintf("stands before version %s, which was frozen earlier", v.Behind)
	case rec.Captured != "", rec.Capture != nil, rec.Lang != "", len(rec.Restorations)+len(rec.Doubts) > 0,
		rec.Source != archive.Source{Medium: "written"}:
		return "describes a capture, though it was written here"
	}
	return ""
}

// sameAnchors reports whether two lists have the same anchors. Those of an import
// come in the order in which its versions were followed.
func sameAnchors(a, b []archive.Anchor, ordered bool) bool {
	if ordered {
		return slices.Equal(a, b)
	}
	names := func(list []archive.Anchor) (names []string) {
		for _, anchor := range list {
			names = append(names, anchor.Anchor)
		}
		slices.Sort(names)
		return names
	}
	return slices.Equal(names(a), names(b))
}

// backdated finds versions frozen here that are dated before the change began: no
// reader could know of them then.
func (a *Archive) backdated() []Finding {
	began, err := time.Parse(time.DateOnly, a.Base.Day)
	if err != nil || a.Base.Day > a.Today {
		return nil // nothing is known of that day
	}
	first := began.AddDate(0, 0, -1).Format(time.DateOnly) // the day where the organisation is
	var list []Finding
	for i := range a.New {
		v := &a.New[i]
		if rec := &v.Record; v.written() && v.fault() == "" && (rec.Effective < first || rec.Published < first) {
			list = append(list, a.finding("backdated", path.Join(v.Dir(), archive.RecordFile), 1,
				fmt.Sprintf("version %s is said to be published on %s and in force from %s, but this change began on %s: no "+
					"reader could know of it before",
					v.Name, rec.Published, rec.Effective, a.Base.Day),
				fmt.Sprintf("remove the version, and freeze the text with days that are true: generator snapshot %s",
					v.Policy)))
		}
	}
	return list
}

// imported reports imports, which put a past into the record, by policy and
// source.
func (a *Archive) imported() []Finding {
	type group struct{ policy, medium string }
	groups := map[group][]*NewVersion{}
	var order []group
	for i := range a.New {
		if v := &a.New[i]; !v.written() && v.fault() == "" {
			g := group{v.Policy, v.Record.Source.Medium}
			if groups[g] == nil {
				order = append(order, g)
			}
			groups[g] = append(groups[g], v)
		}
	}
	var list []Finding
	for _, g := range order {
		versions := groups[g]
		first, last := versions[0].Name.Date, versions[0].Name.Date
		for _, v := range versions {
			first, last = min(first, v.Name.Date), max(last, v.Name.Date)
		}
		days := "of " + first
		if last != first {
			days = fmt.Sprintf("from %s to %s", first, last)
		}
		list = append(list, a.finding("imported", path.Join(versions[0].Dir(), archive.RecordFile), 1,
			fmt.Sprintf("%s of %s imported, %s (%s)", english.Count(len(versions), "version"),
				g.policy+isAre(len(versions)), days, g.medium),
			"see that their sources are what they say: when this is merged, they are part of the record for ever"))
	}
	return list
}

func isAre(n int) string {
	if n == 1 {
		return " is"
	}
	return " are"
}

// beyond is the finding of a text that is beyond a limit, and is not read.
func beyond(e *policy.Excess) Finding {
	list := []Finding{{Rule: "limit", Severity: Error, Position: e.Position, Problem: e.Problem(),
		Fix: "make it smaller, or divide it", block: -1}}
	mark(list)
	return list[0]
}

// goneTexts finds policies that are published and that nobody can change any
// more.
func (a *Archive) goneTexts() []Finding {
	var list []Finding
	for _, file := range a.Gone {
		fix := "bring it back"
		if a.baseName() != "" {
			fix = fmt.Sprintf("git restore --source=%s -- %s brings it back", a.baseName(), file)
		}
		list = append(list, Finding{Rule: "text-gone", Position: policy.Position{File: file, Line: 1, Column: 1},
			block:   -1,
			Problem: "the working text is gone, and the site goes on publishing the newest version of the archive",
			Fix:     fix + "; a policy that holds no longer gets a text that says so"})
	}
	return list
}

// missingSnapshot finds a working text that is newer than the archive, where
// that is not wanted.
func missingSnapshot(d *subject) []Finding {
	if !d.Limits.Snapshot || d.Frozen() != nil || !d.Changed() && d.previous != nil {
		return nil
	}
	return []Finding{d.whole("the text is newer than the newest version in the archive",
		fmt.Sprintf("freeze it: generator snapshot %s", d.Policy))}
}
