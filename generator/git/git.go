// Package git reads every published state of a policy's file from a Git
// repository.
//
// An organisation that keeps its policy in Git publishes what stands on its
// main line: a branch that was worked on for weeks becomes public at the merge.
// So the history is walked along first parents, a merge is compared with the
// commit it was merged into, and the order is that of the line, even where
// dates run backwards. A policy that was renamed, or rewritten under a new
// path, is given by all its paths; `git log --follow` guesses from likeness,
// misses rewrites, and joins files that never were one.
//
// The package runs the git binary: `git log` once (again for a symbolic link
// whose target has to be watched), and one `git cat-file --batch` for all
// texts. It only reads, uses no network, and runs nothing that the repository
// or the user configured: no hook, filter, textconv or external diff. Results
// do not depend on anybody's configuration.
package git

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Repository is a Git repository that can be read.
type Repository struct {
	root    string // where git runs: the top of the working tree, or the repository itself if it is bare
	bare    bool   // no working tree
	shallow bool
	name    string
}

// ErrNoRepository is that of a folder that lies in no repository.
var ErrNoRepository = errors.New("there is none, neither here nor in a folder above; give the folder of a clone, " +
	"with working tree or bare")

// Open finds the repository of a directory: a working tree or a folder in it,
// or a bare repository. The error says what to do if git is not installed, if
// there is no repository, or if git refuses to read one that belongs to
// another user.
func Open(ctx context.Context, dir string) (*Repository, error) {
	if info, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("open the Git repository: %w", err)
	} else if !info.IsDir() {
		return nil, fmt.Errorf("open the Git repository: %s is a file; give the folder of a clone, with working tree or bare", dir)
	}
	r, err := open(ctx, dir)
	if err != nil {
		return nil, fmt.Errorf("open the Git repository %s: %w", dir, err)
	}
	return r, nil
}

func open(ctx context.Context, dir string) (*Repository, error) {
	out, err := run(ctx, dir, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--absolute-git-dir")
	if err != nil {
		if strings.Contains(err.Error(), "not a git repository") {
			err = ErrNoRepository
		}
		return nil, err
	}
	lines := strings.SplitN(out, "\n", 3)
	if len(lines) != 3 {
		return nil, fmt.Errorf("git answered %q, which a current git does not; install a newer one", out)
	}
	r := &Repository{root: filepath.FromSlash(lines[2]), bare: lines[0] != "true", shallow: lines[1] == "true"}
	if !r.bare {
		top, err := run(ctx, dir, "rev-parse", "--show-toplevel")
		if err != nil {
			return nil, err
		}
		r.root = filepath.FromSlash(top)
	}
	// Without a remote of this name git says nothing and fails.
	remote, _ := run(ctx, r.root, "config", "--get", "remote.origin.url")
	if r.name = publicName(remote); r.name == "" {
		r.name = baseName(r.root)
	}
	return r, ctx.Err()
}

// Shallow reports whether the history was cut off when the repository was
// cloned. What is left is read as if it were all: its oldest commit seems to
// bring the text. `git fetch --unshallow` brings the rest.
func (r *Repository) Shallow() bool { return r.shallow }

// Bare reports whether the repository has no working tree.
func (r *Repository) Bare() bool { return r.bare }

// Name is what the repository may be called in a public record: the address of
// its remote "origin" without user, password and token, or else the base name
// of its directory. It is never a path of this machine.
func (r *Repository) Name() string { return r.name }
