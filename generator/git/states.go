package git

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"
)

// Options say which history to read.
type Options struct {
	// Paths are the places that the policy's file had, from the root of the
	// repository, in order of preference: the current one first, then older
	// ones. Where several exist in one commit, the first named holds the text.
	// An absolute path must lie in the working tree.
	Paths []string
	// Ref is the revision at which the main line ends; empty means HEAD.
	Ref string
	// Since leaves out commits with an earlier committer date. It takes what
	// `git log --since` takes; a bare YYYY-MM-DD is the beginning of that day
	// in UTC.
	Since string
}

func (o Options) ref() string { return cmp.Or(o.Ref, "HEAD") }

// State is a text as a commit of the main line left it.
type State struct {
	Commit  string    // its full hash
	Time    time.Time // its committer date, in UTC
	Subject string    // the first paragraph of its message, on one line
	Path    string    // which of Options.Paths had the text; empty if Gone
	Data    []byte    // the text, as it is stored; never changed later
	Gone    bool      // no path had a text: it was taken away
}

// States returns every state that the text had on the main line, oldest first
// in the order of the line, which need not be that of the dates. A state is
// returned only if its bytes differ from those of the state before it; with
// Since, also from what stood before that date, which itself is not returned.
//
// A symbolic link stands for what it leads to in the same commit. A commit
// that changes only the target of a link to a folder above is not noticed
// until the next that changes the text's own paths.
//
// Memory holds one text at a time. An error ends the iteration; it tells what
// is wrong with the options (a path that no commit had, with the names that
// are nearest; a folder), or names the commit that cannot be read. No process
// is left when the iteration ends, whichever way it does.
func (r *Repository) States(ctx context.Context, o Options) iter.Seq2[State, error] {
	return func(yield func(State, error) bool) {
		b := newBatch(ctx, r.root)
		defer b.close()
		l, err := r.mainLine(ctx, b, o)
		if err == nil {
			err = l.states(b, func(s State) bool { return yield(s, nil) })
		}
		if err != nil {
			yield(State{}, fmt.Errorf("read the history of %q in %s: %w", o.Paths, r.root, err))
		}
	}
}

// Count returns how many commits States will visit with the same options, for
// a display of progress. It is at least the number of states.
func (r *Repository) Count(ctx context.Context, o Options) (int, error) {
	b := newBatch(ctx, r.root)
	defer b.close()
	l, err := r.mainLine(ctx, b, o)
	if err != nil {
		return 0, fmt.Errorf("count the history of %q in %s: %w", o.Paths, r.root, err)
	}
	return l.count(), nil
}

// errDamaged is what to do about a repository that lacks objects.
var errDamaged = errors.New("the repository is damaged or was cloned in part; `git fsck` tells more, and a fresh " +
	"clone without --filter brings everything")

// text is what stands at a commit; without an id, none does.
type text struct {
	path, id string
	data     []byte // nil if it was not read yet
}

// states calls yield for each state until it returns false.
func (l *line) states(b *batch, yield func(State) bool) error {
	stands := map[string]entry{}
	var before, last text
	yielded := false
	for _, c := range l.commits {
		maps.Copy(stands, c.files)
		now, err := find(b, c, l.paths, stands)
		var out elsewhere
		if errors.As(err, &out) && !l.has(c) {
			now, err = text{}, nil
		}
		if err != nil {
			return fmt.Errorf("commit %s: %w", c.hash, err)
		}
		if now.id == "" && before.id != "" {
			if i := slices.IndexFunc(l.paths, func(p string) bool { return slices.Contains(c.folders, p) }); i >= 0 {
				return fmt.Errorf("commit %s made %q a folder; name the file in it that holds the text since then too", c.hash,
					l.paths[i])
			}
		}
		changed := now.id != before.id && (!yielded || now.id != last.id)
		before = text{now.path, now.id, nil}
		if !changed || !l.has(c) {
			continue
		}
		last, yielded = before, true
		if now.id != "" && now.data == nil {
			if now.data, err = blob(b, now.path, now.id); err != nil {
				return fmt.Errorf("commit %s: %w", c.hash, err)
			}
		}
		if !yield(State{Commit: c.hash, Time: c.time, Subject: c.subject, Path: now.path, Data: now.data,
			Gone: now.id == ""}) {
			return nil
		}
	}
	return nil
}

// find returns the text of the first path that holds one.
func find(b *batch, c commit, paths []string, stands map[string]entry) (text, error) {
	for _, p := range paths {
		switch e := stands[p]; {
		case e.isFile():
			return text{p, e.id, nil}, nil
		case e.isLink():
			t, err := follow(b, c, p)
			if err != nil || t.id != "" {
				return t, err
			}
		}
	}
	return text{}, nil
}

// follow returns the text to which a symbolic link leads; none if it leads to
// nothing.
func follow(b *batch, c commit, p string) (text, error) {
	a, err := b.object(c.hash + ":" + p)
	switch {
	case err != nil:
		return text{}, fmt.Errorf("read %q: %w", p, err)
	case a.kind == "blob":
		return text{p, a.id, a.data}, nil
	case a.kind == "dangling", a.kind == "loop", a.kind == "notdir":
		return text{}, nil
	case a.kind == "symlink":
		return text{}, elsewhere(fmt.Sprintf("%q is a symbolic link to %q, which lies outside of the repository, so the "+
			"text is not in its history; read the part since a later date, or up to an earlier revision", p, a.data))
	case a.kind == "tree":
		return text{}, elsewhere(fmt.Sprintf("%q is a symbolic link to a folder; name the file in it that holds the text", p))
	case a.kind == "submodule":
		return text{}, elsewhere(fmt.Sprintf("%q is a symbolic link into a submodule; read that repository instead", p))
	}
	return text{}, fmt.Errorf("the object behind %q is %s: %w", p, a.kind, errDamaged)
}

// elsewhere is an error about a link that leads to no file of the commit. It
// matters only where the text is read.
type elsewhere string

func (e elsewhere) Error() string { return string(e) }

// blob reads a file's bytes.
func blob(b *batch, p, id string) ([]byte, error) {
	a, err := b.object(id)
	if err == nil && a.kind != "blob" {
		err = fmt.Errorf("its object %s is %s: %w", id, a.kind, errDamaged)
	}
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", p, err)
	}
	return a.data, nil
}
