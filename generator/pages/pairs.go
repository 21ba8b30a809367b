package pages

import (
	"slices"

	"policyarchive/generator/changelog"
	"policyarchive/generator/schema"
)

// pairs are the pairs of versions whose comparison has a page, each from the
// older to the newer.
type pairs struct {
	neighbours [][2]int // newest first
	current    [][2]int // others against the one in force
	others     [][2]int // while versions are few, all that are left
	all        []comparison
}

// list are all pairs.
func (p *pairs) list() [][2]int { return slices.Concat(p.neighbours, p.current, p.others) }

// pair finds the pairs of versions whose comparison has a page, and what was
// found in each, so that all pages can lead there.
func (p *pageBuilder) pair() error {
	p.compared = map[[2]int]schema.CompareLink{}
	p.pairs = p.paired()
	all := &p.pairs.all
	for _, k := range p.pairs.list() {
		*all = append(*all, comparison{from: k[0], to: k[1], columns: !p.large(k[1])})
	}
	err := together(p.ctx, len(*all), func(n int) (err error) {
		if k := &(*all)[n]; k.from == p.before(k.to) {
			k.step = p.entries[k.to].Step
		} else {
			k.step, err = p.step(k.from, k.to)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, k := range *all {
		p.link(k.from, k.to, k.step)
	}
	return nil
}

func (p *pageBuilder) paired() (all pairs) {
	last := len(p.h.Versions) - 1
	for i := last; i > 0; i-- {
		before := p.before(i)
		if before >= 0 {
			all.neighbours = append(all.neighbours, [2]int{before, i})
		}
		for from := before + 1; from < i; from++ { // since withdrawn
			all.others = append(all.others, [2]int{from, i})
		}
	}
	now, compared := -1, map[int]bool{}
	if v := p.h.InForce(); v != nil {
		now = v.Index
		for _, i := range p.comparedWithCurrent(now) {
			compared[i] = true
			if !p.adjacent(i, now) {
				all.current = append(all.current, [2]int{i, now})
			}
		}
	}
	if last+1 > p.o.Config.Params.CompareAll {
		return all
	}
	for to := last; to >= 0; to-- {
		for from := to - 1; from >= 0; from-- {
			if !p.adjacent(from, to) && (to != now || !compared[from]) {
				all.others = append(all.others, [2]int{from, to})
			}
		}
	}
	return all
}

// manyBytes is the size of a text above which a comparison does not repeat its
// unchanged sections: no one wants to load them with every change.
const manyBytes = 96 << 10

// large reports whether a version's text is.
func (p *pageBuilder) large(version int) bool {
	return p.h.Versions[version].Record.Text.Bytes > manyBytes
}

// comparedWithCurrent are the versions before the one in force that are compared with it,
// newest first. Every new version makes all these pages anew. Large texts have as
// many fewer as they are larger, so that the work has a bound: the newest few, and
// the last of each of as many years before. Who reads without scripts finds what
// changed lately, and over the years. To tell that takes several times as long,
// for nearly all has changed: hence the quarter.
func (p *pageBuilder) comparedWithCurrent(current int) []int {
	most, newest := p.o.Config.Params.CompareCurrent, p.o.Config.Params.CompareCurrent
	if p.large(current) {
		most = int(int64(most) * manyBytes / p.h.Versions[current].Record.Text.Bytes / 4)
		newest = most / 2
	}
	var list []int
	year := ""
	for i := current - 1; i >= 0 && len(list) < most; i-- {
		v := p.h.Versions[i]
		last := v.Starts()[:len("2006")] != year && v.Withdrawal == nil
		if last {
			year = v.Starts()[:len("2006")]
		}
		if last || current-i <= newest {
			list = append(list, i)
		}
	}
	return list
}

func (p *pageBuilder) link(from, to int, s *changelog.Step) {
	p.compared[[2]int{from, to}] = schema.CompareLink{From: p.versions[from], To: p.versions[to],
		URL: p.compareURL(from, to), Verdict: p.verdict(s.Verdict)}
}

// compareCurrentURL leads to the comparison of a version with the text in force: to
// its page or, if it has none, to where any two are compared; "" if no text in force
// comes after it.
func (p *pageBuilder) compareCurrentURL(version int) string {
	inForce := p.h.InForce()
	if inForce == nil || inForce.Index <= version {
		return ""
	}
	if l := p.linkOf(version, inForce.Index); l != nil {
		return l.URL
	}
	return p.policy.CompareURL + "?from=" + p.h.Versions[version].Name.String() + "&to=" + inForceName
}

// linkOf leads to a comparison that has a page; nil if it has none.
func (p *pageBuilder) linkOf(from, to int) *schema.CompareLink {
	if l, ok := p.compared[[2]int{from, to}]; ok {
		return &l
	}
	return nil
}
