package pages

import (
	"context"
	"fmt"
	"net/url"
	"sync"

	"policyarchive/generator/config"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// WorkingSite is a site as it will be with the working texts of its policies.
type WorkingSite struct {
	Routes *Routes
	links  *link.Site
}

// NewWorkingSite is the site of the policies with names. load gives the history of one,
// nil while it has no version; text gives its working text, nil if it has none.
// elsewhere is as for [NewRoutes]. A base URL that is none is an error.
func NewWorkingSite(ctx context.Context, names []string, load func(name string) *weave.History,
	text func(name string) *policy.Document,
	c config.Site, elsewhere func(path string) bool) (*WorkingSite, error) {
	root, err := url.Parse(c.BaseURL)
	if err != nil {
		return nil, fmt.Errorf("read the site's address: %w", err)
	}
	if root.Path == "" {
		root.Path = "/"
	}
	w := &WorkingSite{Routes: NewRoutes(ctx, names, load, c, elsewhere)}
	policies := map[string]func() *link.Policy{}
	for _, name := range names {
		policies[name] = sync.OnceValue(func() *link.Policy { return workingLinks(load(name), text(name)) })
	}
	w.links = &link.Site{Root: root, Has: w.Routes.Has, Policy: func(name string) *link.Policy {
		if p := policies[name]; p != nil {
			return p()
		}
		return nil
	}}
	return w, nil
}

// Origin is where the working text of a policy will be published.
func (w *WorkingSite) Origin(policyName string) link.Origin {
	return link.Origin{Base: &url.URL{Path: w.links.Root.Path + policyName + "/"}, Site: w.links}
}

// workingLinks are the places on the page of a policy: those of its text in force,
// and of its working text, which may follow with the same change. Both may be nil.
func workingLinks(h *weave.History, doc *policy.Document) *link.Policy {
	p := &link.Policy{}
	if h != nil {
		p = PolicyLinks(h.History, nil)
	}
	if doc == nil {
		return p
	}
	places, published := doc.Places(), p.Published
	p.Published = func(fragment string) (string, bool) {
		if published != nil {
			if anchor, ok := published(fragment); ok {
				return anchor, true
			}
		}
		at := places.Find(fragment)
		return places.Anchor(at), at.Known
	}
	return p
}
