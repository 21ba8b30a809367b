package build

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"policyarchive/generator/folder"
	"policyarchive/generator/hugo"
	"policyarchive/generator/plainjson"
)

// mostPageData is how many bytes a file with what pages show has, unless a single
// page shows more. One file a page takes longer to write and to find than to read,
// and one of all pages would take Hugo several times its size in memory.
const mostPageData = 256 << 10

// writeForHugo writes below .build what all Hugos need to make pages, in place of what an
// earlier build left there. What pages show is in files that their templates read: as
// params, the names in it would lose their case.
func (todo *preparedSite) writeForHugo(dir string, all []*hugo.Process, pages []*preparedPage) error {
	for _, part := range []string{"content", "assets", "data"} {
		if err := empty(filepath.Join(dir, buildDir, part)); err != nil {
			return err
		}
	}
	// Hugo makes pages by their paths, so neighbours share a file.
	pages = slices.SortedFunc(slices.Values(pages), func(a, b *preparedPage) int {
		return strings.Compare(a.adapter.Path, b.adapter.Path)
	})
	h := &handover{folder: filepath.Join(dir, buildDir)}
	lists := map[string][]adapterPage{} // by language
	for _, p := range pages {
		data, err := todo.store.json(p.data)
		if err != nil {
			return err
		}
		page := p.adapter
		page.Params = maps.Clone(p.adapter.Params)
		if page.Params["file"], page.Params["place"], err = h.add(data); err != nil {
			return err
		}
		for _, speaker := range all {
			// Each makes the home page: it would make one of its own otherwise.
			if name := speaker.Language.Name; name == p.language.Name || page.Kind == "home" {
				lists[name] = append(lists[name], page)
			}
		}
	}
	err := h.flush()
	for name, list := range lists {
		data, fault := plainjson.Marshal(list, "")
		err = errors.Join(err, fault, h.create("assets/data/pages."+name+".json", data))
	}
	for name, data := range todo.shared {
		err = errors.Join(err, h.create(name, data))
	}
	return err
}

// handover writes files for Hugo, of what pages show several pages into one.
type handover struct {
	folder string
	files  int // with what pages show, that are written
	pages  int // in the next one
	next   bytes.Buffer
}

// add takes what a page shows, and returns the file that has it, and its place there.
func (h *handover) add(data string) (file string, place int, err error) {
	if h.pages > 0 && h.next.Len()+len(data) > mostPageData {
		err = h.flush()
	}
	h.next.WriteString(data)
	h.next.WriteByte(',')
	h.pages++
	return h.name(), h.pages - 1, err
}

func (h *handover) name() string { return fmt.Sprintf("data/pages/%d.json", h.files) }

// flush writes the next file.
func (h *handover) flush() error {
	if h.pages == 0 {
		return nil
	}
	list := slices.Concat([]byte("["), bytes.TrimSuffix(h.next.Bytes(), []byte(",")), []byte("]"))
	err := h.create("assets/"+h.name(), list)
	h.files, h.pages = h.files+1, 0
	h.next.Reset()
	return err
}

func (h *handover) create(name string, data []byte) error {
	return folder.Create(filepath.Join(h.folder, filepath.FromSlash(name)), data)
}

// empty removes what is in a folder. The folder stays: Hugo, which is getting ready,
// would leave out one that is not there.
func empty(folder string) error {
	entries, err := os.ReadDir(folder)
	for _, e := range entries {
		err = errors.Join(err, os.RemoveAll(filepath.Join(folder, e.Name())))
	}
	return err
}
