package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/check"
	"policyarchive/generator/git"
	"policyarchive/generator/history"
	"policyarchive/generator/policy"
)

// checkBase is what a change is held against.
type checkBase struct {
	repo   *git.Repository // nil: nothing but the archive
	commit string
	day    string // on which it was committed
	ref    string
	prefix string // of the site in the repository
	says   string // for people
	texts  map[string][]byte
	// gone are the policies that had a working text there, and have none now.
	gone []string
	// manifest of the archive there; empty if it had none.
	manifest archive.Manifest
}

// findBase finds what the change is held against. Outside of Git, and where
// Git has no other state to compare with, it is the archive, and says why.
func (a *app) findBase(ctx context.Context, ref string) (*checkBase, error) {
	const newest = "the newest archived version"
	repo, err := git.Open(ctx, a.source)
	switch {
	case err == nil:
	case ref != "":
		return nil, fmt.Errorf("--base %s: %w", ref, err)
	case errors.Is(err, git.ErrNoRepository):
		return &checkBase{says: newest + " (there is no Git repository here)"}, nil
	default:
		return nil, err
	}
	if repo.Bare() {
		return &checkBase{says: newest + " (the Git repository has no working tree)"}, nil
	}
	b := &checkBase{repo: repo}
	if b.prefix, err = repo.Prefix(a.source); err != nil {
		return nil, err
	}
	main := a.getenv("GITHUB_BASE_REF")
	if main != "" {
		main = "origin/" + main
	}
	found, err := repo.Base(ctx, ref, main)
	if errors.Is(err, git.ErrNoMain) {
		found, err = repo.Base(ctx, "HEAD")
	}
	switch {
	case errors.Is(err, git.ErrEmpty):
		return &checkBase{says: newest + " (the Git repository has no commit yet)"}, nil
	case err != nil && ref != "":
		return nil, fmt.Errorf("--base: %w", err)
	case err != nil:
		return nil, err
	}
	b.commit, b.ref, b.day = found.Commit, found.Ref, found.Day
	if err := a.readBase(ctx, b); err != nil {
		return nil, err
	}
	b.says = fmt.Sprintf("%s (%.10s)", b.ref, b.commit)
	same, err := a.sameAs(b)
	if err != nil {
		return nil, err
	}
	if same {
		b.texts = nil
		b.says = fmt.Sprintf("%s (nothing differs from %s, %.10s)", newest, b.ref, b.commit)
	}
	return b, nil
}

// readBase reads the texts and the manifest of the base.
func (a *app) readBase(ctx context.Context, b *checkBase) error {
	names, err := a.drafts()
	if err != nil {
		return err
	}
	files := []string{b.path("archive", archive.ManifestFile)}
	for _, name := range names {
		files = append(files, b.path("content", name, "policy.md"))
	}
	read, err := b.repo.Read(ctx, b.commit, files...)
	if err != nil {
		return err
	}
	b.texts = map[string][]byte{}
	for i, name := range names {
		if data, ok := read[files[i+1]]; ok {
			b.texts[name] = data
		}
	}
	if b.gone, err = b.lost(ctx, names); err != nil {
		return err
	}
	if b.manifest, err = archive.ParseManifest(files[0], read[files[0]]); err != nil {
		return fmt.Errorf("read the archive's manifest of commit %.10s: %w", b.commit, err)
	}
	return nil
}

// lost are the policies that have a working text at the base and are not among
// those that have one.
func (b *checkBase) lost(ctx context.Context, names []string) ([]string, error) {
	files, err := b.repo.List(ctx, b.commit, b.path("content"))
	if err != nil {
		return nil, err
	}
	var list []string
	for _, file := range files {
		name := path.Base(path.Dir(file))
		if file == b.path("content", name, "policy.md") && !slices.Contains(names, name) {
			list = append(list, name)
		}
	}
	return list, nil
}

// path is that of a file of the site, from the root of the repository.
func (b *checkBase) path(parts ...string) string {
	return path.Join(append([]string{b.prefix}, parts...)...)
}

