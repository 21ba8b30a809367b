package publish

import (
	"encoding/binary"
	"fmt"

	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/site"
	"policyarchive/generator/weave"
)

// annotatedPages show, of the text in force and of every other version but the
// first, since when each passage has stood.
func (p *press) annotatedPages() error {
	ages := make([]weave.Ages, len(p.h.Versions))
	p.weave.EachAges(func(version int, of weave.Ages) {
		if p.annotatedURL(version) != "" {
			ages[version] = of
		}
	})
	pages := make([]*site.Page, len(ages))
	err := together(len(ages), func(i int) (err error) {
		if ages[i] != nil {
			pages[i], err = p.annotatedPage(i, ages[i])
		}
		return err
	})
	for _, page := range pages {
		if page != nil {
			p.site.Pages = append(p.site.Pages, *page)
		}
	}
	return err
}

// annotatedURL is the address of a version's annotated text; "" if it has none:
// of the first version nothing is known but that it was there, and very long
// texts are annotated once, as they are now.
func (p *press) annotatedURL(version int) string {
	v := p.h.Versions[version]
	switch {
	case version == 0:
		return ""
	case v == p.h.Current():
		return p.url("annotated")
	case p.large(version):
		return ""
	}
	return p.url("archive", v.Name.String(), "annotated")
}

func (p *press) annotatedPage(version int, ages weave.Ages) (*site.Page, error) {
	v := p.h.Versions[version]
	opts := p.versionOptions(version)
	// The weave has a text's blocks in its own order.
	byBlock := make([][]int, len(v.Doc.Blocks))
	for n, block := range weave.InOrder(v.Doc) {
		byBlock[block] = ages[n]
	}
	told := func(born int) render.Age { return p.age(born, version) }
	k := key("annotated", opts, p.digests[version], agesKey(byBlock, told))
	body, err := p.fragments.Once(k, func() ([]string, error) { return p.renderer.Annotated(v.Doc, byBlock, told, opts) })
	if err != nil {
		return nil, err
	}
	data := site.AnnotatedPage{Policy: p.policy.Named(), Version: p.versions[version], Title: p.title(v), Body: body, TextURL: p.versions[version].URL, Sources: p.sources(v.Doc, byBlock, version)}
	place := []string{"archive", v.Name.String(), "annotated"}
	if v == p.h.Current() {
		data.Policy, data.TextURL, place = p.policy, p.policy.URL, []string{"annotated"}
	}
	page := p.page(site.LayoutAnnotated, fmt.Sprintf("Since when: %s, version %s", data.Title, v.Name),
		fmt.Sprintf("Since when each passage of “%s” has stood in it.", data.Title), data, place...)
	page.NoIndex, page.Canonical = true, data.TextURL
	return &page, nil
}

// age is what a reader of a version is told of one that brought a passage.
func (p *press) age(born, version int) render.Age {
	a := render.Age{Name: p.h.Versions[born].Starts(), AtLeast: born == 0}
	if born > 0 {
		a.URL = p.compareURL(born-1, born)
	} else {
		a.URL = p.versions[born].URL
	}
	years := (dayNumber(p.h.Versions[version].Starts()) - dayNumber(a.Name)) / 365.25
	for _, limit := range []float64{10, 5, 2, 1} {
		if years < limit {
			a.Shade++
		}
	}
	return a
}

// sources counts the words that each version brought, newest first.
func (p *press) sources(doc *policy.Document, ages [][]int, version int) []site.Source {
	words, all := map[int]int{}, 0
	for i := range doc.Blocks {
		if i == doc.TitleBlock {
			continue
		}
		for n, t := range doc.Blocks[i].Tokens {
			if t.Word() != "" {
				words[ages[i][n]]++
				all++
			}
		}
	}
	list := []site.Source{}
	for born := version; born >= 0; born-- {
		if words[born] > 0 {
			age := p.age(born, version)
			list = append(list, site.Source{Version: p.versions[born], AtLeast: age.AtLeast, URL: age.URL, Words: words[born], Percent: float64(words[born]*1000/all) / 10, Shade: age.Shade})
		}
	}
	return list
}

// agesKey is everything of ages that the HTML of a text depends on.
func agesKey(ages [][]int, told func(version int) render.Age) []byte {
	var b []byte
	seen := map[int]bool{}
	for _, block := range ages {
		b = binary.AppendVarint(b, int64(len(block)))
		for _, version := range block {
			b = binary.AppendVarint(b, int64(version))
			if !seen[version] {
				seen[version] = true
				b = fmt.Appendf(b, "%+v", told(version))
			}
		}
	}
	return b
}
