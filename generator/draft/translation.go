package draft

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// Translation is what is known of the text that a translation renders. The
// front matter names it: translates: privacy/2026-11-24.
type Translation struct {
	Original string // the policy
	Version  string // that was rendered; empty if none is named
	Exists   bool   // there is such a version
	Newest   string // version of the original
	Changed  int    // sections whose words changed from Version to Newest
	Problem  string // what is wrong with the reference; empty if nothing is
}

// translation finds out about the text that a translation renders.
func (l *Loader) translation(ctx context.Context, doc *policy.Document) (*Translation, error) {
	value, ok := doc.Meta.Other["translates"]
	if !ok {
		return nil, nil
	}
	t := &Translation{}
	var named bool
	t.Original, t.Version, named = strings.Cut(fmt.Sprint(value), "/")
	h, err := (*weave.History)(nil), error(nil)
	if archive.CheckPolicyName(t.Original) == nil {
		if h, err = l.History(ctx, t.Original); err != nil {
			return nil, err
		}
	}
	if h == nil {
		t.Problem = fmt.Sprintf("translates: the archive has no policy %q", t.Original)
		return t, nil
	}
	newest := cmp.Or(h.Latest(), h.Current())
	t.Newest = newest.Name.String()
	v := h.Find(t.Version)
	switch {
	case !named:
		t.Problem = "translates: the version that is rendered is not named"
		return t, nil
	case v == nil:
		t.Problem = fmt.Sprintf("translates: %s has no version %q", t.Original, t.Version)
		return t, nil
	}
	t.Exists = true
	if v != newest {
		c, err := h.Between(ctx, v.Index, newest.Index)
		if err != nil {
			return nil, err
		}
		t.Changed = c.Verdict.Changed + c.Verdict.Added + c.Verdict.Removed
	}
	return t, nil
}
