package main

import (
	"os"
	"path"
	"path/filepath"
	"strings"

	"policyarchive/generator/check"
)

// siteMap knows which pages the site has, for links that stay in it.
type siteMap struct{ loader *loader }

// Path is the path of an absolute address of the site.
func (s *siteMap) Path(address string) (string, bool) {
	rest, ok := strings.CutPrefix(address, s.loader.config.BaseURL)
	if !ok {
		return "", false
	}
	rest, _, _ = strings.Cut(rest, "#")
	rest, _, _ = strings.Cut(rest, "?")
	return "/" + rest, true
}

// Page looks a path up among the pages that a build makes and the files that
// are published as they are.
func (s *siteMap) Page(p string) check.Page {
	if base := s.loader.config.BasePath(); base != "/" {
		p = "/" + strings.TrimPrefix(p, base)
	}
	clean := strings.TrimPrefix(path.Clean("/"+p), "/")
	first, rest, _ := strings.Cut(clean, "/")
	for _, name := range s.loader.policyNames() {
		if first == name {
			return s.policyPage(name, rest)
		}
		if clean == name+".md" {
			return check.Page{Exists: true, Own: true}
		}
	}
	switch clean {
	case "", "index.html", "sitemap.xml", "robots.txt", "404.html":
		return check.Page{Exists: true, Own: true}
	}
	for _, file := range []string{filepath.Join("static", clean), filepath.Join("content", clean+".md"), filepath.Join("content", clean, "index.md"), filepath.Join("content", clean, "_index.md")} {
		if _, err := os.Stat(filepath.Join(s.loader.app.source, file)); err == nil {
			return check.Page{Exists: true}
		}
	}
	return check.Page{}
}

// policyPage looks up a page below that of a policy.
func (s *siteMap) policyPage(name, rest string) check.Page {
	page := check.Page{Own: true}
	h, err := s.loader.load(name)
	parts := strings.Split(strings.TrimSuffix(rest, "/index.html"), "/")
	switch parts[0] {
	case "", "index.html":
		page.Exists, page.Policy = true, name
		if h != nil {
			page.Tracker = h.Tracker
		}
		return page
	}
	if err != nil || h == nil {
		return page
	}
	version := func(i int) bool { return i < len(parts) && h.Find(parts[i]) != nil }
	switch parts[0] {
	case "sections":
		page.Exists = len(parts) == 1 || len(parts) == 2 && h.Tracker.Line(parts[1]) != nil
	case "archive":
		page.Exists = len(parts) == 1 || version(1) && len(parts) <= 3
	case "compare":
		page.Exists = len(parts) == 1 || len(parts) == 3 && version(1) && version(2)
	case "changelog", "annotated", "upcoming", "versions.json", "weave.json", "timemap":
		page.Exists = true
	}
	return page
}
