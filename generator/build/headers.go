package build

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"strings"

	"policyarchive/generator/pages"
	"policyarchive/generator/schema"
)

// Deploy says where and what for the site is published.
type Deploy struct {
	// BaseURL is the site's address, such as https://example.org/.
	BaseURL string
	// Preview is true for anything but the public site: search engines are
	// asked to leave it out.
	Preview bool
}

const (
	forever    = "public, max-age=31536000, immutable"
	revalidate = "public, max-age=0, must-revalidate"
)

// headers returns the _headers file of s, in the format of Netlify (which
// Cloudflare Pages reads too): https://docs.netlify.com/routing/headers/.
//
// Cloudflare Pages takes no more than a hundred rules. So a rule names no version,
// and a policy only where what is said of it is its own: what a page says of its
// neighbours stands in the page. What no rule names is sent with revalidate by both
// hosts of themselves.
//
// When several rules match, the last one's value of a header replaces the
// others, or is joined to them, depending on the host: so no two rules that
// can match one path give the same header.
func headers(s *schema.Site, d Deploy) []byte {
	var b bytes.Buffer
	rule := func(at string, headers ...string) {
		fmt.Fprintln(&b, "\n"+escapePath(at))
		for i := 0; i < len(headers); i += 2 {
			fmt.Fprintf(&b, "  %s: %s\n", headers[i], headers[i+1])
		}
	}
	const atom = "application/atom+xml; charset=utf-8"
	const calendar, json, markdown = "text/calendar; charset=utf-8", "application/json; charset=utf-8",
		"text/markdown; charset=utf-8"
	root := rootOf(d)
	b.WriteString("# Written by the generator; see generator/build/headers.go.\n")
	rule("/*", everywhere(d)...)
	rule(root+"assets/*", "Cache-Control", forever)
	rule(root+pages.SiteFeedFile, open(atom, revalidate)...)
	if s.LogURL != "" {
		const text = "text/plain; charset=utf-8"
		rule(root+pages.LogFile, open(text, revalidate)...)
		rule(root+pages.CheckpointFile, open(text, revalidate)...)
		rule(root+pages.PythonFile, open("text/x-python; charset=utf-8", revalidate)...)
		rule(root+pages.TileFiles, open("application/octet-stream", revalidate)...)
		rule(root+pages.StampFiles, open("application/octet-stream", revalidate)...)
		rule(root+":policy/archive/:version/"+pages.ProofFile, open(text, revalidate)...)
	}
	rule(root+":policy/changelog/atom.xml", open(atom, revalidate)...)
	rule(root+":policy/changelog/material.xml", open(atom, revalidate)...)
	rule(root+":policy/corrections/atom.xml", open(atom, revalidate)...)
	rule(root+":policy/sections/:section/atom.xml", open(atom, revalidate)...)
	rule(root+":policy/changelog/feed.json", open("application/feed+json; charset=utf-8", revalidate)...)
	rule(root+":policy/versions.json", open(json, revalidate)...)
	rule(root+":policy/timemap", open("application/link-format; charset=utf-8", revalidate)...)
	rule(root+":policy/upcoming.ics", open(calendar, revalidate)...)
	rule(root+":policy/weave.json", open(json, revalidate)...)
	rule(root+":policy/weave-parts/*", open(json, forever)...)
	rule(root+":policy/compare/:from/:to/redline.md", open(markdown, revalidate)...)
	rule(root+":policy/archive/:version/policy.md", open(markdown, forever)...)
	rule(root+":policy/archive/:version/policy.json", open(json, revalidate)...)
	rule(root+":policy/archive/:version/withdrawal.json", open(json, forever)...)
	rule(root+":policy/archive/:version/correction.json", open(json, forever)...)
	rule(root+":policy/archive/:version/redaction.json", open(json, forever)...)
	rule(root+":policy/archive/:version/version.json", open(json, forever)...)
	for _, name := range sortedKeys(s.Files) {
		if path.Dir(name) == "." && path.Ext(name) == ".json" {
			rule(root+name, open(json, revalidate)...)
		}
	}
	for _, p := range s.Policies {
		if p.ArchiveURL == "" {
			continue
		}
		rule(p.URL, "Link", links("version-history", p.ArchiveURL, "alternate", p.SourceURL, "timemap", p.URL+"timemap"))
		if !strings.HasPrefix(p.SourceURL, p.ArchiveURL) {
			rule(p.SourceURL, open(markdown, revalidate)...)
		}
	}
	return b.Bytes()
}

// rootOf is the path of the site's address, with a closing slash.
func rootOf(d Deploy) string {
	u, err := url.Parse(d.BaseURL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.Path
}

// contentSecurity is the Content-Security-Policy of every page. The pages need no
// frame, no font and nothing from elsewhere, and so are allowed none; a script of this
// site may run, and fetch files of this site. It stands in each page as well, for
// hosts that send no headers.
const contentSecurity = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src " +
	"'self'; base-uri 'none'; form-action 'self'"

// everywhere are the headers of every answer. That no page may frame another cannot
// be said in a page.
func everywhere(d Deploy) []string {
	headers := []string{
		"Content-Security-Policy", contentSecurity + "; frame-ancestors 'none'",
		"X-Content-Type-Options", "nosniff",
		"Referrer-Policy", "no-referrer",
		"Permissions-Policy", "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()",
		"Cross-Origin-Opener-Policy", "same-origin",
	}
	if strings.HasPrefix(d.BaseURL, "https://") && !d.Preview {
		headers = append(headers, "Strict-Transport-Security", "max-age=31536000")
	}
	if d.Preview {
		headers = append(headers, "X-Robots-Tag", "noindex")
	}
	return headers
}

// open are the headers of a file for machines, which any site may fetch.
func open(contentType, cache string) []string {
	return []string{"Content-Type", contentType, "Cache-Control", cache, "Access-Control-Allow-Origin", "*"}
}

// links returns one Link header (RFC 8288) for pairs of relation (RFC 5829)
// and URL, leaving out empty URLs. It is one line since of several Link lines
// Netlify keeps the last.
func links(pairs ...string) string {
	var all []string
	for i := 0; i < len(pairs); i += 2 {
		rel, to := pairs[i], pairs[i+1]
		if to == "" {
			continue
		}
		link := fmt.Sprintf("<%s>; rel=%q", escapePath(to), rel)
		switch rel {
		case "alternate":
			link += `; type="text/markdown"`
		case "timemap":
			link += `; type="application/link-format"`
		}
		all = append(all, link)
	}
	return strings.Join(all, ", ")
}

// escapePath writes a path as a browser sends it, leaving wildcards alone.
func escapePath(p string) string {
	escaped := (&url.URL{Path: p}).EscapedPath()
	return strings.ReplaceAll(escaped, "%2A", "*")
}
