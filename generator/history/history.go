// Package history holds one policy with all its versions: their texts parsed,
// their sections followed through time, and what each is on a given day.
package history

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"path"
	"runtime"

	"github.com/sourcegraph/conc/stream"

	"policyarchive/generator/archive"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// State is what a version is on a given day.
type State string

// The states of an archived version.
const (
	Announced  State = "announced"  // frozen; its day is still ahead
	InForce    State = "in-force"   // the last one whose day has come
	Superseded State = "superseded" // another one took its place
)

// History is one policy through time.
type History struct {
	Policy   string
	Versions []*Version // oldest first
	Tracker  *lineage.Tracker
}

// Version is an archived version with its text parsed.
type Version struct {
	*archive.Version
	Index int // in History.Versions
	Doc   *policy.Document
	State State
	// IdenticalTo is the first older version with the same text; nil if there is none.
	IdenticalTo *Version
}

// Load reads and parses all versions of a policy. day (YYYY-MM-DD) decides
// which of them is in force.
func Load(a *archive.Archive, policyName, day string) (*History, error) {
	return read(a, policyName, day, func(*policy.Document) {})
}

// LoadTexts is Load for those who want no positions in the texts: their
// sources are not kept in memory.
func LoadTexts(a *archive.Archive, policyName, day string) (*History, error) {
	return read(a, policyName, day, (*policy.Document).ForgetSource)
}

func read(a *archive.Archive, policyName, day string, use func(*policy.Document)) (*History, error) {
	h := &History{Policy: policyName, Tracker: lineage.New()}
	for _, v := range a.Versions(policyName) {
		h.Tracker.Reserve(Published(v))
	}
	texts := map[[sha256.Size]byte]*Version{}
	err := eachParsed(a.Versions(policyName), use, func(v *archive.Version, doc *policy.Document) {
		version := &Version{Version: v, Index: len(h.Versions), Doc: doc}
		doc.Digest = formed(doc.Digest, v.Record.Restorations)
		h.Tracker.Add(doc, Published(v))
		version.IdenticalTo = texts[doc.Digest]
		if version.IdenticalTo == nil {
			texts[doc.Digest] = version
		}
		h.Versions = append(h.Versions, version)
	})
	if err != nil {
		return nil, fmt.Errorf("read the versions of %s: %w", policyName, err)
	}
	h.setStates(day)
	return h, nil
}

// eachParsed reads and parses versions, several at a time, and calls add with
// them in order; use is called with each text while others are still parsed.
func eachParsed(versions []*archive.Version, use func(*policy.Document), add func(v *archive.Version, doc *policy.Document)) error {
	parser := policy.NewParser()
	var failed error
	s := stream.New().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for _, v := range versions {
		s.Go(func() stream.Callback {
			source, err := v.Text()
			if err != nil {
				return func() { failed = cmp.Or(failed, err) }
			}
			doc := parser.Parse(path.Join("archive", v.Dir(), archive.TextFile), source)
			use(doc)
			return func() { add(v, doc) }
		})
	}
	s.Wait()
	return failed
}

// formed is the digest of a text as it was captured, as far as that is known:
// other line ends, or another encoding, are a change of presentation even where
// the restored texts are equal.
func formed(digest [sha256.Size]byte, restorations []archive.Restoration) [sha256.Size]byte {
	form := ""
	for _, r := range restorations {
		switch r.Rule {
		case "encoding", "bom", "line-endings", "control":
			form += r.Rule + " " + r.Was + "\n"
		}
	}
	if form == "" {
		return digest
	}
	return sha256.Sum256(append(digest[:], form...))
}

// Published are the anchors under which a version was once published.
func Published(v *archive.Version) []lineage.Published {
	var list []lineage.Published
	for _, a := range v.Record.Anchors {
		list = append(list, lineage.Published{Anchor: a.Anchor, Title: a.Title})
	}
	return list
}

// setStates finds the version in force on a day: the last, in order, whose
// day is not ahead.
func (h *History) setStates(day string) {
	current := -1
	for i, v := range h.Versions {
		if v.Starts() > day {
			v.State = Announced
		} else {
			v.State = Superseded
			current = i
		}
	}
	if current >= 0 {
		h.Versions[current].State = InForce
	}
}

// Starts is the day from which a version counts: its effective date, else the
// day it was published, else the day of its name.
func (v *Version) Starts() string {
	switch {
	case v.Record.Effective != "":
		return v.Record.Effective
	case v.Record.Published != "":
		return v.Record.Published
	}
	return v.Name.Date
}

// InForce is the version in force; nil while there is none.
func (h *History) InForce() *Version {
	for i := len(h.Versions) - 1; i >= 0; i-- {
		if h.Versions[i].State == InForce {
			return h.Versions[i]
		}
	}
	return nil
}

// Current is the version that a reader of the policy's page gets: the one in
// force, else the first that was announced; nil without versions.
func (h *History) Current() *Version {
	if v := h.InForce(); v != nil {
		return v
	}
	if len(h.Versions) > 0 {
		return h.Versions[0]
	}
	return nil
}

// Latest is the newest version in order; nil without versions.
func (h *History) Latest() *Version {
	if len(h.Versions) == 0 {
		return nil
	}
	return h.Versions[len(h.Versions)-1]
}

// Find returns the version of a name: 2016-11-04, 2016-11-04.2; or nil.
func (h *History) Find(name string) *Version {
	for _, v := range h.Versions {
		if v.Name.String() == name {
			return v
		}
	}
	return nil
}

// On returns the version whose text held on a day: the last that started on it
// or before; nil if none had.
func (h *History) On(day string) *Version {
	var found *Version
	for _, v := range h.Versions {
		if v.Starts() <= day {
			found = v
		}
	}
	return found
}

// NextTransition is the first day after day on which an announced version
// comes into force; "" if none will.
func (h *History) NextTransition(day string) string {
	next := ""
	for _, v := range h.Versions {
		if s := v.Starts(); s > day && (next == "" || s < next) {
			next = s
		}
	}
	return next
}
