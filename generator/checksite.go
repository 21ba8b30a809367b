package main

import (
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"policyarchive/generator/history"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/publish"
)

// elsewhere reports whether a page or a file at a path of the site comes from
// neither a policy nor the generator: it is made of a text in content/, or stands in
// static/.
func (a *app) elsewhere(at string) bool {
	page := strings.TrimSuffix(strings.TrimSuffix(at, "index.html"), "/")
	if page == "" || !filepath.IsLocal(filepath.FromSlash(at)) {
		return false
	}
	isFile := func(parts ...string) bool { return a.files().IsFile(path.Join(parts...)) }
	if !strings.HasSuffix(at, "/") && isFile("static", at) || isFile("static", page, "index.html") {
		return true
	}
	return isFile("content", page+".md") || isFile("content", page, "index.md") || isFile("content", page, "_index.md")
}

// routes are those of the site as it will be with the working texts.
func (l *loader) routes() *publish.Routes {
	if l.table == nil {
		l.table = publish.NewRoutes(l.ctx, l.policyNames(), l.history, l.config, l.app.elsewhere)
	}
	return l.table
}

// history is the history of a policy; nil if it has none that can be read, which
// its own check reports.
func (l *loader) history(name string) *history.History {
	h, _ := l.load(name)
	return h
}

// origin is where a working text will be published.
func (l *loader) origin(policyName string) (link.Origin, error) {
	root, err := url.Parse(l.config.BaseURL)
	if err != nil {
		return link.Origin{}, err
	}
	if root.Path == "" {
		root.Path = "/"
	}
	names := map[string]bool{}
	for _, name := range l.policyNames() {
		names[name] = true
	}
	s := &link.Site{Root: root, Has: l.routes().Has, Policy: func(name string) *link.Policy {
		if !names[name] {
			return nil
		}
		return l.links(name)
	}}
	return link.Origin{Base: &url.URL{Path: root.Path + policyName + "/"}, Site: s}, nil
}

// links are the places on the page of a policy: those of its text in force,
// and of its working text, which may follow with the same change.
func (l *loader) links(name string) *link.Policy {
	if p := l.linked[name]; p != nil {
		return p
	}
	p := &link.Policy{}
	if h := l.history(name); h != nil {
		p = publish.PolicyLinks(h, nil)
	}
	if doc := l.workingText(name); doc != nil {
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
	}
	l.linked[name] = p
	return p
}

// workingText is that of a policy; nil if it has none that can become a version.
func (l *loader) workingText(name string) *policy.Document {
	source, err := l.app.readDraft(name)
	if err != nil {
		return nil
	}
	doc, err := policy.ParseWithin(name, source)
	if err != nil {
		return nil
	}
	return doc
}
