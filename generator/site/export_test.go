package site

import "errors"

import "strings"

// Save stores what Write stores of the fragments.
func (f *Fragments) Save() error { return errors.Join(f.sweep(), f.save()) }

// Text is a stored fragment as a whole.
func (f *Fragments) Text(name string) (string, error) {
	parts, err := f.read(name)
	return strings.Join(parts, ""), err
}
