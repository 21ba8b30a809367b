package pages

import (
	"path"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/history"
)

// url is the address of a page or file below the policy.
func (p *pageBuilder) url(parts ...string) string {
	return p.root + p.path(parts...) + "/"
}

// path is a page's path below the site's root.
func (p *pageBuilder) path(parts ...string) string {
	return path.Join(append([]string{"/", p.h.Policy}, parts...)...)
}

// historyURL is the page of a section; "" if it stands in a draft alone.
func (p *pageBuilder) historyURL(line int) string {
	if p.slugs[line] == "" {
		return ""
	}
	return p.url("sections", p.slugs[line])
}

func (p *pageBuilder) absolute(sitePath string) string {
	return strings.TrimSuffix(p.o.BaseURL, "/") + strings.TrimPrefix(sitePath, p.root)
}

// VersionAddress is the address, for ever, of a version on the site at an address.
func VersionAddress(baseURL string, v *archive.Version) string {
	return strings.TrimSuffix(baseURL, "/") + path.Join("/", v.Policy, "archive", v.Name.String()) + "/"
}

// stepURL is the address of the comparison of a version with the one it
// followed; it followed one.
func (p *pageBuilder) stepURL(version int) string { return p.compareURL(p.before(version), version) }

func (p *pageBuilder) compareURL(from, to int) string { return p.url(p.comparePath(from, to)...) }

// comparePath is the place of a comparison below the policy. A neighbour's has
// both names for ever.
func (p *pageBuilder) comparePath(from, to int) []string {
	name := p.h.Versions[to].Name.String()
	if !p.adjacent(from, to) && p.h.Versions[to].State == history.InForce {
		name = inForceName
	}
	return []string{"compare", p.h.Versions[from].Name.String(), name}
}

// inForceName stands for the version in force in the address of a comparison
// with it, which so stays when another version comes: nothing that leads there
// need change.
const inForceName = "current"

// annotatedURL is the address of a version's annotated text; "" if it has none:
// of the first version nothing is known but that it was there, and a second copy
// of very long texts is made once, of the one in force. The others have a standoff.
func (p *pageBuilder) annotatedURL(version int) string {
	if place := p.annotatedPath(version); place != nil {
		return p.url(place...)
	}
	return ""
}

// annotatedPath is the place of a version's annotated text below the policy; nil
// if it has none.
func (p *pageBuilder) annotatedPath(version int) []string {
	v := p.h.Versions[version]
	switch {
	case p.before(version) < 0:
		return nil
	case v == p.h.Current():
		return []string{"annotated"}
	case p.large(version):
		return nil
	}
	return []string{"archive", v.Name.String(), "annotated"}
}
