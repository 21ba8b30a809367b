package check

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"policyarchive/generator/archive"
	"policyarchive/generator/policy"
)

// Record is the archive as it is, and as it was where the change began.
type Record struct {
	// Folder is the archive's, as positions name it.
	Folder string
	// Base is the manifest where the change began; empty if nothing is known
	// or nothing was archived.
	Base archive.Manifest
	// BaseName is how to name that place to git; empty if nothing is known.
	BaseName string
	// BaseDay is the day (YYYY-MM-DD) on which that state was committed.
	BaseDay string
	// Manifest is that of the archive, as far as it can be read.
	Manifest archive.Manifest
	// Mismatches are what [archive.Verify] finds.
	Mismatches []archive.Mismatch
	// Withdrawn are the versions that were withdrawn with the change, as far as
	// it is known where that began.
	Withdrawn []*archive.Version
	Today     string // YYYY-MM-DD
	// New are the versions that Base does not list and that can be read.
	New []NewVersion
	// Texts are the working texts, as positions name them, that were there where
	// the change began and are gone, though versions of their policies are
	// archived.
	Texts []string
}

// NewVersion is a version that came with the change.
type NewVersion struct {
	*archive.Version
	// Anchors are those that a snapshot of its text lists.
	Anchors []archive.Anchor
	// Stray tells that it is the newest, and that its text is not the working text.
	Stray bool
	// Behind is a version that was there before and follows this one; empty if none
	// does.
	Behind string
	// Import says in what an imported version is not what an import of its capture
	// writes; empty if in nothing.
	Import string
	// Text is what stops a snapshot of the text.
	Text []Finding
}

// Archive holds the archive against the rules that protect the record. None of
// them can be waived.
func Archive(r Record) []Finding {
	list := slices.Concat(r.touched(), r.mismatched(), r.handmade(), r.backdated(), r.imported(), r.withdrawn(), r.goneTexts())
	for i := range list {
		rule, _ := RuleNamed(list[i].Rule)
		list[i].Severity = cmp.Or(list[i].Severity, rule.Severity)
	}
	mark(list)
	sortFindings(list)
	return list
}

func (r *Record) finding(rule, file string, line int, problem, fix string) Finding {
	return Finding{Rule: rule, Position: policy.Position{File: path.Join(r.Folder, file), Line: max(line, 1), Column: 1}, Problem: problem, Fix: fix, block: -1}
}

// restore is how to get an archived file back.
func (r *Record) restore(file string) string {
	if r.BaseName == "" {
		return "restore it from Git or a copy; what is archived stays as it is"
	}
	return fmt.Sprintf("git restore --source=%s -- %s brings it back; change the text in content/ instead, and freeze it as a new version", r.BaseName, path.Join(r.Folder, file))
}

// touched finds archived files that are not as they were where the change began.
func (r *Record) touched() []Finding {
	var list []Finding
	for _, was := range r.Base {
		m := r.mismatch(was.Path)
		now, listed := r.Manifest.Lookup(was.Path)
		switch {
		case m != nil && m.Kind == archive.Missing || m == nil && !listed:
			list = append(list, r.finding("archive-gone", was.Path, 1, "an archived file is gone", r.restore(was.Path)))
		case m != nil && m.Kind == archive.Link:
			list = append(list, r.finding("archive-changed", was.Path, 1, "an archived file was replaced by a link", r.restore(was.Path)))
		case m != nil && m.Kind == archive.Changed || listed && now != was.Digest:
			list = append(list, r.finding("archive-changed", was.Path, 1, "an archived file was changed", r.restore(was.Path)))
		}
	}
	for _, is := range r.Manifest {
		if _, known := r.Base.Lookup(is.Path); !known && r.archived(path.Dir(is.Path)) {
			list = append(list, r.finding("archive-added", is.Path, 1, "a file was added to a version that was archived before", "take it out again; a new version is a folder of its own, made by snapshot or import"))
		}
	}
	return list
}

// withdrawn tells of withdrawals, which no text and no redline shows, and finds
// those of versions whose day has come since: readers have seen them in force, or
// will with the next build of what is published.
func (r *Record) withdrawn() []Finding {
	var list []Finding
	for _, v := range r.Withdrawn {
		file, _ := v.WithdrawalFile()
		day := v.Record.Effective
		if day > r.Today {
			list = append(list, r.finding("withdrawal", file.Path, 1, fmt.Sprintf("version %s of %s is withdrawn: it does not come into force on %s, and readers are told why: “%s”",
				v.Name, v.Policy, day, v.Withdrawal.Reason), "read the reason once more: when this is merged, it stays on record as it is"))
		} else {
			list = append(list, r.finding("late-withdrawal", file.Path, 1, fmt.Sprintf("version %s came into force on %s, before its withdrawal was merged", v.Name, day),
				fmt.Sprintf("take the withdrawal back (git restore --source=%s -- %s, and remove its folder), and freeze another text with generator snapshot %s", r.BaseName, r.Folder, v.Policy)))
		}
	}
	return list
}

// mismatch is what Verify says of a file's bytes; nil if they are right.
func (r *Record) mismatch(file string) *archive.Mismatch {
	for i := range r.Mismatches {
		switch m := &r.Mismatches[i]; m.Kind {
		case archive.Changed, archive.Missing, archive.Link:
			if m.Path == file {
				return m
			}
		}
	}
	return nil
}

// archived reports whether a version, by its folder, was there before.
func (r *Record) archived(dir string) bool {
	return slices.ContainsFunc(r.Base, func(e archive.Entry) bool { return path.Dir(e.Path) == dir })
}

