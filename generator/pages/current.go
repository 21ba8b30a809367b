package pages

import (
	"cmp"
	"slices"
	"strings"

	"policyarchive/generator/history"
	"policyarchive/generator/lineage"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/schema"
)

// currentPage is the text in force, every section with what is known of its
// past, and every anchor that was ever published.
func (p *pageBuilder) currentPage() ([]schema.Page, error) {
	if p.draft != nil {
		return p.draftPages()
	}
	v := p.h.Current()
	doc := v.Doc
	data := schema.PolicyPage{Policy: p.policy, Version: p.versions[v.Index], Title: p.title(v)}
	if v.Previous != nil {
		data.CompareURL = p.stepURL(v.Index)
	}
	data.EditURL = p.editURL()
	err := p.wholeText(&data, doc, p.h.Tracker.Lineages, p.options(v, ""),
		func(line int) *schema.Since { return p.since(line, v.Index) })
	if err != nil {
		return nil, err
	}
	data.Latest, data.AnnotatedURL = &p.siteEntries[v.Index], p.annotatedURL(v.Index)
	page := p.page(schema.LayoutPolicy, data.Title, firstWords(doc, 30), data)
	page.Modified = v.Starts()
	return []schema.Page{page}, nil
}

// editURL is where a change of the policy can be suggested; "" if nowhere, or if
// it has no working text.
func (p *pageBuilder) editURL() string {
	if !slices.Contains(p.o.Working, p.h.Policy) {
		return ""
	}
	return p.o.Config.EditURL(p.h.Policy)
}

// wholeText fills a page with all sections of a text and all anchors that lines
// ever had. since says how long a section has had its wording.
func (p *pageBuilder) wholeText(data *schema.PolicyPage, doc *policy.Document, lines []*lineage.Lineage,
	opts render.Options, since func(line int) *schema.Since) error {
	data.Sections, data.Tombstones = []schema.Section{}, []schema.Tombstone{}
	ids := idsOf(doc)
	merged := p.tombstones(doc, lines, data, ids)
	for i := range doc.Sections {
		s := &doc.Sections[i]
		out := p.section(doc, i, opts)
		if body := p.renderer.Body(doc, i, true, opts); body != "" {
			var err error
			if out.Body, err = p.store.Put(body); err != nil {
				return err
			}
		}
		out.Since = since(s.Lineage)
		out.Aliases = append(out.Aliases, ids.take(anchorsOf(lines[s.Lineage]))...)
		out.Aliases = append(out.Aliases, merged[s.Lineage]...)
		data.Sections = append(data.Sections, out)
	}
	return nil
}

// pageIDs are the ids of a page: each leads to one place.
type pageIDs map[string]bool

// idsOf are those that a text has by itself.
func idsOf(doc *policy.Document) pageIDs {
	ids := pageIDs{}
	for i := range doc.Sections {
		s := &doc.Sections[i]
		ids[s.Anchor] = true
		for _, a := range s.Aliases {
			ids[a] = true
		}
		for _, c := range doc.Clauses(s) {
			ids[s.Anchor+"."+c.Anchor] = true
		}
	}
	return ids
}

// take adds those of some anchors that no place has yet, and returns them.
func (ids pageIDs) take(anchors []string) []string {
	var list []string
	for _, a := range anchors {
		if !ids[a] {
			ids[a] = true
			list = append(list, a)
		}
	}
	return list
}

func (p *pageBuilder) section(doc *policy.Document, i int, opts render.Options) schema.Section {
	s := &doc.Sections[i]
	return schema.Section{
		Anchor: s.Anchor, Aliases: append([]string{}, s.Aliases...), Depth: s.Depth, Number: s.Number, Title: s.Title,
		TitleHTML: p.renderer.Title(doc, i, opts), HistoryURL: p.historyURL(s.Lineage),
	}
}

