package draft

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"policyarchive/generator/archive"
	"policyarchive/generator/compare"
	"policyarchive/generator/folder"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// Weave is that of a policy, and which of its versions is meant by a name: "" is the
// one in force, and the working text, [Name], comes after all others.
func (l *Loader) Weave(ctx context.Context, policyName, version string) (*weave.Weave, int, *lineage.Tracker, error) {
	if version == Name {
		d, err := l.Draft(ctx, policyName)
		if err != nil {
			return nil, 0, nil, err
		}
		return d.woven.Weave, len(d.woven.Versions) - 1, d.Tracker, nil
	}
	h, err := l.History(ctx, policyName)
	if err != nil {
		return nil, 0, nil, err
	}
	v := h.Current()
	if version != "" {
		if v, err = h.Named(version); err != nil {
			return nil, 0, nil, err
		}
	}
	w, err := h.Woven(ctx)
	if err != nil {
		return nil, 0, nil, err
	}
	return w.Weave, v.Index, h.Tracker, nil
}

// Sections lists those of a version, the newest if it has no name, or of the working
// text, [Name].
func (l *Loader) Sections(ctx context.Context, policyName, version string) ([]lineage.SectionReport, error) {
	if version == Name {
		d, err := l.Draft(ctx, policyName)
		if err != nil {
			return nil, err
		}
		var names []string
		if d.History != nil {
			names = d.History.Names()
		}
		return d.Tracker.Report(d.Doc, append(names, Name)), nil
	}
	h, err := l.History(ctx, policyName)
	if err != nil {
		return nil, err
	}
	v := cmp.Or(h.Latest(), h.Current())
	if version != "" {
		if v, err = h.Named(version); err != nil {
			return nil, err
		}
	}
	return h.Tracker.Report(v.Doc, h.Names()), nil
}

// Compare compares two texts of the policy of a history: versions by their names,
// the working text, [Name], or files. Those that are no versions come, the first and
// then the second, behind all that are.
func (t Texts) Compare(ctx context.Context, h *weave.History, from, to string) (*compare.Comparison, error) {
	versions, err := h.Woven(ctx)
	if err != nil {
		return nil, err
	}
	w, tracker := versions.Clone(), h.Tracker.Clone()
	var at [2]int
	for i, name := range []string{from, to} {
		if v := h.Find(name); v != nil {
			at[i] = v.Index
			continue
		}
		doc, err := t.parseNamed(h.Policy, name)
		if errors.Is(err, fs.ErrNotExist) {
			if _, err = h.Named(name); errors.Is(err, archive.ErrRedacted) {
				return nil, err
			}
			return nil, fmt.Errorf("%w; nor is there a file of that name", err)
		} else if err != nil {
			return nil, err
		}
		tracker.Add(doc, nil)
		at[i] = len(w.Versions)
		w.Append(name, doc)
	}
	return w.Between(at[0], at[1]), nil
}

// parseNamed parses a file, or the working text of a policy.
func (t Texts) parseNamed(policyName, name string) (*policy.Document, error) {
	if name == Name {
		doc, _, err := t.Parse(policyName)
		return doc, err
	}
	data, err := ReadFile(name)
	if err != nil {
		return nil, err
	}
	return policy.ParseWithin(name, data)
}

// Has reports whether a name is that of a text outside of the archive: the working
// text, [Name], or a file.
func (t Texts) Has(policyName, name string) bool {
	if name == Name && folder.New(t.site).IsFile(textPath(policyName)) {
		return true
	}
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}

// ReadFile reads a text that may become a version, wherever it lies. The error
// wraps [*policy.Excess] if it is longer than a policy may be.
func ReadFile(name string) ([]byte, error) {
	at, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil, err
	}
	f, err := folder.New(filepath.Dir(at)).OpenFile(filepath.Base(at))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return policy.ReadUpTo(policy.MostBytes, name, f)
}
