package draft

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"slices"

	"policyarchive/generator/archive"
	"policyarchive/generator/history"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// Loader loads drafts, and each history once. It is not safe for concurrent use.
type Loader struct {
	Archive *archive.Archive
	Texts   Texts
	// Base is where the change began; nil if texts are compared with the archive alone.
	Base *Base
	// Today is a day, YYYY-MM-DD.
	Today string
	// Lang is the language of a policy whose front matter does not say; may be nil.
	Lang func(policyName string) string
	// CheckName says why no policy can begin under a name, or, if it has versions, why it
	// cannot stay under it; may be nil.
	CheckName func(policyName string, archived bool) error

	histories map[string]*weave.History
}

// Policies are the names of the policies that have a version or a working text.
func (l *Loader) Policies() ([]string, error) {
	names := l.Archive.Policies()
	texts, err := l.Texts.Policies()
	for _, name := range texts {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names, err
}

// History returns the history of a policy, the same one each time; nil if it has
// no version.
func (l *Loader) History(ctx context.Context, policyName string) (*weave.History, error) {
	if h := l.histories[policyName]; h != nil || len(l.Archive.Versions(policyName)) == 0 {
		return h, nil
	}
	loaded, err := history.Load(ctx, l.Archive, policyName, l.Today)
	if err != nil {
		return nil, err
	}
	if l.histories == nil {
		l.histories = map[string]*weave.History{}
	}
	h := weave.Of(loaded)
	l.histories[policyName] = h
	return h, nil
}

// Draft reads the working text of a policy and compares it with what it follows.
// For errors see [Texts.Parse] and [history.Load].
func (l *Loader) Draft(ctx context.Context, policyName string) (*Draft, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doc, source, err := l.Texts.Parse(policyName)
	if err != nil {
		return nil, err
	}
	h, err := l.History(ctx, policyName)
	if err != nil {
		return nil, err
	}
	var past *history.History
	if h != nil {
		past = h.History
	}
	d := l.of(policyName, doc, source, past)
	if l.CheckName != nil {
		d.BadName = l.CheckName(policyName, past != nil)
	}
	if past != nil {
		d.Previous = l.Base.predecessor(past)
	}
	if d.Base, err = l.baseOf(d); err != nil {
		return nil, err
	}
	d.Tracker.Add(doc, nil)
	if err := d.weave(ctx, h); err != nil {
		return nil, err
	}
	d.Translation, err = l.translation(ctx, doc)
	return d, err
}

// weave appends the text to the weave of the versions before, if there are any, and
// compares it with the one that it follows.
func (d *Draft) weave(ctx context.Context, h *weave.History) error {
	d.woven = weave.NewWoven(d.Policy)
	if h != nil {
		versions, err := h.Woven(ctx)
		if err != nil {
			return err
		}
		d.woven = versions.Clone()
	}
	d.woven.Append(Name, d.Doc)
	d.woven.Name(d.Tracker.Lineages)
	if d.Previous != nil {
		d.Comparison = d.Against(d.Previous)
	}
	return nil
}

// Frozen is the text of a version as the working text that it was frozen from. It
// follows nothing: only what a text says by itself is known of it. The error is
// that of a text that cannot be read, or an [*policy.Excess].
func (l *Loader) Frozen(h *history.History, v *history.Version) (*Draft, error) {
	source, err := v.Text()
	if err != nil {
		return nil, err
	}
	doc, err := policy.ParseWithin(v.Dir()+"/"+archive.TextFile, source)
	if err != nil {
		return nil, err
	}
	return l.of(v.Policy, doc, source, h), nil
}

// of is a draft of which no more is known than the text and its history.
func (l *Loader) of(policyName string, doc *policy.Document, source []byte, h *history.History) *Draft {
	d := &Draft{Policy: policyName, Today: l.Today, History: h,
		Text: Text{Doc: doc, Source: source, Tracker: lineage.New()}}
	if l.Lang != nil {
		d.Lang = l.Lang(policyName)
	}
	if h != nil {
		d.Tracker = h.Tracker.Clone()
	}
	return d
}

// baseOf is the text that a change began from; nil if all of it is new. It is
// worked out before the tracker of the draft has seen the working text: the base
// follows the same versions, and nothing of that.
func (l *Loader) baseOf(d *Draft) (*Text, error) {
	source, inGit := l.Base.text(d.Policy)
	if !inGit {
		if d.Previous == nil {
			return nil, nil
		}
		var err error
		if source, err = d.Previous.Text(); err != nil {
			return nil, err
		}
	}
	base := &Text{Doc: policy.Parse(d.Doc.File, source), Source: source}
	followed := d.Previous != nil && base.Doc.Source == d.Previous.Doc.Source
	if followed {
		// The lineage of the version stands for that of the text.
		base.Doc.Blocks, base.Doc.Sections = d.Previous.Doc.Blocks, d.Previous.Doc.Sections
		if bytes.Equal(source, d.Source) {
			base.Tracker = d.Tracker
			return base, nil
		}
	}
	base.Tracker = d.Tracker.Clone()
	if !followed {
		base.Tracker.Add(base.Doc, nil)
	}
	return base, nil
}

// Stray reports whether the text of a version is not the working text, neither as
// it is nor as it was where the change began. It is false where there is no working
// text: then nothing is known.
func (l *Loader) Stray(v *history.Version) (bool, error) {
	text, err := v.Text()
	if err != nil {
		return false, err
	}
	working, err := l.Texts.Read(v.Policy)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	was, _ := l.Base.text(v.Policy)
	return !bytes.Equal(text, working) && !bytes.Equal(text, was), err
}
