package publish

import (
	"cmp"
	"sync"

	"policyarchive/generator/weave"
)

// ages are the ages of the words of versions, worked out when someone asks.
type ages struct {
	woven *woven
	known int        // a version of which they are remembered; -1 if there is none
	of    weave.Ages // of it
	keep  func() keeper
	late  func() (map[int]aged, error)
	all   func() (map[int]aged, error)
}

// aged is what is kept of the ages of a version's words: a pair of a text and
// its ages takes much memory, so of large texts no more than what is told of them.
type aged struct {
	of       weave.Ages
	standoff string
}

// keeper says what is kept of the ages of a version; nil if nothing is. It is
// asked about versions one after the other.
type keeper func(version int, of weave.Ages) (*aged, error)

// ages are those of the versions of which something is kept.
func (w *woven) ages(keep func() keeper) *ages {
	a := &ages{woven: w, known: len(w.prefixes) - 1, keep: keep}
	for ; a.known >= 0; a.known-- {
		var ok bool
		if a.of, ok = recalled[weave.Ages](w.memory, w.key("ages", a.known)); ok {
			break
		}
	}
	from := func(known int, of weave.Ages) func() (map[int]aged, error) {
		return sync.OnceValues(func() (map[int]aged, error) { return a.collect(known, of) })
	}
	a.late, a.all = from(a.known, a.of), from(-1, nil)
	return a
}

// at is what is kept of one version.
func (a *ages) at(version int) (aged, error) {
	switch {
	case version == a.known:
		kept, err := a.keep()(version, a.of)
		if kept == nil {
			return aged{}, err
		}
		return *kept, err
	case version > a.known:
		list, err := a.late()
		return list[version], err
	}
	list, err := a.all()
	return list[version], err
}

func (a *ages) collect(known int, of weave.Ages) (map[int]aged, error) {
	whole, err := a.woven.whole()
	if err != nil {
		return nil, err
	}
	list := map[int]aged{}
	last := len(a.woven.prefixes) - 1
	keep := a.keep()
	var failed error
	whole.EachAges(known, of, func(version int, of weave.Ages) {
		kept, err := keep(version, of)
		if kept != nil {
			list[version] = *kept
		}
		if err == nil && version == last && last != a.known && !whole.Versions[last].Withdrawn {
			err = store(a.woven.memory, a.woven.key("ages", last), of)
		}
		failed = cmp.Or(failed, err)
	})
	return list, failed
}
