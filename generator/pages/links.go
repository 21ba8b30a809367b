package pages

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"sync"

	"policyarchive/generator/history"
	"policyarchive/generator/lineage"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/schema"
	"policyarchive/generator/weave"
)

// links are where the links of texts can lead: to each policy, and to all that
// stands in the table of routes.
func links(ctx context.Context, root *url.URL, histories []*weave.History, o Options) *link.Site {
	policies := map[string]func() *link.Policy{}
	var names []string
	byName := map[string]*weave.History{}
	for _, h := range histories {
		names, byName[h.Policy] = append(names, h.Policy), h
		policies[h.Policy] = sync.OnceValue(func() *link.Policy { return PolicyLinks(h.History, o.Drafts[h.Policy]) })
	}
	for _, name := range unpublished(histories, o.Drafts) {
		names = append(names, name)
		policies[name] = func() *link.Policy { return &link.Policy{Places: o.Drafts[name].Doc.Places()} }
	}
	routes := NewRoutes(ctx, names, func(name string) *weave.History { return byName[name] }, o.Config, o.Elsewhere)
	return &link.Site{Root: root, Has: routes.Has, Policy: func(name string) *link.Policy {
		if p := policies[name]; p != nil {
			return p()
		}
		return nil
	}}
}

// PolicyLinks are the places that a link can lead to on the page of a policy:
// those of its text in force, or of the draft that is shown in its place, and
// every anchor that was ever published.
func PolicyLinks(h *history.History, draft *Draft) *link.Policy {
	p := &link.Policy{}
	lines, present := h.Tracker.Lineages, map[int]bool{}
	var doc *policy.Document
	if draft != nil {
		doc, lines = draft.Doc, draft.Tracker.Lineages
	} else {
		doc = h.Current().Doc
	}
	p.Places = doc.Places()
	for i := range doc.Sections {
		present[doc.Sections[i].Lineage] = true
	}
	byAnchor := sync.OnceValue(func() map[string]*lineage.Lineage {
		all := map[string]*lineage.Lineage{}
		for _, l := range lines {
			for _, a := range append([]string{l.Anchor}, l.Aliases...) {
				all[a] = l
			}
		}
		return all
	})
	p.Published = func(fragment string) (string, bool) {
		l, clause := byAnchor()[fragment], ""
		for dot := strings.LastIndexByte(fragment, '.'); l == nil &&
			dot > 0; dot = strings.LastIndexByte(fragment[:dot], '.') {
			if l = byAnchor()[fragment[:dot]]; l != nil && !slices.Contains(l.ClauseAnchors, fragment[dot+1:]) {
				l = nil
			} else {
				clause = fragment[dot:]
			}
		}
		switch {
		case l == nil:
			return "", false
		case present[l.ID]:
			return l.Anchor + clause, true
		}
		return strings.TrimSuffix(fragment, clause), true
	}
	return p
}

// home is the origin of a text that was written here: its relative addresses
// count against the page of its policy.
func (p *pageBuilder) home() link.Origin {
	return link.Origin{Base: &url.URL{Path: p.root + "/" + p.policy.Key + "/"}, Site: p.links}
}

// origin is where a version's text was published.
func (p *pageBuilder) origin(v *history.Version) link.Origin {
	if u, err := url.Parse(v.Record.Source.Original); err == nil && u.Host != "" {
		return link.Origin{Base: u}
	}
	if v.Record.Capture != nil {
		return link.Origin{Adrift: true}
	}
	return p.home()
}

// absoluteOrigin is an origin whose addresses are whole, as feeds need them.
func (p *pageBuilder) absoluteOrigin(o link.Origin) link.Origin {
	if o.Site != nil {
		o.Base = p.links.Root.ResolveReference(o.Base)
	}
	return o
}

// fixedLinks are the addresses in all texts that the compare page's script
// cannot know by itself.
func (p *pageBuilder) fixedLinks() (schema.FixedLinks, error) {
	fixed := schema.FixedLinks{Here: map[string]string{}, Elsewhere: map[string]string{}}
	whole, err := p.h.Woven(p.ctx)
	if err != nil {
		return fixed, err
	}
	home, seen := p.home(), map[string]bool{"": true}
	for _, b := range whole.Blocks {
		for i := range b.Tokens {
			target := b.Tokens[i].Link
			if seen[target] || strings.HasPrefix(target, "#") {
				continue
			}
			seen[target] = true
			if _, fault := policy.Address(target); fault != "" {
				fixed.Here[target], fixed.Elsewhere[target] = "", ""
			} else if to := home.Resolve(target).URL; to != (link.Origin{Base: home.Base}).Resolve(target).URL {
				fixed.Here[target] = to
			}
		}
	}
	return fixed, nil
}
