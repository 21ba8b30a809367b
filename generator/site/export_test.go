package site

import "strings"

// Text is a fragment as a whole.
func (f *Fragments) Text(name string) string { return strings.Join(f.get(name), "") }
