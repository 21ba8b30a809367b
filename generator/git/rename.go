package git

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Rename is what the repository knows of the place that a text had before a
// commit gave it another.
type Rename struct {
	Commit   string
	Time     time.Time // its committer date, in UTC
	From, To string
	Likeness int  // of the two texts, in percent
	Kept     bool // the commit left From where it was
	Followed bool // From is the same text for certain: it was added to the paths
}

// Bounds of likeness, in percent.
const (
	sameText  = 90 // a text that goes as this one comes is the same one
	alikeText = 50 // it may be
)

// Follow looks for the places that a text had before it came to those that o
// names: where a commit of the main line brings the text and takes another away
// that is (nearly) the same, and no third one is, that other is where it was
// before. Its path is added to o.Paths, behind the others, and its own past is
// looked for. What is less certain is returned, and not followed.
//
// That is less than what `git log --follow` guesses, and more than what the
// paths say alone. Only commits that bring a text are looked at.
func (r *Repository) Follow(ctx context.Context, o Options) (Options, []Rename, error) {
	b := newBatch(ctx, r.root)
	defer b.close()
	var all []Rename
	for {
		l, err := r.mainLine(ctx, b, o)
		if err != nil {
			return o, nil, fmt.Errorf("read the history of %q in %s: %w", o.Paths, r.root, err)
		}
		o.Paths = l.paths
		again := false
		for _, c := range l.births() {
			known := slices.ContainsFunc(all, func(k Rename) bool { return k.Commit == c.hash })
			if known {
				continue
			}
			found, err := r.origin(ctx, c, l.paths)
			if err != nil {
				return o, nil, fmt.Errorf("look for the place of %q before commit %s: %w", o.Paths, c.hash, err)
			}
			if found == nil {
				continue
			}
			all = append(all, *found)
			if found.Followed {
				o.Paths = append(slices.Clone(o.Paths), found.From)
				again = true
			}
		}
		if !again {
			slices.SortStableFunc(all, func(x, y Rename) int { return y.Time.Compare(x.Time) })
			return o, all, nil
		}
	}
}

// births are the commits since line.since before which no path had a text. Of
// each path only the first is one: a text that comes back is known.
func (l *line) births() []commit {
	var list []commit
	stands, had := map[string]entry{}, map[string]bool{}
	any := func() bool {
		return slices.ContainsFunc(l.paths, func(p string) bool { return stands[p].isFile() || stands[p].isLink() })
	}
	for _, c := range l.commits {
		before := any()
		maps.Copy(stands, c.files)
		first := false
		for _, p := range l.paths {
			if stands[p].isFile() && !had[p] {
				had[p] = true
				first = true
			}
		}
		if first && !before && l.has(c) {
			list = append(list, c)
		}
	}
	return list
}

// origin finds what became the text that a commit brings under one of the
// paths; nil if nothing like it was there.
func (r *Repository) origin(ctx context.Context, c commit, paths []string) (*Rename, error) {
	at := slices.IndexFunc(paths, func(p string) bool { return c.files[p].isFile() })
	parent, err := run(ctx, r.root, "rev-parse", "--verify", "--quiet", c.hash+"^1^{commit}")
	if at < 0 || err != nil {
		return nil, ctx.Err() // the first commit, or the last of a shallow clone
	}
	path, text := paths[at], c.files[paths[at]]
	out, err := run(ctx, r.root, "diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-ext-diff", "--no-textconv",
		fmt.Sprintf("--find-renames=%d%%", alikeText), "-l1000", parent, c.hash)
	if err != nil {
		return nil, err
	}
	found := &Rename{Commit: c.hash, Time: c.time, To: path}
	others := 0 // texts that went and are the same to the byte
	for _, change := range readChanges(out) {
		switch {
		case slices.Contains(paths, change.from):
		case change.kind == "R" && change.to == path:
			found.From, found.Likeness = change.from, change.likeness
		case change.was == text.id:
			others++
			if found.From == "" {
				found.From, found.Likeness = change.from, 100
			}
		}
	}
	if found.From != "" {
		found.Followed = found.Likeness >= sameText && others == 0
		return found, nil
	}
	names, err := run(ctx, r.root, "ls-tree", "-r", "-z", "--full-tree", parent)
	if err != nil {
		return nil, err
	}
	for entry := range strings.SplitSeq(names, "\x00") {
		meta, name, _ := strings.Cut(entry, "\t")
		if strings.HasSuffix(meta, " "+text.id) && !slices.Contains(paths, name) {
			found.From, found.Likeness, found.Kept = name, 100, true
			return found, nil
		}
	}
	return nil, nil
}

// change is one change of a commit.
type change struct {
	kind     string // as in git-diff(1): A, D, M, R …
	likeness int    // of a rename
	was      string // the object before
	from, to string
}

// readChanges reads the raw output format with NUL between its fields.
func readChanges(out string) []change {
	var list []change
	fields := strings.Split(out, "\x00")
	for i := 0; i+1 < len(fields); i++ {
		meta := strings.Fields(strings.TrimPrefix(fields[i], ":"))
		if len(meta) != 5 {
			break
		}
		one := change{kind: meta[4][:1], was: meta[2], from: fields[i+1], to: fields[i+1]}
		one.likeness, _ = strconv.Atoi(meta[4][1:])
		i++
		if (one.kind == "R" || one.kind == "C") && i+1 < len(fields) {
			i++
			one.to = fields[i]
		}
		list = append(list, one)
	}
	return list
}
