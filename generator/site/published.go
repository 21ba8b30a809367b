package site

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
)

// published remembers, for each destination, what was put there: the next
// build takes over what need not change. A file counts as the one that was put
// there while it has the same size and the same time of modification.
type published map[string]publication

// publication is what was published at one destination.
type publication struct {
	BaseURL string               `json:"baseURL"`
	Files   map[string]fileStamp `json:"files"` // by slash path below the destination
}

// fileStamp identifies a published file.
type fileStamp struct {
	Key      string `json:"key"`
	Size     int64  `json:"size"`
	Modified int64  `json:"modified"` // Unix time in nanoseconds
}

func publishedFile(dir string) string { return filepath.Join(dir, buildDir, "published.json") }

// readPublished returns what is remembered; nothing if that cannot be read.
func readPublished(dir string) published {
	p := published{}
	if data, err := os.ReadFile(publishedFile(dir)); err == nil && json.Unmarshal(data, &p) != nil {
		return published{}
	}
	return p
}

// save remembers, and forgets destinations that are gone.
func (p published) save(dir string) error {
	for dest := range p {
		if _, err := os.Stat(dest); err != nil {
			delete(p, dest)
		}
	}
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return writeFile(publishedFile(dir), data)
}

// has reports whether a file with a key still stands in a destination.
func (p publication) has(dest, name, key string) bool {
	return p.Files[name].Key == key && p.stands(dest, name)
}

// stands reports whether a file, whatever its key, is still the one that was
// put into a destination.
func (p publication) stands(dest, name string) bool {
	stamp, ok := p.Files[name]
	if !ok {
		return false
	}
	info, err := os.Lstat(filepath.Join(dest, filepath.FromSlash(name)))
	return err == nil && info.Mode().IsRegular() && stamp.is(info)
}

func (s fileStamp) is(info fs.FileInfo) bool {
	return info.Size() == s.Size && info.ModTime().UnixNano() == s.Modified
}

// stampOf is the stamp of a file that was just put in place.
func stampOf(file, key string) (fileStamp, error) {
	info, err := os.Lstat(file)
	if err != nil {
		return fileStamp{}, err
	}
	return fileStamp{key, info.Size(), info.ModTime().UnixNano()}, nil
}