// sameAs reports whether the texts and the manifest are those of the base.
func (a *app) sameAs(b *checkBase) (bool, error) {
	manifest, err := ifThere(a.archiveFS().ReadFile(archive.ManifestFile))
	if err != nil || !bytes.Equal(manifest, b.manifest.Format()) {
		return false, err
	}
	names, err := a.drafts()
	if err != nil || len(b.gone) > 0 {
		return false, err
	}
	for _, name := range names {
		data, err := a.readDraft(name)
		if errors.As(err, new(*policy.Excess)) {
			return false, nil // the check tells of it
		}
		if was, ok := b.texts[name]; err != nil || !ok || !bytes.Equal(data, was) {
			return false, err
		}
	}
	return true, nil
}

// checkArchive verifies the archive, and opens it: as it is, or, where that
// cannot be read, as it was at the base; nil if there is none to be read.
func (a *app) checkArchive(ctx context.Context, b *checkBase) (*archive.Archive, *check.Record, error) {
	fsys := a.archiveFS()
	record := &check.Record{Folder: filepath.ToSlash(a.archiveDir()), Base: b.manifest, BaseName: b.name(), BaseDay: b.day}
	for _, name := range b.gone {
		if archived(b.manifest, name) {
			record.Texts = append(record.Texts, filepath.ToSlash(a.draftFile(name)))
		}
	}
	var err error
	if record.Mismatches, err = archive.Verify(ctx, fsys); err != nil {
		return nil, nil, err
	}
	data, err := ifThere(a.archiveFS().ReadFile(archive.ManifestFile))
	if err != nil {
		return nil, nil, err
	}
	record.Manifest, _ = archive.ParseManifest(archive.ManifestFile, data) // Verify tells what is wrong
	damaged := false
	for _, m := range record.Mismatches {
		damaged = damaged || m.Kind != archive.Unfinished
	}
	if !damaged {
		opened, err := archive.Open(fsys)
		return opened, record, err
	}
	if b.repo == nil || len(b.manifest) == 0 {
		return nil, record, nil
	}
	was, err := b.tree(ctx, "archive")
	if err != nil {
		return nil, nil, err
	}
	opened, err := archive.Open(was)
	if err != nil {
		return nil, record, nil // the base is damaged as well; what is wrong with the archive is told
	}
	return opened, record, nil
}

// archived reports whether a manifest lists a version of a policy.
func archived(m archive.Manifest, policyName string) bool {
	return slices.ContainsFunc(m, func(e archive.Entry) bool { return strings.HasPrefix(e.Path, policyName+"/") })
}

// name is how git knows the base; empty if it does not.
func (b *checkBase) name() string {
	if b.repo == nil {
		return ""
	}
	return b.commit[:min(10, len(b.commit))]
}

// tree reads a folder of the site at the base.
func (b *checkBase) tree(ctx context.Context, folder string) (fs.FS, error) {
	files, err := b.repo.List(ctx, b.commit, b.path(folder))
	if err != nil {
		return nil, err
	}
	read, err := b.repo.Read(ctx, b.commit, files...)
	if err != nil {
		return nil, err
	}
	return git.Files(b.path(folder), read)
}

// withdrawn are the versions that were withdrawn since the base, if that is known.
func (b *checkBase) withdrawn(opened *archive.Archive) []*archive.Version {
	if opened == nil || b.repo == nil || b.commit == "" {
		return nil
	}
	var list []*archive.Version
	for _, name := range opened.Policies() {
		for _, v := range opened.Versions(name) {
			file, ok := v.WithdrawalFile()
			if _, known := b.manifest.Lookup(file.Path); ok && !known {
				list = append(list, v)
			}
		}
	}
	return list
}

// predecessor is the version that a working text follows: the newest, but for
// those that came with the change itself, and those that were withdrawn.
func (b *checkBase) predecessor(h *history.History) *history.Version {
	if b.repo == nil || b.commit == "" {
		return h.Latest()
	}
	for i := len(h.Versions) - 1; i >= 0; i-- {
		v := h.Versions[i]
		if v.Withdrawal != nil {
			continue
		}
		if _, known := b.manifest.Lookup(path.Join(v.Dir(), archive.TextFile)); known {
			return v
		}
	}
	return nil
}
