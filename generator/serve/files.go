package serve

import (
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"syscall"

	"policyarchive/generator/english"
)

// Listen opens an address to serve on, and says of the common reasons why it cannot
// what to do.
func Listen(address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	host, port, _ := net.SplitHostPort(address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("port %s of %s is in use: stop what serves there, or choose another with --port", port,
			host)
	case err != nil:
		return nil, fmt.Errorf("serve on %s: %w; choose another with --bind and --port", address, err)
	}
	return listener, nil
}

// Inputs are the files and folders of a site that a build depends on.
func Inputs(dir string) []string {
	var list []string
	for _, name := range []string{"content", "layouts", "static", "archive", "hugo.toml", "witnesses.txt"} {
		list = append(list, filepath.Join(dir, name))
	}
	return list
}

// Describe names changed files of a site, in a few words.
func Describe(dir string, paths []string) string {
	name := paths[0]
	if rel, err := filepath.Rel(dir, name); err == nil {
		name = rel
	}
	if len(paths) > 1 {
		return fmt.Sprintf("%s and %s", name, english.Count(len(paths)-1, "other file"))
	}
	return name
}
