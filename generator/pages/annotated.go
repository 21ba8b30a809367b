package pages

import (
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/schema"
	"policyarchive/generator/weave"
)

// annotatedPages show, of the text in force and of every other version but the
// first, since when each passage has stood.
func (p *pageBuilder) annotatedPages() (list []schema.Page, err error) {
	all, err := p.ages()
	for _, page := range all.pages {
		if page != nil {
			list = append(list, *page)
		}
	}
	return list, err
}

// annotatedPage is that of a version; byBlock are the ages of its text's words.
func (p *pageBuilder) annotatedPage(version int, byBlock [][]int) (*schema.Page, error) {
	v := p.h.Versions[version]
	opts := p.versionOptions(version)
	parts, err := p.renderer.Annotated(v.Doc, byBlock, func(born int) render.Age { return p.age(born, version) }, opts)
	if err != nil {
		return nil, err
	}
	body, err := p.store.Join(parts)
	if err != nil {
		return nil, err
	}
	words := wordsByAge(v.Doc, byBlock)
	data := schema.AnnotatedPage{Policy: p.policy.Named(), Version: p.versions[version], Title: p.title(v), Body: body,
		TextURL: p.versions[version].URL, Sources: p.agesOf(words, version),
		Redacted: len(p.h.RedactedBetween(0, version))}
	data.Policy.Lang, data.Policy.Dir = p.versionLanguage(v)
	place := p.annotatedPath(version)
	if v == p.h.Current() {
		data.Policy, data.TextURL = p.policy, p.policy.URL
	}
	page := p.page(schema.LayoutAnnotated, p.say("sinceWhenOfVersion", "policy", p.apart(data.Title), "version",
		p.versions[version].Plain),
		p.say("sinceWhenDescription", "policy", p.apart(data.Title)), data, place...)
	page.NoIndex, page.Canonical, page.Text = true, data.TextURL, p.wholeTextOf(v, false)
	return &page, nil
}

// datedAge is a version that brought a passage, without a shade.
type datedAge struct {
	render.Age
	day float64
}

// agesOfVersions are those of all versions.
func (p *pageBuilder) agesOfVersions() []datedAge {
	list := make([]datedAge, len(p.h.Versions))
	for i, v := range p.h.Versions {
		s := &list[i]
		s.Day, s.AtLeast, s.day = v.Starts(), p.before(i) < 0, dayNumber(v.Starts())
		if s.AtLeast {
			s.URL = p.versions[i].URL
		} else {
			s.URL = p.stepURL(i)
		}
	}
	return list
}

// age describes a version that brought a passage to a reader of a later one.
func (p *pageBuilder) age(born, version int) render.Age {
	brought := p.versionAges()
	a := brought[born].Age
	years := (brought[version].day - brought[born].day) / 365.25
	for _, limit := range []float64{10, 5, 2, 1} {
		if years < limit {
			a.Shade++
		}
	}
	return a
}

// byBlock are the ages of a text's words by its blocks, which the weave has in
// its own order.
func byBlock(doc *policy.Document, of weave.Ages) [][]int {
	list := make([][]int, len(doc.Blocks))
	for n, block := range weave.InOrder(doc) {
		list[block] = of[n]
	}
	return list
}

// wordsByAge counts the words of a text that each version brought.
func wordsByAge(doc *policy.Document, ages [][]int) map[int]int {
	words := map[int]int{}
	for i := range doc.Blocks {
		if i == doc.TitleBlock {
			continue
		}
		for n, t := range doc.Blocks[i].Tokens {
			if t.Word() != "" {
				words[ages[i][n]]++
			}
		}
	}
	return words
}

// agesOf are the versions that words of a version come from, newest first.
func (p *pageBuilder) agesOf(words map[int]int, version int) []schema.Age {
	all := 0
	for _, n := range words {
		all += n
	}
	list := []schema.Age{}
	for born := version; born >= 0; born-- {
		if words[born] > 0 {
			age := p.age(born, version)
			list = append(list, schema.Age{Called: p.versions[born].Called, AtLeast: age.AtLeast, URL: age.URL,
				Words: words[born], Percent: float64(words[born]*1000/all) / 10, Shade: age.Shade})
		}
	}
	return list
}
