package importer

import (
	"context"
	"fmt"
	"slices"
	"time"

	"policyarchive/generator/archive"
)

// Write archives the new versions, all of them or none, and returns them: see
// [archive.Update], also for what becomes of ctx.
func (p *Plan) Write(ctx context.Context, dir string) ([]*archive.Version, error) {
	fresh := p.Fresh()
	if len(fresh) == 0 {
		return nil, nil
	}
	known := names(p.opened.Versions(p.options.Policy))
	day := p.options.Now.Format(time.DateOnly)
	return archive.Update(ctx, dir, day, func(now *archive.Archive) ([]archive.Addition, error) {
		if got := names(now.Versions(p.options.Policy)); !same(got, known) {
			return nil, fmt.Errorf("the archive of %s was changed meanwhile: run the import again", p.options.Policy)
		}
		return additions(fresh), nil
	})
}

func additions(items []*Item) []archive.Addition {
	list := make([]archive.Addition, len(items))
	for i, item := range items {
		record := item.Record
		record.Version = archive.Name{Date: item.Name.Date, Ordinal: 1}
		list[i] = archive.Addition{Record: record, Text: item.text, Capture: item.Data, CaptureName: item.Capture.Name}
	}
	return list
}

func names(versions []*archive.Version) []archive.Name {
	list := make([]archive.Name, len(versions))
	for i, v := range versions {
		list[i] = v.Name
	}
	return list
}

// same reports whether two lists hold the same names.
func same(a, b []archive.Name) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.SortFunc(a, archive.Name.Compare)
	slices.SortFunc(b, archive.Name.Compare)
	return slices.Equal(a, b)
}
