package draft

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"policyarchive/generator/compare"
	"policyarchive/generator/folder"
	"policyarchive/generator/history"
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
		w, err := d.Weave(ctx)
		if err != nil {
			return nil, 0, nil, err
		}
		return w, len(w.Versions) - 1, d.Tracker, nil
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
	w, err := weave.Of(ctx, h)
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
// the working text, [Name], or files. Files are followed from the first to the
// second; versions as the whole history has them.
func (t Texts) Compare(ctx context.Context, h *history.History, from, to string) (*compare.Comparison, error) {
	if x, y := h.Find(from), h.Find(to); x != nil && y != nil {
		w, err := weave.Of(ctx, h)
		if err != nil {
			return nil, err
		}
		return w.Between(x.Index, y.Index), nil
	}
	tracker := h.Tracker
	if tracker == nil {
		tracker = lineage.New()
	}
	docs := make([]*policy.Document, 2)
	for i, name := range []string{from, to} {
		if v := h.Find(name); v != nil {
			docs[i] = v.Doc
			continue
		}
		var err error
		switch docs[i], err = t.parseNamed(h.Policy, name); {
		case errors.Is(err, fs.ErrNotExist):
			_, err := h.Named(name)
			return nil, fmt.Errorf("%w; nor is there a file of that name", err)
		case err != nil:
			return nil, err
		}
		tracker.Add(docs[i], nil)
	}
	return compare.Compare(docs[0], docs[1]), nil
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
