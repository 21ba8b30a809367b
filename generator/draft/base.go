package draft

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"slices"

	"policyarchive/generator/archive"
	"policyarchive/generator/folder"
	"policyarchive/generator/git"
	"policyarchive/generator/history"
	"policyarchive/generator/policy"
	"policyarchive/generator/translog"
)

// Base is the state of a site that a change is compared with: where the work left
// the main branch. Without Git, or with nothing changed, it is the newest version
// of each policy. A nil Base is that as well.
type Base struct {
	// Commit is the full hash of the state; empty if no commit is known.
	Commit string
	// Day is that on which it was committed, in UTC: YYYY-MM-DD.
	Day string
	// Description is what the base is, for people.
	Description string
	// Manifest is that of the archive there; empty if it had none.
	Manifest archive.Manifest
	// Log is that of the archive there; without lines if it had none.
	Log *translog.Log
	// Stamps are the time stamps in the archive there, by their paths below it.
	Stamps map[string][]byte
	// Gone are the policies that had a working text there, and have none now.
	Gone []string

	repo   *git.Repository // nil without a commit
	prefix string          // of the site in the repository
	texts  map[string][]byte
}

// FindBase finds what a change to the site in a folder is compared with: the best
// common ancestor of HEAD and ref. If ref is empty, main is taken for the main
// branch, if it is there, then what the repository says of itself. Where ref is
// empty and Git has no other state to compare with, the base is the archive, and
// its description says why. For errors see [git.Open] and [git.Repository.Base].
func FindBase(ctx context.Context, site, ref, main string) (*Base, error) {
	const newest = "the newest archived version"
	repo, err := git.Open(ctx, site)
	switch {
	case ref == "" && errors.Is(err, git.ErrNoRepository):
		return &Base{Description: newest + " (there is no Git repository here)"}, nil
	case err != nil:
		return nil, err
	case repo.Bare():
		return &Base{Description: newest + " (the Git repository has no working tree)"}, nil
	}
	found, err := repo.Base(ctx, ref, main)
	if errors.Is(err, git.ErrNoMain) {
		found, err = repo.Base(ctx, "HEAD")
	}
	if errors.Is(err, git.ErrEmpty) {
		return &Base{Description: newest + " (the Git repository has no commit yet)"}, nil
	} else if err != nil {
		return nil, err
	}
	b := &Base{Commit: found.Commit, Day: found.Day, Description: fmt.Sprintf("%s (%.10s)", found.Ref, found.Commit),
		repo: repo}
	if b.prefix, err = repo.Prefix(site); err != nil {
		return nil, err
	}
	now := TextsOf(site)
	if err := b.read(ctx, now); err != nil {
		return nil, err
	}
	same, err := b.holds(now)
	if err != nil {
		return nil, err
	}
	if same {
		b.texts = nil
		b.Description = fmt.Sprintf("%s (nothing differs from %s, %.10s)", newest, found.Ref, found.Commit)
	}
	return b, nil
}

// read reads the texts, the manifest, the log and its time stamps of the base.
func (b *Base) read(ctx context.Context, now Texts) error {
	names, err := now.Policies()
	if err != nil {
		return err
	}
	files := []string{b.Path("archive/" + archive.ManifestFile), b.Path("archive/" + archive.LogFile)}
	for _, name := range names {
		files = append(files, b.Path(textPath(name)))
	}
	read, err := b.repo.Read(ctx, b.Commit, files...)
	if err != nil {
		return err
	}
	b.texts = map[string][]byte{}
	for i, name := range names {
		if data, ok := read[files[i+2]]; ok {
			b.texts[name] = data
		}
	}
	if b.Gone, err = b.gone(ctx, names); err != nil {
		return err
	}
	if b.Manifest, err = archive.ParseManifest(files[0], read[files[0]]); err != nil {
		return fmt.Errorf("read the archive's manifest of commit %.10s: %w", b.Commit, err)
	}
	if b.Log, err = translog.Parse(files[1], read[files[1]]); err != nil {
		return fmt.Errorf("read the archive's log of commit %.10s: %w", b.Commit, err)
	}
	return b.readStamps(ctx)
}

// readStamps reads the time stamps of the base.
func (b *Base) readStamps(ctx context.Context) error {
	files, err := b.repo.List(ctx, b.Commit, b.Path("archive/"+archive.StampsDir))
	if err != nil || len(files) == 0 {
		return err
	}
	read, err := b.repo.Read(ctx, b.Commit, files...)
	if err != nil {
		return err
	}
	b.Stamps = make(map[string][]byte, len(read))
	for file, data := range read {
		b.Stamps[path.Join(archive.StampsDir, path.Base(file))] = data
	}
	return nil
}

