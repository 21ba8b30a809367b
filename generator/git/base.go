package git

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Base is a commit with which a change is compared.
type Base struct {
	Commit string // its full hash
	Ref    string // by which name it was found: origin/main
	// Day is that on which it was committed, in UTC: YYYY-MM-DD.
	Day string
}

// ErrNoMain is that of a repository in which nothing tells what its main
// branch is.
var ErrNoMain = errors.New("the repository has no main branch that is known here")

// Base finds where the work at HEAD began: the best common ancestor of HEAD
// and a revision (git merge-base). If ref is empty, the first of mains that
// exists is taken, then the usual names of main branches; the error wraps
// [ErrNoMain] if none is there. A revision that is given and has no ancestor
// in common is the base itself.
//
// A shallow clone may lack the ancestor; the error then tells what to fetch.
func (r *Repository) Base(ctx context.Context, ref string, mains ...string) (Base, error) {
	b, err := r.ancestor(ctx, ref, mains)
	if err != nil {
		return Base{}, err
	}
	seconds, err := run(ctx, r.root, "show", "--no-patch", "--format=%ct", b.Commit)
	if err != nil {
		return Base{}, fmt.Errorf("read when commit %.10s was made: %w", b.Commit, err)
	}
	at, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return Base{}, fmt.Errorf("read when commit %.10s was made: %w", b.Commit, err)
	}
	b.Day = time.Unix(at, 0).UTC().Format(time.DateOnly)
	return b, nil
}

// ancestor is Base without the day.
func (r *Repository) ancestor(ctx context.Context, ref string, mains []string) (Base, error) {
	given := ref != ""
	if !given {
		var err error
		if ref, err = r.mainBranch(ctx, mains); err != nil {
			return Base{}, fmt.Errorf("find where the change began: %w", err)
		}
	}
	tip, err := r.tip(ctx, ref)
	if err != nil {
		if given && r.shallow {
			err = fmt.Errorf("%w (the clone is shallow; %s)", err, deepen)
		}
		return Base{}, err
	}
	commit, err := run(ctx, r.root, "merge-base", "HEAD", tip)
	switch {
	case err == nil:
		return Base{Commit: commit, Ref: ref}, nil
	case ctx.Err() != nil:
		return Base{}, context.Cause(ctx)
	case given:
		return Base{Commit: tip, Ref: ref}, nil
	case r.shallow:
		return Base{}, fmt.Errorf("find where the change began: the clone is shallow and does not reach back to where HEAD "+
			"and %s part; %s", ref, deepen)
	}
	return Base{}, fmt.Errorf("find where the change began: HEAD and %s have no commit in common; name one with --base", ref)
}

// deepen is what to do about a clone that was cut off.
const deepen = "fetch the history (git fetch --unshallow; fetch-depth: 0 for actions/checkout), or name a commit " +
	"that is there with --base"

// mainBranch is the first name of a main branch that exists.
func (r *Repository) mainBranch(ctx context.Context, mains []string) (string, error) {
	names := append(slices.Clone(mains), "origin/HEAD", "origin/main", "origin/master", "origin/trunk", "main", "master",
		"trunk")
	for _, name := range names {
		if name == "" || strings.HasPrefix(name, "-") {
			continue
		}
		if _, err := run(ctx, r.root, "rev-parse", "--verify", "--quiet", name+"^{commit}"); err == nil {
			return name, nil
		}
		if err := ctx.Err(); err != nil {
			return "", err
		}
	}
	if r.shallow {
		return "", fmt.Errorf("the clone is shallow and has no main branch; %s", deepen)
	}
	return "", ErrNoMain
}

// Prefix is the path, from the root of the repository, of a folder in its
// working tree; empty for the root. A relative one counts from the current folder.
func (r *Repository) Prefix(dir string) (string, error) {
	if r.bare {
		return "", errors.New("the repository has no working tree")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("find a folder in the repository: %w", err)
	}
	c, err := r.cleanPath(filepath.Join(resolve(dir), "x"))
	if err != nil {
		return "", err
	}
	if c = path.Dir(c); c == "." {
		return "", nil
	}
	return c, nil
}

// Read returns the files of a commit under their paths from the root of the
// repository. One that the commit does not have is left out; a symbolic link
// stands for the file that it leads to.
func (r *Repository) Read(ctx context.Context, commit string, paths ...string) (map[string][]byte, error) {
	b := newBatch(ctx, r.root)
	defer b.close()
	files := map[string][]byte{}
	for _, p := range paths {
		a, err := b.object(commit + ":" + p)
		if err != nil {
			return nil, fmt.Errorf("read %q of commit %s: %w", p, commit, err)
		}
		if a.kind == "blob" {
			files[p] = a.data
		}
	}
	return files, nil
}

// List returns the paths of all files below a folder of a commit, from the
// root of the repository. It is empty if the commit has no such folder.
func (r *Repository) List(ctx context.Context, commit, dir string) ([]string, error) {
	args := []string{"ls-tree", "-r", "-z", "--name-only", "--full-tree", commit}
	if dir != "" {
		args = append(args, "--", dir+"/")
	}
	out, err := run(ctx, r.root, args...)
	if err != nil {
		return nil, fmt.Errorf("list %q of commit %s: %w", dir, commit, err)
	}
	if out == "" {
		return nil, nil
	}
	return strings.Split(strings.TrimSuffix(out, "\x00"), "\x00"), nil
}
