package publish

import (
	"fmt"
	"hash/fnv"

	"policyarchive/generator/history"
	"policyarchive/generator/render"
	"policyarchive/generator/site"
)

// rendererVersion is part of the key of every stored text and redline: raise
// it when parsing, comparing or rendering gives other HTML for the same texts.
const rendererVersion = 2

// versionPages are the dated versions, each with its archived text.
func (p *press) versionPages() error {
	current := p.h.Current()
	for i, v := range p.h.Versions {
		opts := p.options(v, p.policy.URL)
		if v == current {
			opts.Current = ""
		}
		body, err := p.fragments.Once(textKey(v, opts), func() ([]byte, error) { return render.Fragment(v.Doc, opts), nil })
		if err != nil {
			return err
		}
		data := site.VersionPage{
			Policy: p.policy, Version: p.versions[i], Title: p.title(v), Body: body, Outline: []site.Section{},
			Compare: []site.CompareLink{}, Record: fidelity(v),
		}
		for n := range v.Doc.Sections {
			if v.Doc.Sections[n].Heading >= 0 {
				data.Outline = append(data.Outline, p.section(v.Doc, n, opts))
			}
		}
		if i > 0 {
			data.Previous = &p.versions[i-1]
			data.Compare = append(data.Compare, p.links[[2]int{i - 1, i}])
		}
		if i+1 < len(p.versions) {
			data.Next = &p.versions[i+1]
		}
		if inForce := p.h.InForce(); inForce != nil && inForce.Index > i {
			data.Compare = append(data.Compare, p.links[[2]int{i, inForce.Index}])
		}
		page := p.page(site.LayoutVersion, fmt.Sprintf("%s, version %s", data.Title, v.Name), firstWords(v.Doc, 30), data, "archive", v.Name.String())
		page.Modified = v.Starts()
		// The page of the text in force shows the same text; an old version is
		// kept out of search results, so that nobody takes it for the current one.
		if v == current {
			page.Canonical = p.policy.URL
		} else {
			page.NoIndex = true
		}
		p.site.Pages = append(p.site.Pages, page)
	}
	return nil
}

// textKey names everything that a version's rendered text depends on.
func textKey(v *history.Version, o render.Options) []byte {
	h := fnv.New128a()
	fmt.Fprintf(h, "%d %x %v %t %v %t %q %q\n", rendererVersion, v.Doc.Digest, o.Base, o.Adrift, o.Before.Base, o.Before.Adrift, o.Current, o.Words)
	for _, s := range v.Doc.Sections {
		fmt.Fprintf(h, "%s %q %d %d %d\n", s.Anchor, s.Aliases, s.Lineage, s.First, s.Depth)
	}
	for i := range v.Doc.Blocks {
		fmt.Fprintf(h, "%s ", v.Doc.Blocks[i].Clause)
	}
	return h.Sum(nil)
}

// fidelity says where a version's text comes from.
func fidelity(v *history.Version) site.Fidelity {
	r := &v.Record
	f := site.Fidelity{
		Origin: "written", Original: r.Source.Original, Archived: r.Source.Archived,
		SHA256: r.Text.SHA256, Bytes: int(r.Text.Bytes), Restorations: []site.Restoration{}, Doubts: append([]string{}, r.Doubts...),
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
		f.Restorations = append(f.Restorations, site.Restoration{Rule: x.Rule, Line: x.Line, Count: x.Count, Was: x.Was, Now: x.Now, Note: x.Note})
	}
	return f
}
