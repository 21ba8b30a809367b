package pages

import (
	"cmp"

	"policyarchive/generator/history"
)

// digits is how many of a digest a citation has.
const digits = 12

// citation cites a version: whose policy it is, what the version's date means, and
// the beginning of the digest of its archived text. {place} and {address} stand for
// the section and the paragraph, which a script knows.
func (p *pageBuilder) citation(v *history.Version) string {
	version := p.versions[v.Index]
	return p.words.Say("citation", map[string]any{
		"organisation": cmp.Or(p.o.Config.Params.Organisation, p.o.Config.Title), "policy": p.apart(p.title(v)),
		"version": version.Name, "dates": p.words.List(known(p.words, &version, p.words.Date)...),
		"place": "{place}", "address": "{address}", "digest": v.Record.Text.SHA256[:digits],
	})
}
