package pages

import (
	"cmp"
	"runtime"

	"github.com/sourcegraph/conc/pool"

	"policyarchive/generator/render"
	"policyarchive/generator/schema"
	"policyarchive/generator/weave"
)

// ages say since when the passages of texts have stood: on a page of its own, or in a
// standoff (see standoff.go), by version.
type ages struct {
	pages     []*schema.Page
	standoffs []string // names of fragments
}

// describeAges describes the ages of each version while those of the next are worked
// out: all at once would take much memory.
func (p *pageBuilder) describeAges() (all ages, err error) {
	w, err := p.h.Woven(p.ctx)
	if err != nil {
		return all, err
	}
	all = ages{make([]*schema.Page, len(p.h.Versions)), make([]string, len(p.h.Versions))}
	standoffs := render.NewStandoffs()
	work := pool.New().WithErrors().WithFirstError().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	w.EachAges(func(version int, of weave.Ages) {
		doc := p.h.Versions[version].Doc
		switch {
		case err != nil:
		case p.ctx.Err() != nil:
			err = p.ctx.Err()
		case p.annotatedURL(version) != "":
			work.Go(func() (err error) {
				all.pages[version], err = p.annotatedPage(version, byBlock(doc, of))
				return err
			})
		case p.standsOff(version):
			age := func(born int) render.Age { return p.age(born, version) }
			text := standoffs.Of(doc, byBlock(doc, of), age, p.versionOptions(version))
			all.standoffs[version], err = p.store.PutAsIs(text)
		}
	})
	return all, cmp.Or(err, work.Wait())
}