// since says how long a section's wording of a version has stood.
func (p *pageBuilder) since(line, version int) *schema.Since {
	w := p.lives[line].at(version)
	if w == nil {
		return nil
	}
	s := &schema.Since{Version: p.versions[w.first], AtLeast: p.before(w.first) < 0}
	if !s.AtLeast {
		s.CompareURL = p.stepURL(w.first) + link.Fragment(p.h.Tracker.Lineages[line].Anchor)
		s.Change = "wording"
		if len(w.events) > 0 && w.events[0].version == w.first &&
			(w.events[0].kind == didAdded || w.events[0].kind == didReturned) {
			s.Change = "added"
		}
	}
	return s
}

// tombstones puts up a stone for each section that is gone from the text, and
// returns the anchors that lead to a successor instead, by its line.
func (p *pageBuilder) tombstones(doc *policy.Document, lines []*lineage.Lineage, data *schema.PolicyPage,
	ids pageIDs) map[int][]string {
	present := map[int]bool{}
	for i := range doc.Sections {
		present[doc.Sections[i].Lineage] = true
	}
	merged := map[int][]string{}
	for _, l := range lines {
		if present[l.ID] {
			continue
		}
		if next := l.Successor(among(present)); next != nil {
			merged[next.ID] = append(merged[next.ID], ids.take(anchorsOf(l))...)
			continue
		}
		stone := p.tombstone(l)
		ids[l.Anchor] = true
		stone.Aliases = ids.take(stone.Aliases)
		data.Tombstones = append(data.Tombstones, stone)
	}
	return merged
}

// among tells of lines whether they are some, by their ids.
func among(some map[int]bool) func(*lineage.Lineage) bool {
	return func(l *lineage.Lineage) bool { return some[l.ID] }
}

// presentLines are the lines that stand in the current text.
func (p *pageBuilder) presentLines() map[int]bool {
	present := map[int]bool{}
	for _, s := range p.h.Current().Outline.Sections {
		present[s.Lineage] = true
	}
	return present
}

func (p *pageBuilder) tombstone(l *lineage.Lineage) schema.Tombstone {
	last := p.lastOf(l)
	return schema.Tombstone{
		Anchor: l.Anchor, Aliases: anchorsOf(l)[1:], Title: p.titleOf(l), Last: p.versions[last],
		LastURL: p.versions[last].URL + link.Fragment(l.Anchor), Successors: []schema.Anchor{},
		HistoryURL: p.historyURL(l.ID),
	}
}

// lastOf is the last version that had a line and has been in force; else the
// first that will be; else one that never was.
func (p *pageBuilder) lastOf(l *lineage.Lineage) int {
	other := -1
	ws := p.lives[l.ID].wordings
	for n := len(ws) - 1; n >= 0; n-- {
		for i := ws[n].last; i >= ws[n].first; i-- {
			v := p.h.Versions[i]
			if v.Outline.Section(l.ID) < 0 {
				continue
			}
			switch {
			case v.Overtaken != nil, v.Withdrawal != nil:
			case v.State == history.Announced:
				other = i
			default:
				return i
			}
		}
	}
	if other < 0 {
		other = ws[len(ws)-1].last
	}
	return other
}

// titleOf is what a reader calls a section.
func (p *pageBuilder) titleOf(l *lineage.Lineage) string {
	return cmp.Or(l.Title, p.rendered.Introduction)
}

// anchorsOf are all anchors ever published for a line and its clauses.
func anchorsOf(l *lineage.Lineage) []string {
	list := append([]string{l.Anchor}, l.Aliases...)
	for _, c := range l.ClauseAnchors {
		list = append(list, l.Anchor+"."+c)
	}
	return list
}

// longestBeginning is how many characters the beginning of a text has at most: some
// languages, and some texts, have no blanks between words.
const longestBeginning = 400

// firstWords is the beginning of a text, for search engines.
func firstWords(doc *policy.Document, n int) string {
	for i := range doc.Sections {
		for _, b := range doc.Own(&doc.Sections[i]) {
			if b.Kind != policy.Paragraph || len(policy.Words(b.Tokens)) < 8 {
				continue
			}
			words := strings.Fields(policy.Text(b.Tokens))
			text := strings.Join(words[:min(n, len(words))], " ")
			characters := 0
			for at := range text {
				if characters++; characters > longestBeginning {
					return text[:at] + "…"
				}
			}
			if len(words) > n {
				text += " …"
			}
			return text
		}
	}
	return ""
}