// gone are the policies that have a working text at the base and are not among
// those that have one.
func (b *Base) gone(ctx context.Context, names []string) ([]string, error) {
	files, err := b.repo.List(ctx, b.Commit, b.Path("content"))
	if err != nil {
		return nil, err
	}
	var list []string
	for _, file := range files {
		name := path.Base(path.Dir(file))
		if file == b.Path(textPath(name)) && !slices.Contains(names, name) {
			list = append(list, name)
		}
	}
	return list, nil
}

// holds reports whether the working texts and the manifest are those of the base.
func (b *Base) holds(now Texts) (bool, error) {
	manifest, err := folder.New(now.site).Below("archive").ReadFile(archive.ManifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if err != nil || !bytes.Equal(manifest, b.Manifest.Format()) {
		return false, err
	}
	names, err := now.Policies()
	if err != nil || len(b.Gone) > 0 {
		return false, err
	}
	for _, name := range names {
		data, err := now.Read(name)
		if errors.As(err, new(*policy.Excess)) {
			return false, nil // check reports it
		}
		if was, ok := b.texts[name]; err != nil || !ok || !bytes.Equal(data, was) {
			return false, err
		}
	}
	return true, nil
}

// Path is that of a file of the site, by its slash path from the site's folder,
// from the root of the repository; without a repository, from the site's folder.
func (b *Base) Path(name string) string { return path.Join(b.prefix, name) }

// Repository is what others know the repository by, an address if it has one; ""
// without one.
func (b *Base) Repository() string {
	if b.repo == nil {
		return ""
	}
	return b.repo.Name()
}

// Known reports whether a version was archived where the change began; true of all
// if nothing is known of that.
func (b *Base) Known(v *archive.Version) bool {
	return b == nil || b.Commit == "" || b.listed(path.Join(v.Dir(), archive.TextFile))
}

func (b *Base) listed(file string) bool {
	_, known := b.Manifest.Lookup(file)
	return known
}

// Withdrawn are the versions that were withdrawn since the base, as far as that is
// known.
func (b *Base) Withdrawn(opened *archive.Archive) []*archive.Version {
	var list []*archive.Version
	for v := range b.since(opened) {
		if file, ok := v.WithdrawalFile(); ok && !b.listed(file.Path) {
			list = append(list, v)
		}
	}
	return list
}

// Corrections are those that were made since the base, as far as that is known, each
// with its version.
func (b *Base) Corrections(opened *archive.Archive) iter.Seq2[*archive.Version, *archive.Correction] {
	return func(yield func(*archive.Version, *archive.Correction) bool) {
		for v := range b.since(opened) {
			for _, c := range v.Corrections {
				if !b.listed(path.Join(c.Dir(), archive.CorrectionFile)) && !yield(v, c) {
					return
				}
			}
		}
	}
}

// Redacted are the versions that were redacted since the base, as far as that is known.
func (b *Base) Redacted(opened *archive.Archive) []*archive.Version {
	var list []*archive.Version
	for v := range b.since(opened) {
		if file, ok := v.RedactionFile(); ok && !b.listed(file.Path) {
			list = append(list, v)
		}
	}
	return list
}

// since are the versions that may have changed since the base: none if that is not known,
// or without an archive that can be opened.
func (b *Base) since(opened *archive.Archive) iter.Seq[*archive.Version] {
	return func(yield func(*archive.Version) bool) {
		if b.Commit == "" || opened == nil {
			return
		}
		for _, name := range opened.Policies() {
			for _, v := range opened.All(name) {
				if !yield(v) {
					return
				}
			}
		}
	}
}

// Archive is the archive as it was at the base; nil if there was none, or none
// that can be opened.
func (b *Base) Archive(ctx context.Context) (*archive.Archive, error) {
	if b.Commit == "" || len(b.Manifest) == 0 {
		return nil, nil
	}
	files, err := b.repo.List(ctx, b.Commit, b.Path("archive"))
	if err != nil {
		return nil, err
	}
	read, err := b.repo.Read(ctx, b.Commit, files...)
	if err != nil {
		return nil, err
	}
	was, err := git.Files(b.Path("archive"), read)
	if err != nil {
		return nil, err
	}
	opened, err := archive.Open(was)
	if err != nil {
		return nil, nil
	}
	return opened, nil
}

// text is the working text of a policy at the base.
func (b *Base) text(policyName string) ([]byte, bool) {
	if b == nil {
		return nil, false
	}
	source, ok := b.texts[policyName]
	return source, ok
}

// predecessor is the version that a working text follows: the newest, but for
// those that came with the change itself, and those that were withdrawn.
func (b *Base) predecessor(h *history.History) *history.Version {
	for _, v := range slices.Backward(h.Versions) {
		if v.Withdrawal == nil && b.Known(v.Version) {
			return v
		}
	}
	return nil
}
