package publish

import (
	"context"
	"fmt"
	"runtime"
	"slices"

	"github.com/sourcegraph/conc/pool"

	"policyarchive/generator/history"
	"policyarchive/generator/link"
	"policyarchive/generator/render"
	"policyarchive/generator/site"
)

// rendererVersion is part of the key of every stored text and redline: raise
// it when parsing, comparing or rendering gives other HTML for the same texts.
const rendererVersion = 8

// versionPages are the dated versions, each with its archived text.
func (p *press) versionPages(texts []versionText) ([]site.Page, error) {
	current := p.h.Current()
	var pages []site.Page
	for i, v := range p.h.Versions {
		ages, err := p.standoff(i)
		if err != nil {
			return nil, err
		}
		data := site.VersionPage{
			Policy: p.policy.Named(), Version: p.versions[i], Title: p.title(v), SourceURL: p.versions[i].SourceURL, Contents: texts[i].contents, Body: texts[i].body,
			Compare: []site.CompareLink{}, Record: fidelity(v), AnnotatedURL: p.annotatedURL(i), Ages: ages,
		}
		if v.State == history.Announced {
			data.Policy = p.policy // it leads to the one in force
		}
		if before := p.before(i); before >= 0 {
			data.Previous = &p.versions[before]
			data.Compare = append(data.Compare, p.compared[[2]int{before, i}])
		}
		if after := p.after(i); after >= 0 {
			data.Next = &p.versions[after]
		}
		if inForce := p.h.InForce(); inForce != nil && inForce.Index > i {
			data.CompareCurrentURL = p.policy.CompareURL + "?from=" + v.Name.String() + "&to=" + inForceName
			if l, ok := p.compared[[2]int{i, inForce.Index}]; ok {
				data.CompareCurrentURL = l.URL
			}
		}
		data.Policy.Lang, data.Policy.Dir = p.spoken(v)
		page := p.page(site.LayoutVersion, fmt.Sprintf("%s, version %s", data.Title, v.Name), texts[i].beginning, data, "archive", v.Name.String())
		page.Modified = v.Starts()
		// The page of the text in force shows the same text; an old version is
		// kept out of search results, so that nobody takes it for the current one.
		if v == current && p.draft == nil {
			page.Canonical = p.policy.URL
		} else {
			page.NoIndex = true
		}
		pages = append(pages, page)
	}
	return pages, nil
}

// versionText is what a version's page shows of its text.
type versionText struct {
	beginning      string
	contents, body string // names of fragments
}

// versionTexts are those of all versions. They depend on no other version.
func (p *press) versionTexts() ([]versionText, error) {
	texts := make([]versionText, len(p.h.Versions))
	err := together(p.ctx, len(texts), func(i int) (err error) {
		texts[i], err = p.versionText(i)
		return err
	})
	return texts, err
}

func (p *press) versionText(i int) (t versionText, err error) {
	v, opts := p.h.Versions[i], p.versionOptions(i)
	digest := v.Outline.Digest[:]
	t.beginning, err = remembered(p, p.key("beginning", render.Options{}, digest), func() (string, error) {
		doc, err := v.Document()
		if err != nil {
			return "", err
		}
		return firstWords(doc, 30), nil
	})
	if err != nil {
		return t, err
	}
	if slices.ContainsFunc(v.Outline.Sections, func(s history.Heading) bool { return s.Headed && s.Title != "" }) {
		t.contents, err = p.fragments.Once(p.key("contents", render.Options{}, digest), func() ([]string, error) {
			doc, err := v.Document()
			if err != nil {
				return nil, err
			}
			contents, err := p.renderer.Contents(doc)
			return []string{contents}, err
		})
		if err != nil {
			return t, err
		}
	}
	t.body, err = p.fragments.Once(p.key("text", opts, digest), func() ([]string, error) {
		doc, err := v.Document()
		if err != nil {
			return nil, err
		}
		return p.renderer.Fragment(doc, opts)
	})
	return t, err
}

// versionOptions are those of a version's own page.
func (p *press) versionOptions(i int) render.Options {
	v := p.h.Versions[i]
	if v == p.h.Current() {
		return p.options(v, "")
	}
	return p.options(v, p.policy.URL)
}

// together does n things, several at a time, until ctx ends.
func together(ctx context.Context, n int, do func(i int) error) error {
	work := pool.New().WithErrors().WithFirstError().WithMaxGoroutines(runtime.GOMAXPROCS(0))
	for i := range n {
		work.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return do(i)
		})
	}
	return work.Wait()
}

// key names everything that the HTML of texts depends on.
func (p *press) key(kind string, o render.Options, digests ...[]byte) []byte {
	address := func(o link.Origin) string {
		switch {
		case o.Base == nil:
			return ""
		case o.Site != nil:
			return o.Base.String() + " " + p.linksKey
		}
		return o.Base.String()
	}
	words := ""
	if o.Words != (render.Words{}) {
		words = p.words
	}
	b := fmt.Appendf(nil, "%s %d %q %t %q %t %q %q %t %q %s\n", kind, rendererVersion,
		address(o.Origin), o.Adrift, address(o.Before), o.Before.Adrift, o.Current, o.Former, o.TitlesOnly, o.Text, words)
	for _, d := range digests {
		b = append(b, d...)
	}
	return b
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
