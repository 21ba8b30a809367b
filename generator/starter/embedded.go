package starter

import (
	"embed"
	"io/fs"
)

// files are copies of those files of this repository that a new site gets: go:embed
// takes only what lies below a package. A test holds them equal, and copies them anew.
//
//go:embed all:files
var files embed.FS

// Files are what a new site is made of, under the names of a site.
func Files() fs.FS {
	below, err := fs.Sub(files, "files")
	if err != nil {
		panic(err) // the name is a constant
	}
	return named{below}
}

// named finds go.mod and go.sum, which have another name among the copies: a folder
// with a go.mod is a module of its own, and embedded by nobody.
type named struct{ fs.FS }

func (n named) Open(name string) (fs.File, error) {
	if name == "go.mod" || name == "go.sum" {
		name += ".txt"
	}
	return n.FS.Open(name)
}
