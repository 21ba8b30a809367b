// Package link tells where the links of a text lead: the one answer for pages,
// feeds, redlines, page scripts, and the rules of check.
//
// A relative address counts against the one at which its text was published. For
// a text of this site that is the page of its policy, whatever page shows it: a
// link means the same on the page of a version, in a comparison, and in a feed.
// An address of the site may be written from its root (/terms/), whether the
// site has a folder of its own on its host or not, and as the file that a text
// stands in (../terms/policy.md).
package link

import (
	"net/url"
	"path"
	"strings"

	"policyarchive/generator/policy"
)

// Site is what the texts of a site can lead to.
type Site struct {
	// Root is the address of the site, with a closing slash. It may lack a host:
	// then the addresses of its pages do.
	Root *url.URL
	// Policy finds a policy by its name; nil for one that the site does not have.
	Policy func(name string) *Policy
	// Has reports whether the site has a page or a file at a path below its
	// root: "terms/", "robots.txt".
	Has func(path string) bool
}

// Policy is a policy to which texts of the site lead.
type Policy struct {
	// Places are those of its text in force; nil if that is not known.
	Places *policy.Places
	// Published finds the anchor to which one that was ever published leads on
	// the policy's page; nil if nothing but the text is known.
	Published func(fragment string) (anchor string, ok bool)
}

// Anchor is the anchor to which a fragment leads on the policy's page; false if
// to none.
func (p *Policy) Anchor(fragment string) (anchor string, ok bool) {
	if p.Places != nil {
		if at := p.Places.Find(fragment); at.Known {
			return p.Places.Anchor(at), true
		}
	}
	if p.Published != nil {
		if anchor, ok := p.Published(fragment); ok {
			return anchor, true
		}
		if plain, err := url.PathUnescape(fragment); err == nil {
			return p.Published(plain)
		}
	}
	return "", false
}

// Origin says where a text was published.
type Origin struct {
	// Base is the address of its page; nil if unknown.
	Base *url.URL
	// Site is the site that it was written for; nil if it was published elsewhere.
	Site *Site
	// Adrift says that the text comes from a place that nobody knows: its
	// relative addresses lead nowhere, and are not made links.
	Adrift bool
}

// Address is where a link leads.
type Address struct {
	// URL is what a page links to; "" if it must not.
	URL string
	// Inside tells that it leads into the site: to Path, from its root and
	// without a slash before it.
	Inside bool
	Path   string
	// Policy is the policy whose page it leads to, and Fragment the place there,
	// as the source has it; Lost tells that the policy has no such place.
	Policy   string
	Fragment string
	Lost     bool
}

// Fragment is the part of an address that leads to an anchor. A percent sign would begin
// an encoded character there, and is encoded itself.
func Fragment(anchor string) string { return "#" + strings.ReplaceAll(anchor, "%", "%25") }

// Resolve tells where an address leads that is not within the text itself.
func (o Origin) Resolve(target string) Address {
	u, fault := policy.Address(target)
	if fault != "" {
		return Address{}
	}
	whole := u.Host != ""
	if o.Base != nil {
		u = o.Base.ResolveReference(u)
	}
	if u.Scheme == "" && u.Host == "" && o.Adrift {
		return Address{}
	}
	if o.Site != nil {
		if a, ok := o.Site.inside(u, whole); ok {
			return a
		}
	}
	return Address{URL: u.String()}
}

// inside is an address of the site; false if it is another's. One that was
// written without its host counts from the root of the site as well.
func (s *Site) inside(u *url.URL, whole bool) (Address, bool) {
	switch u.Scheme {
	case "", "http", "https":
	default:
		return Address{}, false
	}
	if u.Host != "" && !strings.EqualFold(u.Host, s.Root.Host) {
		return Address{}, false
	}
	at, ok := strings.CutPrefix(u.Path, s.Root.Path)
	if !ok {
		if u.Path == strings.TrimSuffix(s.Root.Path, "/") {
			at = ""
		} else if at = strings.TrimPrefix(u.Path, "/"); whole || !s.has(at) {
			return Address{}, false // of another site on the host
		}
	}
	a := Address{Inside: true, Path: at, Fragment: fragmentOf(u)}
	if name, ok := s.policyAt(at); ok {
		a.Policy, a.Path = name, name+"/"
	}
	to := *u
	to.Path, to.RawPath = s.Root.Path+a.Path, ""
	if a.Policy != "" && a.Fragment != "" {
		anchor, ok := s.Policy(a.Policy).Anchor(a.Fragment)
		if a.Lost = !ok; a.Lost {
			anchor = ""
		}
		to.Fragment, to.RawFragment = anchor, ""
	}
	a.URL = to.String()
	return a, true
}

func fragmentOf(u *url.URL) string {
	if u.RawFragment != "" {
		return u.RawFragment
	}
	return u.Fragment
}

func (s *Site) has(at string) bool {
	if _, ok := s.policyAt(at); ok {
		return true
	}
	return s.Has != nil && s.Has(at)
}

// policyAt is the policy whose page is at a path: terms/, terms/index.html, and
// the files of its text, as they lie in the repository.
func (s *Site) policyAt(at string) (string, bool) {
	clean := strings.TrimPrefix(path.Clean("/"+at), "/")
	if rest, ok := strings.CutPrefix(clean, "content/"); ok && strings.HasSuffix(rest, "/policy.md") {
		clean = rest
	}
	name, file, _ := strings.Cut(clean, "/")
	if file != "" && strings.HasSuffix(at, "/") {
		return "", false
	}
	switch file {
	case "", "index.html", "policy.md":
		if name != "" && s.Policy != nil && s.Policy(name) != nil {
			return name, true
		}
	}
	return "", false
}
