package git

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
)

// line is the main line as far as it concerns some paths.
type line struct {
	paths   []string // clean
	commits []commit // oldest first
	since   int64    // Unix time
}

// count is the number of commits since line.since.
func (l *line) count() int {
	n := 0
	for _, c := range l.commits {
		if l.has(c) {
			n++
		}
	}
	return n
}

// has reports whether a commit is new enough.
func (l *line) has(c commit) bool { return c.time.Unix() >= l.since }

// mainLine finds the commits that o names. All of the history is walked
// even with Since, so that it is known what stood before.
func (r *Repository) mainLine(ctx context.Context, b *batch, o Options) (*line, error) {
	paths, err := r.clean(o.Paths)
	if err != nil {
		return nil, err
	}
	since, err := r.since(ctx, o.Since)
	if err != nil {
		return nil, err
	}
	tip, err := r.tip(ctx, o.ref())
	if err != nil {
		return nil, err
	}
	commits, folders, err := r.watch(ctx, b, tip, paths)
	if err != nil {
		return nil, err
	}
	for _, p := range paths {
		if err := r.requireFile(ctx, tip, o.ref(), p, commits, folders[p]); err != nil {
			return nil, err
		}
	}
	return &line{paths, commits, since}, nil
}

// ErrEmpty is that of a repository without a commit.
var ErrEmpty = errors.New("the repository is empty: it has no branch with a commit")

// tip is the commit that a revision means.
func (r *Repository) tip(ctx context.Context, ref string) (string, error) {
	if strings.HasPrefix(ref, "-") {
		return "", fmt.Errorf("the revision %q begins with a hyphen; give a branch, a tag or a commit", ref)
	}
	hash, err := run(ctx, r.root, "rev-parse", "--verify", ref+"^{commit}")
	if err == nil {
		return hash, nil
	}
	if !strings.Contains(err.Error(), "Needed a single revision") {
		return "", fmt.Errorf("find the revision %q: %w", ref, err)
	}
	branches, listing := run(ctx, r.root, "for-each-ref", "--format=%(refname:short)", "--count=5", "refs/heads",
		"refs/remotes")
	switch {
	case listing != nil:
		return "", listing
	case branches == "":
		return "", ErrEmpty
	}
	return "", fmt.Errorf("the repository has no commit %q; name a branch (such as %s), a tag or a commit", ref,
		strings.ReplaceAll(branches, "\n", ", "))
}

// watch is log for paths and, where one of them is a symbolic link, for what
// it leads to: a text changes when the target of its link does.
func (r *Repository) watch(ctx context.Context, b *batch, tip string, paths []string) ([]commit, map[string]string,
	error) {
	watched := slices.Clone(paths)
	read := map[entry]bool{}
	for {
		commits, folders, err := r.log(ctx, tip, watched)
		if err != nil {
			return nil, nil, err
		}
		known := len(watched)
		for _, c := range commits {
			for p, e := range c.files {
				if !e.isLink() || read[e] {
					continue
				}
				a, err := b.object(e.id)
				if err == nil && a.kind != "blob" {
					err = fmt.Errorf("the object of the symbolic link is %s: %w", a.kind, errDamaged)
				}
				if err != nil {
					return nil, nil, fmt.Errorf("read %q at commit %s: %w", p, c.hash, err)
				}
				read[e] = true
				if target := targetOf(p, string(a.data)); target != "" && !slices.Contains(watched, target) {
					watched = append(watched, target)
				}
			}
		}
		if len(watched) == known {
			return commits, folders, nil
		}
	}
}

// targetOf is the path to which a link in the repository leads; "" if that
// lies outside.
func targetOf(link, target string) string {
	if path.IsAbs(target) || strings.ContainsAny(target, "\n\r\x00") {
		return ""
	}
	p := path.Join(path.Dir(link), target)
	if p == "." || p == ".." || strings.HasPrefix(p, "../") {
		return ""
	}
	return p
}
