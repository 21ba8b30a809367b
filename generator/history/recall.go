package history

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"runtime"

	"github.com/sourcegraph/conc/stream"

	"policyarchive/generator/archive"
)

// Memory keeps values from one run of a program to the next. What it gives for a
// key is what was stored under it last by this very program, to the byte, or nothing.
type Memory interface {
	Recall(key []byte) (parts []string, ok bool)
	Store(key []byte, parts []string) error
}

// errMemory is the error of what does not fit; whoever meets it does without.
var errMemory = errors.New("what is remembered of the versions does not fit")

// Recall is [Load] for those who ask for the same history again and again: what
// is remembered of its first versions is not worked out again, and texts are
// read when someone asks for them. They have no positions.
//
// That the text of every version has the bytes that the manifest says is seen
// first, as Load does.
func Recall(a *archive.Archive, policyName, day string, m Memory) (*History, error) {
	versions := a.Versions(policyName)
	keys := prefixKeys(versions)
	h := newHistory(policyName)
	for n := len(versions); n > 0 && len(h.Versions) == 0; n-- {
		if parts, ok := m.Recall(keys[n-1]); ok {
			h = recalled(versions, n, parts)
		}
	}
	known := len(h.Versions)
	if err := check(versions[:known]); err != nil {
		return nil, fmt.Errorf("read the versions of %s: %w", policyName, err)
	}
	if err := h.follow(versions[known:], (*Version).forgetSource); err != nil {
		return nil, err
	}
	if known < len(versions) {
		parts, err := h.parts()
		if err != nil {
			return nil, err
		}
		if err := m.Store(keys[len(keys)-1], parts); err != nil {
			return nil, err
		}
	}
	h.finish(day)
	return h, nil
}

// prefixKeys are, for each version, a digest of all that the history up to it
// depends on: the texts and records of the versions, in order.
func prefixKeys(versions []*archive.Version) [][]byte {
	keys := make([][]byte, len(versions))
	before := []byte("history 1")
	for i, v := range versions {
		sum := sha256.New()
		sum.Write(before)
		for _, f := range v.Files() {
			fmt.Fprintf(sum, "\n%s %s", f.Digest, f.Path)
		}
		keys[i] = sum.Sum(nil)
		before = keys[i]
	}
	return keys
}

// parts are what is remembered of a history: its tracker, and each version. A
// version's part stays the same for ever.
func (h *History) parts() ([]string, error) {
	tracker, err := h.Tracker.MarshalBinary()
	if err != nil {
		return nil, err
	}
	parts := []string{string(tracker)}
	for _, v := range h.Versions {
		part, err := v.encode()
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return parts, nil
}

// recalled is the history of the first n versions from what is remembered of
// it; an empty one if that does not hold beside the versions that follow.
func recalled(versions []*archive.Version, n int, parts []string) *History {
	h := newHistory(versions[0].Policy)
	if len(parts) != n+1 || h.Tracker.UnmarshalBinary([]byte(parts[0])) != nil {
		return newHistory(h.Policy)
	}
	// Anchors that later versions were published under were not to be given
	// before. If none was, all is as if they had been known.
	for _, v := range versions[n:] {
		for _, p := range Published(v) {
			if h.Tracker.Line(p.Anchor) != nil {
				return newHistory(h.Policy)
			}
		}
		h.Tracker.Reserve(Published(v))
	}
	h.Versions = make([]*Version, n)
	fits := inParallel(n, func(i int) error {
		h.Versions[i] = &Version{Version: versions[i], Index: i, history: h}
		return h.Versions[i].decode(parts[i+1])
	})
	if fits != nil {
		return newHistory(h.Policy)
	}
	return h
}

// check reads texts and holds their bytes against the manifest.
func check(versions []*archive.Version) error {
	return inParallel(len(versions), func(i int) error { return versions[i].Check(archive.TextFile) })
}

// inParallel does n things, several at a time, and returns the first error in
// their order.
func inParallel(n int, do func(i int) error) (failed error) {
	s := stream.New().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for i := range n {
		s.Go(func() stream.Callback {
			err := do(i)
			return func() { failed = cmp.Or(failed, err) }
		})
	}
	s.Wait()
	return failed
}
