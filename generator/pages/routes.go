package pages

import (
	"context"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"policyarchive/generator/archive"
	"policyarchive/generator/config"
	"policyarchive/generator/weave"
)

// Routes is the table of the addresses of a site: of its pages, and of the
// files beside them. It is asked before anything is built, and says what the
// build will make.
type Routes struct {
	policies  map[string]func() *policyRoutes
	elsewhere func(path string) bool
}

// policyRoutes are the paths of one policy, from the site's root: those of pages
// end in a slash.
type policyRoutes struct {
	paths map[string]bool
	parts func() []string // names of the files that hold parts of the weave
}

// NewRoutes makes the table of a site whose policies have names. load gives the
// history of one; nil while it has no version: then it has the pages that a
// first version makes. elsewhere reports whether a file stands at a path, from
// the site's root, that comes from neither a policy nor the generator. Once ctx
// ends, the table is not whole.
func NewRoutes(ctx context.Context, names []string, load func(name string) *weave.History, c config.Site,
	elsewhere func(path string) bool) *Routes {
	r := &Routes{policies: map[string]func() *policyRoutes{}, elsewhere: elsewhere}
	for _, name := range names {
		r.policies[name] = sync.OnceValue(func() *policyRoutes { return routesOf(ctx, name, load(name), c) })
	}
	return r
}

// atRoot are the files that every site has at its root.
var atRoot = []string{"", "404.html", "robots.txt", "sitemap.xml", TransitionFile, SiteFeedFile, MementoFile,
	logFolder + "/", verifyFolder + "/", LogFile, CheckpointFile, PythonFile}

// asset is the name of a style sheet or a script, which changes with what is in it.
var asset = regexp.MustCompile(`^assets/[a-z]+(?:\.min)?\.[0-9a-f]{32}\.(?:js|css)$`)

// Has reports whether the site has a page or a file at a path from its root,
// without a slash before it. The page at privacy/ is at privacy and at
// privacy/index.html as well.
func (r *Routes) Has(at string) bool {
	if at == "index.html" || strings.HasSuffix(at, "/index.html") {
		at = strings.TrimSuffix(at, "index.html")
	}
	if slices.Contains(atRoot, at) || slices.Contains(logPages, at) || logTile.MatchString(at) ||
		logStamp.MatchString(at) || Asset(at) {
		return true
	}
	if p := r.policyAt(at); p != nil {
		if p.paths[at] || p.paths[at+"/"] && !strings.HasSuffix(at, "/") || isDayAddress(at) {
			return true
		}
		if strings.Contains(at, "/"+weave.PartsFolder+"/") {
			return slices.Contains(p.parts(), at)
		}
		return false
	}
	return r.elsewhere != nil && r.elsewhere(at)
}

// Own reports whether the generator alone answers for a path.
func (r *Routes) Own(at string) bool { return slices.Contains(atRoot, at) || r.policyAt(at) != nil }

// belowPolicies are the folders that a policy has below its own. No policy is
// called so: nobody would tell their addresses from one another.
var belowPolicies = []string{"annotated", "archive", "changelog", "compare", correctionsFolder, "draft", daysFolder,
	"sections", "side-by-side", "upcoming", weave.PartsFolder}

// Taken says why no policy can begin under a name, for the sake of what else the
// site has; "" if one can.
func (r *Routes) Taken(name string) string {
	switch {
	case slices.Contains(belowPolicies, name):
		return "every policy has a page of that name"
	case name == "assets" || Reserved(name) != "" || slices.Contains(atRoot, name+".html") || name == "index":
		return "the site has a page of its own there"
	case r.elsewhere != nil && hasPage(r.elsewhere, name):
		return "content/ or static/ has a page or a file there"
	}
	return ""
}

func (r *Routes) policyAt(at string) *policyRoutes {
	first, _, below := strings.Cut(at, "/")
	if !below {
		first = strings.TrimSuffix(first, ".md")
	}
	if p := r.policies[first]; p != nil {
		return p()
	}
	return nil
}

// The files of a policy that do not depend on its versions.
const (
	versionsFile = "versions.json"
	timeMapFile  = "timemap"
	weaveFile    = "weave.json"
	atomFile     = "changelog/atom.xml"
	jsonFeedFile = "changelog/feed.json"
	materialFile = "changelog/material.xml"
)

// Asset reports whether a file is a style sheet or a script of the site's look.
func Asset(name string) bool { return asset.MatchString(name) }

// Fetched reports whether scripts of the pages fetch a file, whose path from the site's
// root is given.
func Fetched(name string) bool {
	_, at, _ := strings.Cut(name, "/")
	folder, _, _ := strings.Cut(at, "/")
	return at == weaveFile || folder == weave.PartsFolder || folder == daysFolder || name == LogFile ||
		name == CheckpointFile
}

// SiteFeedFile is the feed of all policies, at the site's root.
const SiteFeedFile = "atom.xml"

func routesOf(ctx context.Context, name string, h *weave.History, c config.Site) *policyRoutes {
	r := &policyRoutes{paths: map[string]bool{name + ".md": true}, parts: func() []string { return nil }}
	page := func(parts ...string) { r.paths[path.Join(append([]string{name}, parts...)...)+"/"] = true }
	file := func(parts ...string) { r.paths[path.Join(append([]string{name}, parts...)...)] = true }
	for _, at := range [...]string{"", "archive", "changelog", "compare", correctionsFolder, daysFolder, "upcoming"} {
		page(at)
	}
	for _, at := range [...]string{versionsFile, timeMapFile, weaveFile, atomFile, jsonFeedFile, materialFile,
		correctionsFeedFile, "archive/" + archive.ManifestFile} {
		file(at)
	}
	if h == nil {
		return r
	}
	p := &pageBuilder{ctx: ctx, h: h, o: Options{Config: c}}
	p.nameSections()
	for line := range followed(h) {
		file(sectionFeedFile(p.slugs[line]))
	}
	for _, l := range h.Tracker.Lineages {
		if l.First < len(h.Versions) { // a working text may have been followed
			page("sections", p.slugs[l.ID])
		}
	}
	structured := structured(h, DefaultBounds.Structured)
	for i, v := range h.Versions {
		page("archive", v.Name.String())
		if structured[i] {
			file(textPath(v))
		}
		if at := p.annotatedPath(i); at != nil {
			page(at...)
		}
		for _, f := range p.publishedFiles(v) {
			file(f.at)
		}
		file("archive", v.Name.String(), ProofFile)
		if p.dated(i) {
			file(calendarFile)
		}
	}
	for _, v := range h.Redacted {
		page("archive", v.Name.String())
		for _, f := range p.publishedFiles(v) {
			file(f.at)
		}
		file("archive", v.Name.String(), ProofFile)
	}
	for _, t := range periods(h.History, DefaultBounds.Listed) {
		page("archive", t.name)
		page("changelog", t.name)
	}
	for _, t := range dayPeriods(h.Intervals(), DefaultBounds.Listed) {
		page(daysFolder, t.name)
	}
	if len(h.Versions) > 1 {
		page("compare", "pair")
		page("compare", "all")
	}
	pairs := p.paired()
	for _, k := range pairs.list() {
		place := p.comparePath(k[0], k[1])
		page(place...)
		file(append(place, redlineFile)...)
		if !p.large(k[1]) {
			page(append(place, "side-by-side")...)
		}
	}
	r.parts = sync.OnceValue(func() (list []string) {
		files, _ := h.Files(ctx)
		for _, f := range files {
			list = append(list, path.Join(name, f.Name))
		}
		return list
	})
	return r
}
