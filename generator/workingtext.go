package main

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
	"policyarchive/generator/folder"
	"policyarchive/generator/policy"
	"policyarchive/generator/starter"
)

// workOn makes the newest version the working text of a policy after an import,
// if there is none, or only the one to be written that new and init leave, or
// the text of an archived version. What a person wrote stays.
func (a *app) workOn(policyName string, note *lastWrite) error {
	file := a.texts().File(policyName)
	now, err := a.texts().Read(policyName)
	missing := errors.Is(err, fs.ErrNotExist)
	if err != nil && !missing {
		return err
	}
	opened, err := a.openArchive()
	if err != nil {
		return err
	}
	newest := opened.Latest(policyName)
	text, err := newest.Text()
	if err != nil {
		return err
	}
	archived := slices.ContainsFunc(opened.Versions(policyName), func(v *archive.Version) bool { return v.Record.Text.SHA256 == archive.Digest(now) })
	if !missing && !archived && !untouched(now) {
		a.say("%s stays as it was written; the newest version is %s.\n", file, newest.Name)
		return nil
	}
	if bytes.Equal(now, text) {
		return nil
	}
	if note != nil {
		if note.Wrote == "" && !missing {
			was := string(now)
			note.Working = &was
		}
		note.Wrote = archive.Digest(text)
		if err := a.noteWrite(policyName, note); err != nil {
			return err
		}
	}
	if err := a.texts().Write(policyName, text); err != nil {
		return err
	}
	a.say("%s is the text of version %s now.\n", file, newest.Name)
	return nil
}

// untouched reports whether a working text is still the one that new or init
// wrote, for its own title and language.
func untouched(text []byte) bool {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	lang := policy.Parse("policy.md", text).Meta.Lang
	title := ""
	if m := firstTitle.FindSubmatch(text); m != nil {
		title = string(m[1])
	}
	for _, plain := range []bool{false, true} {
		template, err := starter.Policy(starter.PolicyOptions{Title: title, Lang: lang, Plain: plain})
		if err == nil && bytes.Equal(bytes.TrimSpace(text), bytes.TrimSpace(template)) {
			return true
		}
	}
	return false
}

var firstTitle = regexp.MustCompile(`(?m)^---\n\n# (.+)$`)

// readText reads a text that is to become a version, wherever it lies.
func readText(name string) ([]byte, error) {
	return readUpTo(policy.MostBytes, folder.New(filepath.Dir(name)), filepath.Base(name), name)
}

// readCapture reads a capture, wherever it lies.
func readCapture(name string) ([]byte, error) {
	return readUpTo(capture.MostBytes, folder.New(filepath.Dir(name)), filepath.Base(name), name)
}

// readUpTo reads a plain file of a folder, and no more of it than most bytes; errors
// call it shown.
func readUpTo(most int, from folder.FS, name, shown string) ([]byte, error) {
	f, err := from.OpenFile(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return policy.ReadUpTo(most, shown, f)
}
