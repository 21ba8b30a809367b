package draft

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/folder"
	"policyarchive/generator/policy"
)

// Texts are the working texts of a site: content/POLICY/policy.md.
type Texts struct{ site string }

// TextsOf are those of the site in a folder of the operating system.
func TextsOf(site string) Texts { return Texts{site} }

// File is where the working text of a policy lies, or will.
func (t Texts) File(policyName string) string {
	return filepath.Join(t.site, filepath.FromSlash(textPath(policyName)))
}

// textPath is the file of a working text from the site's folder, with slashes.
func textPath(policyName string) string { return path.Join("content", policyName, archive.TextFile) }

// Policies are the names of the policies that have a working text, sorted. A
// folder whose name no policy can have is an error.
func (t Texts) Policies() ([]string, error) {
	content := folder.New(t.site).Below("content")
	entries, err := content.ReadDir(".")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var list []string
	for _, e := range entries {
		_, err := content.Lstat(path.Join(e.Name(), archive.TextFile))
		switch {
		case e.Type().IsRegular() || errors.Is(err, fs.ErrNotExist):
			continue
		case err == nil:
			err = archive.CheckPolicyName(e.Name())
		}
		if err != nil {
			return nil, fmt.Errorf("look for working texts: %w", err)
		}
		list = append(list, e.Name())
	}
	return list, nil
}

// Read reads the working text of a policy. The error wraps [fs.ErrNotExist] if
// there is none, and [*policy.Excess] if it is longer than a policy may be.
func (t Texts) Read(policyName string) ([]byte, error) {
	f, err := folder.New(t.site).OpenFile(textPath(policyName))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return policy.ReadUpTo(policy.MostBytes, t.File(policyName), f)
}

// Parse reads and parses the working text of a policy. The error of a policy
// without one says where to write it; that of a text beyond a limit wraps
// [*policy.Excess].
func (t Texts) Parse(policyName string) (*policy.Document, []byte, error) {
	source, err := t.Read(policyName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, t.missing(policyName)
	} else if err != nil {
		return nil, nil, fmt.Errorf("read the working text of %s: %w", policyName, err)
	}
	doc, err := policy.ParseWithin(t.File(policyName), source)
	return doc, source, err
}

// missing is the error for a policy without a working text.
func (t Texts) missing(policyName string) error {
	all, err := t.Policies()
	if err != nil {
		return err
	}
	others := ""
	if len(all) > 0 {
		others = "; there is one of " + strings.Join(all, ", ")
	}
	return fmt.Errorf("%s has no working text: write it as %s%s", policyName, t.File(policyName), others)
}

// Write makes a text the working text of a policy, whole or not at all.
func (t Texts) Write(policyName string, text []byte) error {
	if err := folder.Replace(t.File(policyName), text); err != nil {
		return fmt.Errorf("write the working text: %w", err)
	}
	return nil
}

// Create writes the working text of a policy that has none. The error wraps
// [fs.ErrExist] if it has one. What could not be written in full is taken away
// again.
func (t Texts) Create(policyName string, text []byte) error {
	return folder.Create(t.File(policyName), text)
}

// Digest is one of the working texts of policies.
func (t Texts) Digest(names []string) (digest [sha256.Size]byte, err error) {
	texts := map[string][]byte{}
	for _, name := range names {
		if texts[name], err = t.Read(name); err != nil {
			return digest, fmt.Errorf("read the working text of %s: %w", name, err)
		}
	}
	return folder.Digest(texts), nil
}
