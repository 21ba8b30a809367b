package pages

import (
	"policyarchive/generator/history"
	"policyarchive/generator/schema"
)

// fidelity says where a version's text comes from.
func (p *pageBuilder) fidelity(v *history.Version) schema.Fidelity {
	r := &v.Record
	f := schema.Fidelity{
		Origin: "written", Original: r.Source.Original, Archived: r.Source.Archived,
		SHA256: r.Text.SHA256, Bytes: int(r.Text.Bytes), Restorations: []schema.Restoration{}, Doubts: append([]string{},
			r.Doubts...),
	}
	if len(r.Captured) > len("2006-01-02") {
		f.CapturedAt = r.Captured
	}
	if r.Source.Commit != "" {
		f.Repository, f.Commit, f.Path = r.Source.Repository, r.Source.Commit, r.Source.Path
	}
	if r.Capture != nil {
		f.Origin, f.CaptureFile, f.CaptureSHA256 = "imported", r.Capture.Name, r.Capture.SHA256
	}
	for _, x := range r.Restorations {
		f.Restorations = append(f.Restorations,
			schema.Restoration{Rule: x.Rule, Line: x.Line, Count: x.Count, Was: x.Was, Now: x.Now, Note: p.restoration(&x)})
	}
	return f
}
