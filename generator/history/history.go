// Package history holds one policy with all its versions: their texts parsed,
// their sections followed through time, and what each is on a given day.
package history

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"runtime"
	"sync"

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
	Superseded State = "superseded" // another one took its place, or will have when its day comes
	Withdrawn  State = "withdrawn"  // announced, and withdrawn before its day: it never is in force
)

// History is one policy through time.
type History struct {
	Policy   string
	Versions []*Version // oldest first
	Tracker  *lineage.Tracker

	parser *policy.Parser
	whole  func() error // see Whole
}

func newHistory(policyName string) *History {
	return &History{Policy: policyName, Tracker: lineage.New(), parser: policy.NewParser()}
}

// Version is an archived version with what its text is in the history.
type Version struct {
	*archive.Version
	Index   int // in History.Versions
	Outline *Outline
	State   State
	// Previous is the version that this one followed, or would have: what a
	// version changed is told against it. Versions that were withdrawn are passed
	// over. It is nil for the first.
	Previous *Version
	// IdenticalTo is the first older version with the same text; nil if there is none.
	IdenticalTo *Version
	// Overtaken is the version that took this one's place before its day, so that
	// it was never in force, and will not be; nil if none did.
	Overtaken *Version

	history *History
	marks   lineage.Marks
	part    string // what is remembered of it; empty while it is not encoded
	read    sync.Once
	doc     *policy.Document // nil until it is read
	err     error
}

// Load reads and parses all versions of a policy. day (YYYY-MM-DD) decides
// which of them is in force. It ends with ctx.
func Load(ctx context.Context, a *archive.Archive, policyName, day string) (*History, error) {
	h := newHistory(policyName)
	if err := h.follow(ctx, a.Versions(policyName), func(*Version) {}); err != nil {
		return nil, fmt.Errorf("read the versions of %s: %w", policyName, err)
	}
	h.finish(day)
	return h, nil
}

// follow reads and parses further versions, several at a time, and follows
// their sections in order; use is called with each while others are still
// parsed.
func (h *History) follow(ctx context.Context, versions []*archive.Version, use func(*Version)) error {
	for _, v := range versions {
		h.Tracker.Reserve(Published(v))
	}
	var failed error
	s := stream.New().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for _, archived := range versions {
		s.Go(func() stream.Callback {
			if err := ctx.Err(); err != nil {
				return func() { failed = cmp.Or(failed, err) }
			}
			v := &Version{Version: archived, history: h}
			v.read.Do(v.parse)
			if v.err != nil {
				return func() { failed = cmp.Or(failed, v.err) }
			}
			use(v)
			return func() {
				v.Index = len(h.Versions)
				h.Tracker.Add(v.doc, Published(archived))
				v.Outline, v.marks = outlineOf(v.doc), h.Tracker.Marks(v.doc)
				h.Versions = append(h.Versions, v)
			}
		})
	}
	s.Wait()
	return failed
}

// parse reads a version's text, of which lineage knows nothing yet.
func (v *Version) parse() {
	source, err := v.Text()
	if err != nil {
		v.err = err
		return
	}
	var digest [sha256.Size]byte
	if _, err := hex.Decode(digest[:], []byte(v.Record.Text.SHA256)); err != nil {
		v.err = fmt.Errorf("read the digest of version %s: %w", v.Name, err)
		return
	}
	v.doc = v.history.parser.ParseDigested(path.Join("archive", v.Dir(), archive.TextFile), source, digest)
}

func (v *Version) forgetSource() { v.doc.ForgetSource() }

// Document is the version's text, parsed, with what lineage gave it. It may be
// read now, and may be called by several goroutines at once.
func (v *Version) Document() (*policy.Document, error) {
	v.read.Do(func() {
		if v.parse(); v.err != nil {
			return
		}
		v.forgetSource()
		v.err = v.history.Tracker.Mark(v.doc, v.marks)
	})
	if v.err != nil {
		return nil, fmt.Errorf("read version %s of %s: %w", v.Name, v.Policy, v.err)
	}
	return v.doc, nil
}

// finish tells, when all versions are there, what each is among them.
func (h *History) finish(day string) {
	texts := map[[sha256.Size]byte]*Version{}
	for _, v := range h.Versions {
		if v.IdenticalTo = texts[v.Outline.Text]; v.IdenticalTo == nil {
			texts[v.Outline.Text] = v
		}
	}
	var previous *Version
	for _, v := range h.Versions {
		v.Previous = previous
		if v.Withdrawal == nil {
			previous = v
		}
	}
	h.setStates(day)
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
// day is not ahead. One whose day is ahead is announced, unless a later one
// starts no later: then it will never be in force.
func (h *History) setStates(day string) {
	var inForce, first *Version // of the later ones, the one that starts first
	for i := len(h.Versions) - 1; i >= 0; i-- {
		v := h.Versions[i]
		if v.Withdrawal != nil {
			v.State = Withdrawn
			continue
		}
		ahead := v.Starts() > day
		switch {
		case !ahead && inForce == nil:
			v.State, inForce = InForce, v
		case !ahead, inForce != nil, first != nil && first.Starts() <= v.Starts():
			v.State = Superseded
		default:
			v.State = Announced
		}
		if first != nil && v.overtakenBy(first) {
			v.Overtaken = first
		}
		if first == nil || v.Starts() < first.Starts() {
			first = v
		}
	}
}

// overtakenBy reports whether a later version took this one's place before its
// day. Of two that begin on one day, the first may have been in force for some
// hours, unless the day was still ahead when the other was announced.
func (v *Version) overtakenBy(later *Version) bool {
	if v.Record.Effective == "" || later.Record.Effective == "" {
		return false
	}
	return later.Record.Effective < v.Record.Effective || later.Record.Effective == v.Record.Effective && later.AnnouncedAhead()
}

// AnnouncedAhead reports whether a version was announced before its day.
func (v *Version) AnnouncedAhead() bool {
	return v.Record.Published != "" && v.Record.Published < v.Record.Effective
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

// Coming are the announced versions in the order in which they come into force.
func (h *History) Coming() []*Version {
	var list []*Version
	for _, v := range h.Versions {
		if v.State == Announced {
			list = append(list, v)
		}
	}
	return list
}

// Current is the version that a reader of the policy's page gets: the one in
// force, else the first that was announced, else the first that was withdrawn;
// nil without versions.
func (h *History) Current() *Version {
	if v := h.InForce(); v != nil {
		return v
	}
	if coming := h.Coming(); len(coming) > 0 {
		return coming[0]
	}
	if len(h.Versions) > 0 {
		return h.Versions[0]
	}
	return nil
}

// Latest is the newest version in order that was not withdrawn; nil if there is
// none.
func (h *History) Latest() *Version {
	for i := len(h.Versions) - 1; i >= 0; i-- {
		if h.Versions[i].Withdrawal == nil {
			return h.Versions[i]
		}
	}
	return nil
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
		if v.Starts() <= day && v.Withdrawal == nil {
			found = v
		}
	}
	return found
}

// NextTransition is the announced version that comes into force next; nil if
// none will.
func (h *History) NextTransition() *Version {
	if coming := h.Coming(); len(coming) > 0 {
		return coming[0]
	}
	return nil
}
