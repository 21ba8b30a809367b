package importer

import (
	"context"
	"path/filepath"
	"time"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
	"policyarchive/generator/characters"
	"policyarchive/generator/folder"
)

// FileOptions are what the importing person knows about files.
type FileOptions struct {
	Restore                       capture.Options
	Published, Effective, Summary string // see Capture
}

// CapturedAt says when the captures were made: a day (YYYY-MM-DD) or a time (RFC 3339).
func (o *FileOptions) CapturedAt(value string) (err error) {
	r := &o.Restore
	if r.Captured, err = time.Parse(time.RFC3339, value); err == nil {
		r.Captured = r.Captured.UTC()
		return nil
	}
	r.DayOnly = true
	r.Captured, err = archive.ParseDate(value)
	return err
}

// FromFiles reads files, wherever they lie, each a capture of a policy.
func FromFiles(ctx context.Context, files []string, o FileOptions) ([]*Capture, error) {
	var captures []*Capture
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		data, err := read(folder.New(filepath.Dir(file)), filepath.Base(file), file)
		if err != nil {
			return nil, err
		}
		captures = append(captures, &Capture{
			Label: characters.Line(file), Capture: capture.Capture{Name: filepath.Base(file),
				Data: data}, Restore: o.Restore,
			Source: archive.Source{Path: filepath.Base(file)}, Published: o.Published, Effective: o.Effective,
			Summary: o.Summary,
		})
	}
	return captures, nil
}
