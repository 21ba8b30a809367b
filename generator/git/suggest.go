package git

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// requireFile returns an error unless a path was a file in some commit. Inside
// is the last file that the history has in it, if it was a folder.
func (r *Repository) requireFile(ctx context.Context, tip, ref, p string, commits []commit, inside string) error {
	module := false
	for _, c := range commits {
		e := c.files[p]
		if e.isFile() || e.isLink() {
			return nil
		}
		module = module || e.isModule()
	}
	switch {
	case module:
		return fmt.Errorf("%q is a submodule, another repository; read that one instead", p)
	case inside != "":
		return fmt.Errorf("%q is a folder; name a file in it, such as %q", p, inside)
	}
	near, err := r.nearest(ctx, tip, p)
	if err != nil {
		return err
	}
	hint := "paths start at the root of the repository, and only the main line is read"
	if len(near) > 0 {
		hint = fmt.Sprintf("did you mean %s?", strings.Join(near, " or "))
	}
	return fmt.Errorf("no commit on the main line of %s ever had the file %q; %s", ref, p, hint)
}

// suggestions is how many names are offered.
const suggestions = 3

// nearest returns quoted names of files in the tree of a commit that a path
// may have meant, the likeliest first. It lists the whole tree.
func (r *Repository) nearest(ctx context.Context, tip, p string) ([]string, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd, stderr := command(ctx, r.root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", tip)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("git ls-tree: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, failure(ctx, err, "")
	}
	type candidate struct {
		name     string
		distance int
	}
	var best []candidate
	in := bufio.NewReader(out)
	var reading error
	for {
		var name string
		if name, reading = in.ReadString(0); reading != nil {
			break
		}
		name = strings.TrimSuffix(name, "\x00")
		if d := distance(p, name); d < far {
			best = append(best, candidate{name, d})
			slices.SortStableFunc(best, func(x, y candidate) int { return cmp.Compare(x.distance, y.distance) })
			best = best[:min(len(best), suggestions)]
		}
	}
	if !errors.Is(reading, io.EOF) {
		cancel()
	}
	if err := cmd.Wait(); err != nil {
		return nil, failure(ctx, err, stderr.String())
	}
	var names []string
	for _, c := range best {
		names = append(names, fmt.Sprintf("%q", c.name))
	}
	return names, nil
}

// far is the distance of names that have nothing to do with each other.
const far = 100

// distance is how far a name is from the wanted one: other case, the
// same base name in another folder, another ending, up to two letters wrong.
func distance(wanted, name string) int {
	a, n := path.Base(wanted), path.Base(name)
	stem := strings.ToLower(strings.TrimSuffix(a, path.Ext(a)))
	switch {
	case strings.EqualFold(wanted, name):
		return 0
	case a == n:
		return 1
	case strings.EqualFold(a, n):
		return 2
	case strings.EqualFold(stem, strings.TrimSuffix(n, path.Ext(n))):
		return 3
	}
	if d := edits([]rune(strings.ToLower(a)), []rune(strings.ToLower(n))); d <= 2 && d < len(stem)/2 {
		return 3 + d
	}
	return far
}

// edits is the Levenshtein distance: how many letters must be put in, taken
// out or replaced to make y of x. Names of very different length are not
// measured.
func edits(x, y []rune) int {
	if len(x)-len(y) > 2 || len(y)-len(x) > 2 {
		return far
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			above := row[j+1]
			cost := diagonal
			if x[i] != y[j] {
				cost = 1 + min(diagonal, above, row[j])
			}
			row[j+1], diagonal = cost, above
		}
	}
	return row[len(y)]
}
