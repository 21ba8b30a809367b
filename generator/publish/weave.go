package publish

import (
	"path"
)

// weaveFiles publishes the weave, from which the compare page makes the
// comparison of any two versions.
func (p *press) weaveFiles() error {
	files, err := p.weave.Files()
	if err != nil {
		return err
	}
	for _, f := range files {
		p.site.Files[path.Join(p.h.Policy, f.Name)] = f.Data
	}
	return nil
}

// paired are the pairs of versions whose comparison has a page, each from the
// older to the newer: neighbours, newest first; the others against the one in
// force; and, while versions are few, all others.
func (p *press) paired() (neighbours, current, others [][2]int) {
	last := len(p.h.Versions) - 1
	for i := last; i > 0; i-- {
		neighbours = append(neighbours, [2]int{i - 1, i})
	}
	now := -1
	if v := p.h.InForce(); v != nil {
		now = v.Index
		for i := now - 2; i >= max(0, now-p.o.Config.Params.CompareCurrent); i-- {
			current = append(current, [2]int{i, now})
		}
	}
	if last+1 > p.o.Config.Params.CompareAll {
		return neighbours, current, nil
	}
	for to := last; to >= 0; to-- {
		for from := to - 2; from >= 0; from-- {
			if to != now || from < now-p.o.Config.Params.CompareCurrent {
				others = append(others, [2]int{from, to})
			}
		}
	}
	return neighbours, current, others
}
