package publish

import (
	"encoding/json"
	"fmt"

	"policyarchive/generator/changelog"
	"policyarchive/generator/site"
)

// remembered is a value that its key determines: the one of an earlier build,
// or else what compute gives.
func remembered[T any](p *press, key []byte, compute func() (T, error)) (T, error) {
	if value, ok := recalled[T](p.o.Memory, key); ok {
		return value, nil
	}
	value, err := compute()
	if err != nil {
		return value, err
	}
	return value, store(p.o.Memory, key, value)
}

// recalled is a value that store kept.
func recalled[T any](m *site.Memory, key []byte) (value T, ok bool) {
	parts, ok := m.Recall(key)
	ok = ok && len(parts) == 1 && json.Unmarshal([]byte(parts[0]), &value) == nil
	return value, ok
}

// store keeps a value as JSON.
func store[T any](m *site.Memory, key []byte, value T) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return m.Store(key, []string{string(data)})
}

// step is what was found when two versions were compared.
func (p *press) step(from, to int) (*changelog.Step, error) {
	class := string(p.h.Versions[to].Record.Class)
	key := fmt.Appendf(nil, "step 2 %q %d %x", class, from, p.woven.prefix(to))
	return remembered(p, key, func() (*changelog.Step, error) {
		c, err := p.woven.between(from, to)
		if err != nil {
			return nil, err
		}
		return changelog.StepOf(c, class), nil
	})
}

// steps are, for each version, the one from the version that it followed; nil
// where it followed none.
func (p *press) steps() ([]*changelog.Step, error) {
	list := make([]*changelog.Step, len(p.h.Versions))
	err := together(p.ctx, len(list), func(i int) (err error) {
		if previous := p.h.Versions[i].Previous; previous != nil {
			list[i], err = p.step(previous.Index, i)
		}
		return err
	})
	return list, err
}
