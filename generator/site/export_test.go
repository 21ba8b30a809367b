package site

import "strings"

// Save stores what Write stores of the fragments.
func (f *Fragments) Save() error { return f.sweep() }

// Text is a stored fragment as a whole.
func (f *Fragments) Text(name string) (string, error) {
	parts, err := f.read(name)
	return strings.Join(parts, ""), err
}