// mismatched reports what else is wrong with the archive: with a folder that
// the manifest does not know, that nobody's snapshot made it.
func (r *Record) mismatched() []Finding {
	var list []Finding
	told := map[string]bool{}
	for _, f := range r.touched() {
		told[strings.TrimPrefix(path.Dir(f.Position.File), r.Folder+"/")] = true
	}
	for _, m := range r.Mismatches {
		dir := path.Dir(m.Path)
		_, before := r.Base.Lookup(m.Path)
		switch {
		case m.Kind == archive.Unfinished, before && r.mismatch(m.Path) != nil, m.Kind == archive.BadRecord && told[dir]:
		case m.Kind == archive.Extra && r.archived(dir):
			list = append(list, r.finding("archive-added", m.Path, 1, "a file was added to a version that was archived before", "take it out again; a new version is a folder of its own, made by snapshot or import"))
		case m.Kind == archive.Changed:
			list = append(list, r.finding("archive-changed", m.Path, 1, "an archived file has other bytes than the manifest says", r.restore(m.Path)))
		case m.Kind == archive.Missing && m.Path != archive.ManifestFile:
			list = append(list, r.finding("archive-gone", m.Path, 1, "a file that the manifest lists is gone", r.restore(m.Path)))
		case (m.Kind == archive.Extra || m.Kind == archive.BadRecord) && strings.Count(m.Path, "/") > 0 && !r.archived(dir):
			if !told[dir] {
				told[dir] = true
				list = append(list, r.byHand(m.Path, strings.SplitN(m.Message, ":", 2)[0]))
			}
		default:
			list = append(list, r.finding("manifest", m.Path, m.Line, m.Message, "restore the archive from Git or a copy; only snapshot and import write there"))
		}
	}
	return list
}

func (r *Record) byHand(file, why string) Finding {
	return r.finding("handmade-snapshot", file, 1, "this version was not made by snapshot or import: it "+why,
		"take the folder away, write its text to content/POLICY/policy.md, and run generator snapshot POLICY")
}

// written reports whether a version was frozen here, by snapshot.
func (v *NewVersion) written() bool { return v.Record.Source.Medium == "written" }

// handmade finds new versions that are not what a snapshot of the same text, or an
// import of the same capture, writes.
func (r *Record) handmade() []Finding {
	var list []Finding
	for i := range r.New {
		v := &r.New[i]
		if why := v.fault(); why != "" {
			list = append(list, r.byHand(path.Join(v.Dir(), archive.RecordFile), why))
			continue
		}
		for _, f := range v.Text {
			found := r.byHand(path.Join(v.Dir(), archive.TextFile), "has a text that no snapshot freezes: "+f.Problem)
			found.Position.Line, found.Position.Column = f.Position.Line, f.Position.Column
			list = append(list, found)
		}
		if v.written() && v.Stray {
			f := r.finding("handmade-snapshot", path.Join(v.Dir(), archive.TextFile), 1,
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
		return "tells of a capture, though it was written here"
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
func (r *Record) backdated() []Finding {
	began, err := time.Parse(time.DateOnly, r.BaseDay)
	if err != nil || r.BaseDay > r.Today {
		return nil // nothing is known of that day
	}
	first := began.AddDate(0, 0, -1).Format(time.DateOnly) // the day where the organisation is
	var list []Finding
	for i := range r.New {
		v := &r.New[i]
		if rec := &v.Record; v.written() && v.fault() == "" && (rec.Effective < first || rec.Published < first) {
			list = append(list, r.finding("backdated", path.Join(v.Dir(), archive.RecordFile), 1,
				fmt.Sprintf("version %s is said to be published on %s and in force from %s, but this change began on %s: no reader could know of it before",
					v.Name, rec.Published, rec.Effective, r.BaseDay),
				fmt.Sprintf("remove the version, and freeze the text with days that are true: generator snapshot %s", v.Policy)))
		}
	}
	return list
}

// imported tells of imports, which put a past into the record, by policy and
// source.
func (r *Record) imported() []Finding {
	type group struct{ policy, medium string }
	groups := map[group][]*NewVersion{}
	var order []group
	for i := range r.New {
		if v := &r.New[i]; !v.written() && v.fault() == "" {
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
		list = append(list, r.finding("imported", path.Join(versions[0].Dir(), archive.RecordFile), 1,
			fmt.Sprintf("%s of %s imported, %s (%s)", counted(len(versions), "version"), g.policy+isAre(len(versions)), days, g.medium),
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

// Beyond is the finding of a text that is beyond a limit, and is not read.
func Beyond(e *policy.Excess) Finding {
	list := []Finding{{Rule: "limit", Severity: Error, Position: e.Position, Problem: e.Problem(),
		Fix: "make it smaller, or divide it", block: -1}}
	mark(list)
	return list[0]
}

// goneTexts finds policies that are published and that nobody can change any
// more.
func (r *Record) goneTexts() []Finding {
	var list []Finding
	for _, file := range r.Texts {
		fix := "bring it back"
		if r.BaseName != "" {
			fix = fmt.Sprintf("git restore --source=%s -- %s brings it back", r.BaseName, file)
		}
		list = append(list, Finding{Rule: "text-gone", Position: policy.Position{File: file, Line: 1, Column: 1}, block: -1,
			Problem: "the working text is gone, and the site goes on publishing the newest version of the archive",
			Fix:     fix + "; a policy that holds no longer gets a text that says so"})
	}
	return list
}

// missingSnapshot finds a working text that is newer than the archive, where
// that is not wanted.
func missingSnapshot(d *Draft) []Finding {
	if !d.Limits.Snapshot || d.Frozen || !d.changed() && d.Previous != nil {
		return nil
	}
	return []Finding{d.whole("the text is newer than the newest version in the archive", fmt.Sprintf("freeze it: generator snapshot %s", d.Policy))}
}
