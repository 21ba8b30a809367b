package publish

import (
	"encoding/json"
	"sync"

	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
)

// remembered is a value that its key determines: the one of an earlier build,
// or else what compute gives.
func remembered[T any](p *press, key []byte, compute func() (T, error)) (T, error) {
	var value T
	if parts, ok := p.o.Memory.Recall(key); ok && len(parts) == 1 && json.Unmarshal([]byte(parts[0]), &value) == nil {
		return value, nil
	}
	value, err := compute()
	if err != nil {
		return value, err
	}
	data, err := json.Marshal(value)
	if err != nil {
		return value, err
	}
	return value, p.o.Memory.Store(key, []string{string(data)})
}

// comparisons are those that were made, each once.
type comparisons struct {
	comparer *compare.Comparer
	mu       sync.Mutex
	made     map[[2]int]func() (*compare.Comparison, error)
}

func newComparisons() *comparisons {
	return &comparisons{comparer: compare.NewComparer(), made: map[[2]int]func() (*compare.Comparison, error){}}
}

// compare holds two versions together. It reads their texts: whoever needs no
// more than what was found asks for the step.
func (p *press) compare(from, to int) (*compare.Comparison, error) {
	x := p.compared
	x.mu.Lock()
	once := x.made[[2]int{from, to}]
	if once == nil {
		once = sync.OnceValues(func() (*compare.Comparison, error) {
			old, err := p.h.Versions[from].Document()
			if err != nil {
				return nil, err
			}
			new, err := p.h.Versions[to].Document()
			if err != nil {
				return nil, err
			}
			return x.comparer.Compare(old, new), nil
		})
		x.made[[2]int{from, to}] = once
	}
	x.mu.Unlock()
	return once()
}

// step is what was found when two versions were compared.
func (p *press) step(from, to int) (*changelog.Step, error) {
	a, b := p.h.Versions[from], p.h.Versions[to]
	class := string(b.Record.Class)
	key, err := json.Marshal([]any{"step", class, a.Outline.Title, b.Outline.Title, a.Outline.Digest, b.Outline.Digest})
	if err != nil {
		return nil, err
	}
	return remembered(p, key, func() (*changelog.Step, error) {
		c, err := p.compare(from, to)
		if err != nil {
			return nil, err
		}
		return changelog.StepOf(c, class), nil
	})
}

// steps are those from each version to the next.
func (p *press) steps() ([]*changelog.Step, error) {
	list := make([]*changelog.Step, len(p.h.Versions)-1)
	err := together(len(list), func(i int) (err error) {
		list[i], err = p.step(i, i+1)
		return err
	})
	return list, err
}
