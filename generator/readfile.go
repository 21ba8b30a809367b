package main

import (
	"path/filepath"

	"policyarchive/generator/capture"
	"policyarchive/generator/folder"
	"policyarchive/generator/policy"
)

// readText reads a text that is to become a version, wherever it lies.
func readText(name string) ([]byte, error) {
	return readUpTo(policy.MostBytes, folder.New(filepath.Dir(name)), filepath.Base(name), name)
}

// readCapture reads a capture, wherever it lies.
func readCapture(name string) ([]byte, error) {
	return readUpTo(capture.MostBytes, folder.New(filepath.Dir(name)), filepath.Base(name), name)
}

// readUpTo reads a plain file of a folder, and no more of it than most bytes; errors
// call it shown.
func readUpTo(most int, from folder.FS, name, shown string) ([]byte, error) {
	f, err := from.OpenFile(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return policy.ReadUpTo(most, shown, f)
}
