package publish

import (
	"sync"

	"policyarchive/generator/weave"
)

// ages are the ages of the words of versions, worked out when someone asks.
type ages struct {
	woven *woven
	known int        // a version of which they are remembered; -1 if there is none
	of    weave.Ages // of it
	late  func() (map[int]weave.Ages, error)
	all   func() (map[int]weave.Ages, error)
}

// ages are those of the versions for which wanted says so.
func (w *woven) ages(wanted func(version int) bool) *ages {
	a := &ages{woven: w, known: len(w.prefixes) - 1}
	for ; a.known >= 0; a.known-- {
		var ok bool
		if a.of, ok = recalled[weave.Ages](w.memory, w.key("ages", a.known)); ok {
			break
		}
	}
	from := func(known int, of weave.Ages) func() (map[int]weave.Ages, error) {
		return sync.OnceValues(func() (map[int]weave.Ages, error) { return a.collect(known, of, wanted) })
	}
	a.late, a.all = from(a.known, a.of), from(-1, nil)
	return a
}

// at are the ages of one version's words.
func (a *ages) at(version int) (weave.Ages, error) {
	switch {
	case version == a.known:
		return a.of, nil
	case version > a.known:
		list, err := a.late()
		return list[version], err
	}
	list, err := a.all()
	return list[version], err
}

func (a *ages) collect(known int, of weave.Ages, wanted func(version int) bool) (map[int]weave.Ages, error) {
	whole, err := a.woven.whole()
	if err != nil {
		return nil, err
	}
	list := map[int]weave.Ages{}
	last := len(a.woven.prefixes) - 1
	whole.EachAges(known, of, func(version int, of weave.Ages) {
		if wanted(version) {
			list[version] = of
		}
		if version == last && last != a.known && !whole.Versions[last].Withdrawn {
			err = store(a.woven.memory, a.woven.key("ages", last), of)
		}
	})
	return list, err
}
