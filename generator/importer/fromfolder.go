package importer

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"github.com/maruel/natural"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
	"policyarchive/generator/characters"
	"policyarchive/generator/folder"
	"policyarchive/generator/policy"
)

// DateIs says what the day is with which a capture comes.
type DateIs string

// The days that a day may be.
const (
	CapturedOn  DateIs = "captured"
	PublishedOn DateIs = "published"
	EffectiveOn DateIs = "effective"
)

// FolderOptions are what the importing person knows about a folder of files.
type FolderOptions struct {
	// DateIs says what the day in a name is.
	DateIs DateIs
	// Original is the address at which the text was published; may be empty.
	Original string
	// Selector is the CSS selector of the main text of HTML pages; may be empty.
	Selector string
	// LeftOut is called with the path of each file that is neither Markdown nor HTML.
	LeftOut func(path string)
}

// FromFolder reads the dated files of a folder, and of the folders in it: the
// captures of a policy, in the order of their names.
func FromFolder(ctx context.Context, dir string, o FolderOptions) ([]*Capture, error) {
	files, err := datedFiles(ctx, dir, o.LeftOut)
	if err != nil {
		return nil, err
	}
	var captures []*Capture
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		data, err := read(folder.New(dir), f.name, f.path)
		if err != nil {
			return nil, err
		}
		c := &Capture{
			Label: characters.Line(f.path), Capture: capture.Capture{Name: filepath.Base(f.path), Data: data},
			Restore: capture.Options{Original: o.Original, Selector: o.Selector},
			Source:  archive.Source{Path: f.name}, Day: f.day,
		}
		if o.DateIs != CapturedOn {
			c.Capture.Name = "capture" + filepath.Ext(f.path) // the day in its name says something else
		}
		switch {
		case f.day == "":
		case o.DateIs == PublishedOn:
			c.Published = f.day
		case o.DateIs == EffectiveOn:
			c.Effective = f.day
		default:
			c.Restore.DayOnly = true
			if c.Restore.Captured, err = archive.ParseDate(f.day); err != nil {
				return nil, fmt.Errorf("%s: %w", f.path, err)
			}
		}
		captures = append(captures, c)
	}
	return captures, nil
}

// read reads a capture; errors call it shown.
func read(from folder.FS, name, shown string) ([]byte, error) {
	f, err := from.OpenFile(name)
	if err == nil {
		defer f.Close()
		var data []byte
		if data, err = policy.ReadUpTo(capture.MostBytes, shown, f); err == nil {
			return data, nil
		}
	}
	return nil, fmt.Errorf("import %s: %w", shown, err)
}

// datedFile is a file of a folder with the day that its name tells.
type datedFile struct {
	path, name string // name is relative to the folder, with slashes
	day        string // YYYY-MM-DD, or empty
}

// datedFiles lists the files of a folder in the order of their names.
func datedFiles(ctx context.Context, dir string, leftOut func(path string)) ([]datedFile, error) {
	var files []datedFile
	err := fs.WalkDir(folder.New(dir), ".", func(name string, d fs.DirEntry, err error) error {
		hidden := name != "." && strings.HasPrefix(d.Name(), ".")
		path := filepath.Join(dir, filepath.FromSlash(name))
		switch {
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case d.IsDir() && hidden:
			return filepath.SkipDir
		case d.IsDir() || hidden:
			return nil
		case !d.Type().IsRegular():
			return &folder.IrregularError{Path: path, Is: folder.Kind(d.Type()), Want: "a file"}
		case !capture.Readable(path):
			leftOut(path)
			return nil
		}
		f := datedFile{path: path, name: name}
		for _, name := range []string{d.Name(), filepath.Base(filepath.Dir(path))} {
			if t, ok := capture.NameDay(name); ok {
				f.day = t.Format(time.DateOnly)
				break
			}
		}
		files = append(files, f)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the folder: %w", err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s holds no Markdown or HTML file", dir)
	}
	sort.SliceStable(files, func(i, j int) bool { return natural.Less(files[i].name, files[j].name) })
	return files, nil
}
