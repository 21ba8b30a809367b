package importer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"policyarchive/generator/archive"
	"policyarchive/generator/draft"
	"policyarchive/generator/folder"
	"policyarchive/generator/starter"
)

// Site is where an import of a policy goes: the folder of a site.
type Site struct{ Dir, Policy string }

func (s Site) archive() string { return filepath.Join(s.Dir, "archive") }

func (s Site) texts() draft.Texts { return draft.TextsOf(s.Dir) }

// receipt is the file of the last import's receipt.
func (s Site) receipt() string { return filepath.Join(s.Dir, ".build", "undo", s.Policy+".json") }

// Archive writes the new versions of a plan into the archive, all of them or none,
// and a receipt by which [Site.Undo] takes them back.
func (s Site) Archive(ctx context.Context, p *Plan) error {
	fresh := p.Fresh()
	if len(fresh) == 0 {
		return nil
	}
	before, err := folder.ReadFile(s.receipt())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	// It is written first, so that the import can be taken back even if the
	// program is killed meanwhile.
	if err := s.write(s.receiptFor(p.opened, fresh)); err != nil {
		return err
	}
	versions, err := p.Write(ctx, s.archive())
	switch {
	case err == nil || len(versions) > 0:
		return err
	case before != nil:
		return errors.Join(err, folder.Replace(s.receipt(), before))
	}
	if gone := os.Remove(s.receipt()); !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// AdoptText makes the newest version the working text after an import, if there is
// none, or only the one to be written that new and init leave, or the text of an
// archived version: what a person wrote stays. adopted reports whether the working
// text is another now, and kept whether it stays because a person wrote it.
func (s Site) AdoptText(opened *archive.Archive) (adopted, kept bool, err error) {
	now, err := s.texts().Read(s.Policy)
	missing := errors.Is(err, fs.ErrNotExist)
	if err != nil && !missing {
		return false, false, err
	}
	text, err := opened.Latest(s.Policy).Text()
	if err != nil {
		return false, false, err
	}
	archived := slices.ContainsFunc(opened.Versions(s.Policy), func(v *archive.Version) bool {
		return v.Record.Text.SHA256 == archive.Digest(now)
	})
	switch {
	case !missing && !archived && !starter.Unwritten(now):
		return false, true, nil
	case bytes.Equal(now, text):
		return false, false, nil
	}
	r, err := s.readReceipt()
	if err != nil {
		return false, false, err
	}
	if r.Wrote == "" && !missing {
		was := string(now)
		r.Working = &was
	}
	r.Wrote = archive.Digest(text)
	if err := s.write(r); err != nil {
		return false, false, err
	}
	if err := s.texts().Write(s.Policy, text); err != nil {
		return false, false, fmt.Errorf("the versions are archived: %w", err)
	}
	return true, false, nil
}
