package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/folder"
	"policyarchive/generator/git"
	"policyarchive/generator/importer"
)

func (a *app) undoCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "undo POLICY",
		Short: "Take back the last import",
		Long: `Undo takes the versions of the last import of a policy out of the archive again,
which is then as it was before, and puts the working text back that the import
replaced. Either all of it is taken back, or nothing.

What a commit of Git holds has been seen by others and stays: see
"generator withdraw" and "generator snapshot" for what can be done then. So does
an import behind which something else was archived.`,
		Example:           `  generator undo privacy`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completePolicies,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.undo(cmd.Context(), args[0])
		},
	}
}

// lastWrite is what has to be known of an import to take it back. It is kept
// beside what a build leaves, and goes with it.
type lastWrite struct {
	Before  []archive.Name `json:"before"`            // the versions that were there
	Added   []addedVersion `json:"added"`             // those that were to be archived
	Working *string        `json:"working,omitempty"` // the working text that was replaced; nil if there was none
	Wrote   string         `json:"wrote,omitempty"`   // the digest of the working text that was written; empty if none was
}

// addedVersion is a version and the digest of its text.
type addedVersion struct {
	Version archive.Name `json:"version"`
	SHA256  string       `json:"sha256"`
}

func (w *lastWrite) added(name archive.Name) *addedVersion {
	if i := slices.IndexFunc(w.Added, func(v addedVersion) bool { return v.Version == name }); i >= 0 {
		return &w.Added[i]
	}
	return nil
}

func (a *app) lastWriteFile(policyName string) string {
	return filepath.Join(a.source, ".build", "undo", policyName+".json")
}

// beginWrite notes what is about to be archived, so that it can be taken back
// even if the program is killed meanwhile.
func (a *app) beginWrite(opened *archive.Archive, policyName string, items []*importer.Item) (*lastWrite, error) {
	if len(items) == 0 {
		return nil, nil
	}
	w := &lastWrite{}
	for _, item := range items {
		w.Added = append(w.Added, addedVersion{item.Name, item.TextDigest()})
	}
	for _, v := range opened.Versions(policyName) {
		w.Before = append(w.Before, v.Name)
	}
	// An import that goes on where one was cut off is one with it.
	if last, err := a.readLastWrite(policyName); err == nil && last.goesOn(w) {
		w.Before, w.Working, w.Wrote = last.Before, last.Working, last.Wrote
		for _, v := range last.Added {
			if w.added(v.Version) == nil {
				w.Added = append(w.Added, v)
			}
		}
	}
	return w, a.noteWrite(policyName, w)
}

// goesOn reports whether a next write archives what is missing of this one, and
// nothing else was archived meanwhile.
func (w *lastWrite) goesOn(next *lastWrite) bool {
	missing := false
	for _, v := range next.Added {
		added := w.added(v.Version)
		missing = missing || added != nil && *added == v
	}
	return missing && !slices.ContainsFunc(next.Before, func(n archive.Name) bool { return !slices.Contains(w.Before, n) && w.added(n) == nil })
}

func (a *app) noteWrite(policyName string, w *lastWrite) error {
	data, err := json.MarshalIndent(w, "", "  ")
	if err != nil {
		return err
	}
	return folder.Replace(a.lastWriteFile(policyName), append(data, '\n'))
}

// restoreNote leaves the note of the last import as it was before one that archived
// nothing.
func (a *app) restoreNote(policyName string, before []byte) error {
	file := a.lastWriteFile(policyName)
	if before != nil {
		return folder.Replace(file, before)
	}
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (a *app) readLastWrite(policyName string) (*lastWrite, error) {
	data, err := folder.ReadFile(a.lastWriteFile(policyName))
	if err != nil {
		return nil, err
	}
	var w lastWrite
	if err := json.Unmarshal(data, &w); err != nil {
		return nil, fmt.Errorf("%s: %w", a.lastWriteFile(policyName), err)
	}
	return &w, nil
}

// undo runs the command.
func (a *app) undo(ctx context.Context, policyName string) error {
	if err := a.requirePolicy(policyName); err != nil {
		return err
	}
	opened, err := a.openArchive()
	if err != nil {
		return err
	}
	last, err := a.readLastWrite(policyName)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no import of %s that could be taken back: %s, which would know of it, is not there", policyName, a.lastWriteFile(policyName))
	} else if err != nil {
		return err
	}
	var gone []archive.Name
	for _, v := range opened.Versions(policyName) {
		added := last.added(v.Name)
		switch {
		case added != nil && added.SHA256 == v.Record.Text.SHA256:
			gone = append(gone, v.Name)
		case !slices.Contains(last.Before, v.Name):
			return fmt.Errorf("version %s of %s was archived after the import, and would stay: the import cannot be taken back", v.Name, policyName)
		}
	}
	if len(gone) == 0 {
		return fmt.Errorf("there is no import of %s that could be taken back: its versions are not in the archive", policyName)
	}
	if err := a.uncommitted(ctx, opened, policyName, gone); err != nil {
		return err
	}
	if err := archive.Undo(ctx, a.archiveDir(), policyName, gone); err != nil {
		return err
	}
	restored, err := a.restoreWorking(policyName, last)
	if err := errors.Join(err, os.Remove(a.lastWriteFile(policyName))); err != nil {
		return fmt.Errorf("the versions are taken back; clear away after that: %w", err)
	}
	a.say("Took back %s of %s", count(len(gone), "version"), policyName)
	if len(gone) > 1 {
		a.say(", from %s to %s", gone[0], gone[len(gone)-1])
	}
	a.say(".\n")
	if restored != "" {
		a.say("%s\n", restored)
	}
	return nil
}

// uncommitted is the error for versions that a commit of the repository around
// the archive holds.
func (a *app) uncommitted(ctx context.Context, opened *archive.Archive, policyName string, versions []archive.Name) error {
	repo, err := git.Open(ctx, a.archiveDir())
	if errors.Is(err, git.ErrNoRepository) {
		return nil
	} else if err != nil {
		return fmt.Errorf("whether a commit holds the import cannot be seen: %w", err)
	}
	prefix, err := repo.Prefix(a.archiveDir())
	if err != nil {
		return err
	}
	var paths []string
	for _, name := range versions {
		paths = append(paths, path.Join(prefix, opened.Version(policyName, name).Dir()))
	}
	commit, held, err := repo.Holds(ctx, paths)
	if err != nil {
		return fmt.Errorf("whether a commit holds the import cannot be seen: %w", err)
	}
	if held != "" {
		return fmt.Errorf("commit %.10s holds %s, so that others may have seen it: it stays in the archive for ever", commit, strings.TrimPrefix(held, prefix+"/"))
	}
	return nil
}

// restoreWorking puts the working text back that an import replaced, unless it
// was changed since. It says what it did.
func (a *app) restoreWorking(policyName string, last *lastWrite) (string, error) {
	if last.Wrote == "" {
		return "", nil
	}
	file := a.texts().File(policyName)
	now, err := a.texts().Read(policyName)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	if archive.Digest(now) != last.Wrote {
		return fmt.Sprintf("%s was changed since, and stays as it is.", file), nil
	}
	if last.Working == nil {
		return fmt.Sprintf("%s, which the import wrote, is gone with them.", file), os.Remove(file)
	}
	return fmt.Sprintf("%s is what it was before.", file), folder.Replace(file, []byte(*last.Working))
}
