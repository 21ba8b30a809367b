package history

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"runtime"
	"sync"

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
// meanwhile, unless that was seen before and nobody has written to its file since
// ([archive.Version.Stamp]): before anything is published, ask [History.Whole].
func Recall(ctx context.Context, a *archive.Archive, policyName, day string, m Memory) (*History, error) {
	versions := a.Versions(policyName)
	keys := prefixKeys(versions)
	n, parts := longest(keys, m)
	checked := make(chan error, 1)
	stamps := stampsOf(versions)
	go func() { checked <- check(ctx, versions[:n], stamps, policyName, m) }()
	whole := sync.OnceValue(func() error {
		if err := <-checked; err != nil {
			return fmt.Errorf("read the versions of %s: %w", policyName, err)
		}
		return m.Store(checkedKey(policyName), stamps)
	})
	h := recalled(ctx, policyName, versions, n, parts)
	known := len(h.Versions)
	if err := h.follow(ctx, versions[known:], (*Version).forgetSource); err != nil {
		// What is wrong with the archive is said first: it may be why this failed.
		return nil, cmp.Or(whole(), fmt.Errorf("read the versions of %s: %w", policyName, err))
	}
	h.whole = whole
	if known < len(versions) {
		if err := h.remember(keys[len(keys)-1], m); err != nil {
			return nil, err
		}
	}
	h.finish(day)
	return h, nil
}

// Whole returns when the texts of all versions were held against the manifest,
// and what is wrong with the first that is another. It may be why something
// else failed.
func (h *History) Whole() error {
	if h.whole == nil {
		return nil // each text was read and held against it
	}
	return h.whole()
}

// longest is the number of the first versions of which something is remembered,
// as many as possible, and what.
func longest(keys [][]byte, m Memory) (n int, parts []string) {
	for n = len(keys); n > 0; n-- {
		if parts, ok := m.Recall(keys[n-1]); ok {
			return n, parts
		}
	}
	return 0, nil
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

// remember stores what is to be remembered of a history: its tracker, and each
// version. A version's part stays the same for ever.
func (h *History) remember(key []byte, m Memory) error {
	tracker, err := h.Tracker.MarshalBinary()
	if err != nil {
		return err
	}
	parts := []string{string(tracker)}
	for _, v := range h.Versions {
		if v.part == "" {
			v.part = v.encode()
		}
		parts = append(parts, v.part)
	}
	return m.Store(key, parts)
}

// recalled is the history of the first n versions from what is remembered of
// it; an empty one if that does not hold beside the versions that follow.
func recalled(ctx context.Context, policyName string, versions []*archive.Version, n int, parts []string) *History {
	h := newHistory(policyName)
	if n == 0 || len(parts) != n+1 || h.Tracker.UnmarshalBinary([]byte(parts[0])) != nil {
		return newHistory(policyName)
	}
	// Anchors that later versions were published under were not to be given
	// before. If none was, all is as if they had been known.
	for _, v := range versions[n:] {
		for _, p := range Published(v) {
			if h.Tracker.Line(p.Anchor) != nil {
				return newHistory(policyName)
			}
		}
		h.Tracker.Reserve(Published(v))
	}
	h.Versions = make([]*Version, n)
	fits := inParallel(ctx, n, func(i int) error {
		h.Versions[i] = &Version{Version: versions[i], Index: i, history: h, part: parts[i+1]}
		return h.Versions[i].decode(parts[i+1])
	})
	if fits != nil {
		return newHistory(policyName)
	}
	return h
}

// check reads the texts of the first versions and holds their bytes against the
// manifest, but for those whose stamp is remembered.
func check(ctx context.Context, versions []*archive.Version, stamps []string, policyName string, m Memory) error {
	known, _ := m.Recall(checkedKey(policyName))
	return inParallel(ctx, len(versions), func(i int) error {
		if i < len(known) && known[i] == stamps[i] {
			return nil
		}
		return versions[i].Check(archive.TextFile)
	})
}

// stampsOf are what tells of each version's text that it was seen with the bytes
// that the manifest says. They are to be taken before it is read.
func stampsOf(versions []*archive.Version) []string {
	stamps := make([]string, len(versions))
	for i, v := range versions {
		stamps[i] = fmt.Sprint(v.Dir(), " ", v.Record.Text.SHA256, " ", v.Stamp(archive.TextFile))
	}
	return stamps
}

func checkedKey(policyName string) []byte { return []byte("texts seen whole " + policyName) }

// inParallel does n things, several at a time, and returns the first error in
// their order. It ends with ctx.
func inParallel(ctx context.Context, n int, do func(i int) error) (failed error) {
	s := stream.New().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for i := range n {
		s.Go(func() stream.Callback {
			err := ctx.Err()
			if err == nil {
				err = do(i)
			}
			return func() { failed = cmp.Or(failed, err) }
		})
	}
	s.Wait()
	return failed
}
