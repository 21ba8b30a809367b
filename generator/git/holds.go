package git

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Holds finds a commit of any branch, tag or stash, or of HEAD, that has
// something below one of the paths, or had before it was taken away. Paths are
// from the root of the repository. Both results are empty if there is none.
func (r *Repository) Holds(ctx context.Context, paths []string) (commit, path string, err error) {
	revisions := []string{"--all"}
	if _, err := run(ctx, r.root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"); err == nil {
		revisions = append(revisions, "HEAD")
	} else if ctx.Err() != nil {
		return "", "", context.Cause(ctx)
	}
	for some := range slices.Chunk(paths, 200) {
		args := append([]string{"log"}, revisions...)
		args = append(args, "--max-count=1", "--diff-merges=separate", "--no-renames", "--name-only", "--format=%H",
			"-z", "--")
		out, err := run(ctx, r.root, append(args, some...)...)
		if err != nil {
			return "", "", fmt.Errorf("look for commits: %w", err)
		}
		if out != "" {
			fields := strings.Split(strings.ReplaceAll(out, "\n", "\x00"), "\x00")
			for _, f := range fields[1:] {
				if f != "" {
					path = f
					break
				}
			}
			return fields[0], path, nil
		}
	}
	return "", "", nil
}
