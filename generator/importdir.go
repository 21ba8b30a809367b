package main

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/maruel/natural"
	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
	"policyarchive/generator/characters"
	"policyarchive/generator/folder"
	"policyarchive/generator/importer"
)

// dirOptions are what the importing person knows about a folder of files.
type dirOptions struct {
	intake
	dateIs, original, selector string
}

func (a *app) importDirCommand() *cobra.Command {
	var o dirOptions
	c := &cobra.Command{
		Use:   "dir POLICY DIR",
		Short: "Import a folder of dated files",
		Long: `Import dir freezes every Markdown and HTML file of a folder, and of the folders in
it, as a version: the oldest first; several of one day in the order of their
names, with numbers as numbers. The day is a YYYY-MM-DD or YYYYMMDD in the file's
name or in that of its folder, else a date in its front matter. Files without a
day, of other kinds, and with the bytes of the one before are left out.`,
		Example: `  generator import dir privacy ~/old-versions
  generator import dir privacy ~/old-versions --date-is effective --dry-run`,
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: a.completePolicyThenFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importDir(cmd.Context(), args[0], args[1], o)
		},
	}
	c.Flags().StringVar(&o.dateIs, "date-is", "captured", "what the day in a name says: captured, published or effective")
	c.Flags().StringVar(&o.original, "original", "", "the address at which the text was published")
	c.Flags().StringVar(&o.selector, "selector", "", "CSS selector of the main text of HTML pages")
	c.Flags().BoolVar(&o.Sequence, "in-sequence", false, "the names are in the order of the history, whatever the days in them")
	o.intake.flags(c)
	return c
}

func (a *app) importDir(ctx context.Context, policyName, dir string, o dirOptions) error {
	if err := a.requirePolicy(policyName); err != nil {
		return err
	}
	if err := oneOf("--date-is", o.dateIs, "captured", "published", "effective"); err != nil {
		return err
	}
	from := folder.New(dir)
	files, err := a.datedFiles(ctx, dir)
	if err != nil {
		return err
	}
	var captures []*importer.Capture
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, err := readUpTo(capture.MostBytes, from, f.name, f.path)
		if err != nil {
			return fmt.Errorf("import %s: %w", f.path, err)
		}
		c := &importer.Capture{
			Label: characters.Line(f.path), Capture: capture.Capture{Name: filepath.Base(f.path), Data: data},
			Restore: capture.Options{Original: o.original, Selector: o.selector},
			Source:  archive.Source{Path: f.name}, Day: f.day,
		}
		if o.dateIs != "captured" {
			c.Capture.Name = "capture" + filepath.Ext(f.path) // the day in its name says something else
		}
		switch {
		case f.day == "":
		case o.dateIs == "published":
			c.Published = f.day
		case o.dateIs == "effective":
			c.Effective = f.day
		default:
			if c.Restore.Captured, c.Restore.DayOnly, err = captureDay(f.path, f.day); err != nil {
				return err
			}
		}
		captures = append(captures, c)
	}
	o.Policy, o.Repeated, o.LaggingDates = policyName, true, true
	return a.takeIn(ctx, captures, o.intake)
}

// datedFile is a file of a folder with the day that its name tells.
type datedFile struct {
	path, name string // name is relative to the folder, with slashes
	day        string // YYYY-MM-DD, or empty
}

// datedFiles lists the files of a folder in the order of their names.
func (a *app) datedFiles(ctx context.Context, dir string) ([]datedFile, error) {
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
			a.warn("%s: left out: neither Markdown (.md, .markdown, .txt) nor HTML (.html, .htm)\n", path)
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
	slices.SortStableFunc(files, func(x, y datedFile) int {
		switch {
		case natural.Less(x.name, y.name):
			return -1
		case natural.Less(y.name, x.name):
			return 1
		}
		return 0
	})
	return files, nil
}
