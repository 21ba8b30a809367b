package site

import "strings"

// Text is a fragment as a whole.
func (f *Fragments) Text(name string) string {
	parts, _ := f.get(name)
	return strings.Join(parts, "")
}
