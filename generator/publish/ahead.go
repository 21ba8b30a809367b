package publish

import (
	"errors"

	"policyarchive/generator/site"
	"policyarchive/generator/weave"
)

// Ahead are weaves that are read before it is known whether they will be needed,
// while histories are loaded. Each can be used once.
type Ahead map[string]func() (key string, w *weave.Weave) // by policy

// ReadAhead begins to read, of each policy, the weave that the last build left.
func ReadAhead(m *site.Memory, policies []string) Ahead {
	ahead := Ahead{}
	for _, name := range policies {
		type result struct {
			key   string
			weave *weave.Weave
		}
		done := make(chan result, 1)
		go func() {
			var r result
			if parts, ok := m.Recall(newestWeave(name)); ok && len(parts) == 1 {
				if files, ok := recalledWeave(m, []byte(parts[0])); ok {
					r = result{parts[0], readWeave(files)}
				}
			}
			done <- r
		}()
		ahead[name] = func() (string, *weave.Weave) {
			r := <-done
			return r.key, r.weave
		}
	}
	return ahead
}

// of is the weave of a policy, and the key under which it is remembered; "" if
// there is none.
func (a Ahead) of(policyName string) (key string, w *weave.Weave) {
	if read := a[policyName]; read != nil {
		return read()
	}
	return "", nil
}

// newestWeave is the key of the key of the weave that the last build left.
func newestWeave(policyName string) []byte { return []byte("newest weave " + policyName) }

// recalledWeave are the files of a weave that is remembered.
func recalledWeave(m *site.Memory, key []byte) ([]weave.File, bool) {
	parts, ok := m.Recall(key)
	if !ok || len(parts) < 2 || len(parts)%2 != 0 {
		return nil, false
	}
	var files []weave.File
	for i := 0; i < len(parts); i += 2 {
		files = append(files, weave.File{Name: parts[i], Data: []byte(parts[i+1])})
	}
	return files, true
}

// readWeave is the weave of its files; nil if it cannot be read.
func readWeave(files []weave.File) *weave.Weave {
	w, err := weave.Read(files[0].Data, func(name string) ([]byte, error) {
		for _, f := range files {
			if f.Name == name {
				return f.Data, nil
			}
		}
		return nil, errors.New("there is no such part")
	})
	if err != nil {
		return nil
	}
	return w
}
