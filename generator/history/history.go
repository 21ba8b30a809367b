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
	"slices"
	"strings"

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
	Versions []*Version // oldest first, without those that were redacted
	// Redacted are the versions whose text was removed, oldest first. Each has no Doc and
	// no Outline, and in Index the number of Versions before it.
	Redacted []*Version
	Tracker  *lineage.Tracker // has seen them all
}

// Version is an archived version with what its text is in the history.
type Version struct {
	*archive.Version
	Index   int              // in History.Versions
	Doc     *policy.Document // the text, with what lineage gave it
	Outline *Outline
	State   State
	// Previous is the version that this one followed, or would have: what a
	// version changed is what differs from it. Versions that were withdrawn are passed
	// over. It is nil for the first.
	Previous *Version
	// IdenticalTo is the first older version with the same text; nil if there is none.
	IdenticalTo *Version
	// Overtaken is the version that took this one's place before its day, so that
	// it was never in force, and will not be; nil if none did.
	Overtaken *Version
}

// Load reads and parses all versions of a policy, several at a time, and follows
// their sections in order. day (YYYY-MM-DD) decides which of them is in force. It
// ends with ctx.
func Load(ctx context.Context, a *archive.Archive, policyName, day string) (*History, error) {
	h := &History{Policy: policyName, Tracker: lineage.New()}
	versions := a.All(policyName)
	for _, v := range versions {
		h.Tracker.Reserve(Published(v))
	}
	var failed error
	parser := policy.NewParser()
	s := stream.New().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for _, v := range versions {
		s.Go(func() stream.Callback {
			err := ctx.Err()
			var doc *policy.Document
			if err == nil && v.Redaction == nil {
				doc, err = parse(parser, v)
			}
			return func() {
				if failed = cmp.Or(failed, err); failed == nil {
					h.add(v, doc)
				}
			}
		})
	}
	s.Wait()
	if failed != nil {
		return nil, fmt.Errorf("read the versions of %s: %w", policyName, failed)
	}
	h.finish(day)
	return h, nil
}

// parse reads a version's text, of which lineage knows nothing yet.
func parse(parser *policy.Parser, v *archive.Version) (*policy.Document, error) {
	source, err := v.Text()
	if err != nil {
		return nil, err
	}
	var digest [sha256.Size]byte
	if _, err := hex.Decode(digest[:], []byte(v.Record.Text.SHA256)); err != nil {
		return nil, fmt.Errorf("read the digest of version %s: %w", v.Name, err)
	}
	return parser.ParseDigested(path.Join("archive", v.Dir(), archive.TextFile), source, digest), nil
}

// add takes the next version.
func (h *History) add(v *archive.Version, doc *policy.Document) {
	if v.Redaction != nil {
		h.Redacted = append(h.Redacted, &Version{Version: v, Index: len(h.Versions), State: Superseded})
		return
	}
	h.Tracker.AddKept(doc, Published(v), Kept(v))
	h.Versions = append(h.Versions, &Version{Version: v, Index: len(h.Versions), Doc: doc, Outline: outlineOf(doc)})
}

// ForgetSources drops what only positions in the texts need.
func (h *History) ForgetSources() {
	for _, v := range h.Versions {
		v.Doc.ForgetSource()
	}
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

// Published are the anchors under which a version was once published, but for those
// that older programs let a text have though they are a page's own.
func Published(v *archive.Version) []lineage.Published {
	var list []lineage.Published
	for _, a := range v.Record.Anchors {
		if policy.OwnID(a.Anchor) {
			continue
		}
		list = append(list, lineage.Published{Anchor: a.Anchor, Title: a.Title})
	}
	return list
}

// setStates finds the version in force on a day: the last, in order, whose
// day is not ahead. One whose day is ahead is announced, unless a later one
// starts no later: then it will never be in force.
func (h *History) setStates(day string) {
	var inForce, first *Version // of the later ones, the one that starts first
	for _, v := range slices.Backward(h.All()) {
		if v.Withdrawal != nil {
			v.State = Withdrawn
			continue
		}
		ahead := v.Starts() > day
		switch {
		case v.Redaction != nil:
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
	return later.Record.Effective < v.Record.Effective ||
		later.Record.Effective == v.Record.Effective && later.AnnouncedAhead()
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

// All are the versions in order, oldest first, with those that were redacted.
func (h *History) All() []*Version {
	if len(h.Redacted) == 0 {
		return h.Versions
	}
	var all []*Version
	gone := h.Redacted
	for i := 0; i <= len(h.Versions); i++ {
		for len(gone) > 0 && gone[0].Index == i {
			all, gone = append(all, gone[0]), gone[1:]
		}
		if i < len(h.Versions) {
			all = append(all, h.Versions[i])
		}
	}
	return all
}

// RedactedBetween are the redacted versions that stood between two others, by their
// numbers; -1 is before all of them.
func (h *History) RedactedBetween(from, to int) []*Version {
	var list []*Version
	for _, v := range h.Redacted {
		if v.Index > from && v.Index <= to {
			list = append(list, v)
		}
	}
	return list
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
func (h *History) Find(name string) *Version { return named(h.Versions, name) }

func named(versions []*Version, name string) *Version {
	for _, v := range versions {
		if v.Name.String() == name {
			return v
		}
	}
	return nil
}

// Named returns the version of a name; the error lists those there are.
func (h *History) Named(name string) (*Version, error) {
	if v := h.Find(name); v != nil {
		return v, nil
	}
	if v := named(h.Redacted, name); v != nil {
		_, err := v.Text()
		return nil, err
	}
	list := h.Names()
	if len(list) == 0 {
		list = []string{"none"}
	}
	if len(list) > 12 {
		list = slices.Concat(list[:4], []string{"…"}, list[len(list)-7:])
	}
	return nil, fmt.Errorf("%s has no version %s; it has %s", h.Policy, name, strings.Join(list, ", "))
}

// Names are those of all versions, oldest first.
func (h *History) Names() []string {
	list := make([]string, len(h.Versions))
	for i, v := range h.Versions {
		list[i] = v.Name.String()
	}
	return list
}

// NextTransition is the announced version that comes into force next; nil if
// none will.
func (h *History) NextTransition() *Version {
	if coming := h.Coming(); len(coming) > 0 {
		return coming[0]
	}
	return nil
}
