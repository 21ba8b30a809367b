package importer

import (
	"fmt"
	"slices"

	"policyarchive/generator/archive"
)

// Batches are ended by the number of versions or of bytes in them. Each costs
// a check of the policy's versions that are there, so that they grow with these.
const (
	batchVersions = 64
	batchBytes    = 32 << 20
)

// Write archives the new versions in batches. It returns those that are
// archived, also together with an error. done, if not nil, is told after each
// batch how many are.
func (p *Plan) Write(dir string, done func(versions int)) ([]*archive.Version, error) {
	known := names(p.opened.Versions(p.options.Policy))
	rest := p.Fresh()
	var all []*archive.Version
	for len(rest) > 0 {
		n := len(rest)
		if !p.options.AtOnce {
			n = batch(rest, len(known))
		}
		added, err := archive.Update(dir, func(now *archive.Archive) ([]archive.Addition, error) {
			if got := names(now.Versions(p.options.Policy)); !same(got, known) {
				return nil, fmt.Errorf("the archive of %s was changed meanwhile: run the import again", p.options.Policy)
			}
			return additions(rest[:n]), nil
		})
		all = append(all, added...)
		if err != nil {
			return all, err
		}
		known = append(known, names(added)...)
		rest = rest[n:]
		if done != nil {
			done(len(all))
		}
	}
	return all, nil
}

// batch is how many items the next batch takes.
func batch(items []*Item, there int) int {
	bytes := 0
	for n, item := range items {
		if n >= max(batchVersions, there/4) || bytes > batchBytes && n > there/4 {
			return n
		}
		bytes += len(item.text) + len(item.Data)
	}
	return len(items)
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
