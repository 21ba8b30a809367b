package build

import "strings"

// Text is a fragment as a whole.
func (s *Store) Text(name string) string {
	var b strings.Builder
	list, _ := s.get(name)
	for _, at := range list {
		text, err := s.spool.get(at)
		if err != nil {
			panic(err)
		}
		b.WriteString(text)
	}
	return b.String()
}

// UseFile lets a store keep everything in its file.
func (s *Store) UseFile() { s.spool.room = 0 }
