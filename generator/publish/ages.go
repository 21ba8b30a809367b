package publish

import (
	"cmp"

	"policyarchive/generator/render"
	"policyarchive/generator/weave"
)

// aged is what is kept of the ages of a version's words: a pair of a text and
// its ages takes much memory, so of large texts no more than what is told of them.
type aged struct {
	of       weave.Ages
	standoff string // see standoff.go
}

// allAges are the ages of the versions of which something is told, by version.
func (p *pageBuilder) allAges() (map[int]aged, error) {
	w, err := p.h.woven(p.ctx)
	if err != nil {
		return nil, err
	}
	list, standoffs := map[int]aged{}, render.NewStandoffs()
	w.EachAges(func(version int, of weave.Ages) {
		switch {
		case p.ctx.Err() != nil:
			err = cmp.Or(err, p.ctx.Err())
		case p.annotatedURL(version) != "":
			list[version] = aged{of: of}
		case p.standsOff(version):
			doc := p.h.Versions[version].Doc
			told := func(born int) render.Age { return p.age(born, version) }
			list[version] = aged{standoff: standoffs.Of(doc, byBlock(doc, of), told, p.versionOptions(version))}
		}
	})
	return list, err
}
