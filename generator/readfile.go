package main

import (
	"path/filepath"

	"policyarchive/generator/folder"
	"policyarchive/generator/policy"
)

// readFile reads a text that may become a version, wherever it lies. The error
// wraps [*policy.Excess] if it is longer than a policy may be.
func readFile(name string) ([]byte, error) {
	at, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil, err
	}
	f, err := folder.New(filepath.Dir(at)).OpenFile(filepath.Base(at))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return policy.ReadUpTo(policy.MostBytes, name, f)
}
