package importer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/git"
)

// Undone is what became of an import that was taken back.
type Undone struct {
	Versions []archive.Name // that are gone
	// Text is what became of the working text.
	Text TextUndone
}

// TextUndone is what became of the working text of an import that was taken back.
type TextUndone int

// The import wrote none, or it is gone since; a person changed it, and it stays; it is
// gone with the import, which wrote it; or it is what it was before the import.
const (
	TextUntouched TextUndone = iota
	TextChanged
	TextGone
	TextRestored
)

// Sentence says what became of the working text, a file; "" if it is untouched.
func (t TextUndone) Sentence(file string) string {
	switch t {
	case TextChanged:
		return file + " was changed since, and stays as it is."
	case TextGone:
		return file + ", which the import wrote, is gone with them."
	case TextRestored:
		return file + " is what it was before."
	}
	return ""
}

// Undo takes the last import back, all of it or nothing, and restores the working
// text that it replaced. It refuses an import that it knows nothing of, one of which a
// commit of Git holds anything, and one behind which something else was archived.
func (s Site) Undo(ctx context.Context, opened *archive.Archive) (*Undone, error) {
	last, err := s.readReceipt()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no import of %s that could be taken back: %s, which would know of it, is not there",
			s.Policy, s.receipt())
	} else if err != nil {
		return nil, err
	}
	u := &Undone{}
	for _, v := range opened.Versions(s.Policy) {
		added := last.added(v.Name)
		switch {
		case added != nil && len(v.Corrections) > 0:
			return nil, fmt.Errorf("version %s of %s was corrected after the import, and readers may have learned of it: the "+
				"import cannot be taken back", v.Name, s.Policy)
		case added != nil && added.SHA256 == v.Record.Text.SHA256:
			u.Versions = append(u.Versions, v.Name)
		case !slices.Contains(last.Before, v.Name):
			return nil, fmt.Errorf("version %s of %s was archived after the import, and would stay: the import cannot be "+
				"taken back",
				v.Name, s.Policy)
		}
	}
	if len(u.Versions) == 0 {
		return nil, fmt.Errorf("there is no import of %s that could be taken back: its versions are not in the archive",
			s.Policy)
	}
	if err := s.uncommitted(ctx, opened, u.Versions); err != nil {
		return nil, err
	}
	if err := archive.Undo(ctx, s.archive(), s.Policy, u.Versions); err != nil {
		return nil, err
	}
	u.Text, err = s.restoreText(last)
	if err := errors.Join(err, os.Remove(s.receipt())); err != nil {
		return nil, fmt.Errorf("the versions are taken back; clear away after that: %w", err)
	}
	return u, nil
}

// uncommitted is the error for versions that a commit of the repository around
// the archive holds.
func (s Site) uncommitted(ctx context.Context, opened *archive.Archive, versions []archive.Name) error {
	repo, err := git.Open(ctx, s.archive())
	if errors.Is(err, git.ErrNoRepository) {
		return nil
	} else if err != nil {
		return fmt.Errorf("whether a commit holds the import cannot be seen: %w", err)
	}
	prefix, err := repo.Prefix(s.archive())
	if err != nil {
		return err
	}
	var paths []string
	for _, name := range versions {
		paths = append(paths, path.Join(prefix, opened.Version(s.Policy, name).Dir()))
	}
	commit, found, err := repo.Holds(ctx, paths)
	if err != nil {
		return fmt.Errorf("whether a commit holds the import cannot be seen: %w", err)
	}
	if found != "" {
		return fmt.Errorf("commit %.10s holds %s, so that others may have seen it: it stays in the archive for ever",
			commit, strings.TrimPrefix(found, prefix+"/"))
	}
	return nil
}

// restoreText puts the working text back that an import replaced, unless it was
// changed since.
func (s Site) restoreText(last *receipt) (TextUndone, error) {
	if last.Wrote == "" {
		return TextUntouched, nil
	}
	now, err := s.texts().Read(s.Policy)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return TextUntouched, nil
	case err != nil:
		return TextUntouched, err
	case archive.Digest(now) != last.Wrote:
		return TextChanged, nil
	case last.Working == nil:
		return TextGone, os.Remove(s.texts().File(s.Policy))
	}
	return TextRestored, s.texts().Write(s.Policy, []byte(*last.Working))
}
