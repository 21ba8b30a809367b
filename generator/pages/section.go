package pages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"policyarchive/generator/compare"
	"policyarchive/generator/lineage"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/schema"
)

// sectionPages are the biographies of all sections, also of those that are gone.
func (p *pageBuilder) sectionPages() ([]schema.Page, error) {
	pages := make([]schema.Page, len(p.h.Tracker.Lineages))
	present := p.presentLines()
	absorbed := map[int][]*lineage.Lineage{}
	for _, l := range p.h.Tracker.Lineages {
		if !present[l.ID] {
			if next := l.Successor(among(present)); next != nil {
				absorbed[next.ID] = append(absorbed[next.ID], l)
			}
		}
	}
	err := together(p.ctx, len(pages), func(n int) (err error) {
		l := p.h.Tracker.Lineages[n]
		pages[n], err = p.sectionPage(l, present, absorbed[l.ID])
		return err
	})
	return pages, err
}

func (p *pageBuilder) sectionPage(l *lineage.Lineage, present map[int]bool, absorbed []*lineage.Lineage) (schema.Page,
	error) {
	data := schema.SectionPage{Policy: p.policy.Named(), Anchor: l.Anchor, Title: p.titleOf(l),
		Wordings: []schema.Wording{}, Redacted: p.redactedNotes("sectionRedacted", l.First, p.lastStanding(l)+1)}
	data.Number, _ = policy.ShownHeading(l.Number, l.Title)
	if p.followed[l.ID] {
		data.FeedURL = p.url() + sectionFeedFile(p.slugs[l.ID])
	}
	last := p.lastOf(l)
	outline := p.h.Versions[last].Outline
	if present[l.ID] {
		outline = p.h.Current().Outline
		data.CurrentURL = p.policy.URL + link.Fragment(l.Anchor)
		data.EditURL = p.editURL()
	} else {
		stone := p.tombstone(l, last)
		stone.Note = p.goneNote(last, stone.LastURL)
		if next := l.Successor(among(present)); next != nil {
			stone.Successors = append(stone.Successors,
				schema.Anchor{Anchor: next.Anchor, Title: p.titleOf(next), URL: p.policy.URL + link.Fragment(next.Anchor)})
		}
		data.Gone = &stone
	}
	if i := outline.Section(l.ID); i >= 0 {
		data.Around = outline.Sections[i].Around
	}
	ws := p.lives[l.ID].wordings
	data.Count, data.Timeline = len(ws), p.sectionTimeline(l, ws)
	left := budget(max(p.o.Bounds.Texts, 2*p.largest()))
	for n := len(ws) - 1; n >= 0; n-- {
		if len(data.Older) > 0 && len(ws)-n > p.o.Bounds.Listed {
			data.Changelogs = p.changelogsOf(ws[:n+1])
			break
		}
		w := p.describeWording(l, ws, n)
		if left <= 0 {
			data.Older = append(data.Older, w)
			continue
		}
		if err := p.addTexts(&w, l, ws, n); err != nil {
			return schema.Page{}, err
		}
		if size := p.store.Size(w.Body) + p.store.Size(w.Redline) + wordingFrame; !left.spend(size) {
			left = 0
			if len(data.Wordings) > 0 { // the newest stands there, however long it is
				w.Body, w.Redline = "", ""
				data.Older = append(data.Older, w)
				continue
			}
		}
		data.Wordings = append(data.Wordings, w)
	}
	for _, gone := range absorbed {
		if url := p.historyURL(gone.ID); !leadsTo(slices.Concat(data.Wordings, data.Older), url) {
			data.Absorbed = append(data.Absorbed, schema.Anchor{Anchor: gone.Anchor, Title: p.titleOf(gone), URL: url})
		}
	}
	page := p.page(schema.LayoutHistory, p.say("historyOf", "section", p.apart(data.Title)),
		p.say("historyDescription", "section", p.apart(data.Title)), data, "sections", p.slugs[l.ID])
	page.NoIndex = !present[l.ID]
	return page, nil
}

// lastStanding is the last version that has a section.
func (p *pageBuilder) lastStanding(l *lineage.Lineage) int {
	ws := p.lives[l.ID].wordings
	return ws[len(ws)-1].last
}

// changelogsOf are the pages of the changelog that tell of wordings, newest first.
func (p *pageBuilder) changelogsOf(ws []wording) (list []schema.Anchor) {
	for _, t := range slices.Backward(p.periods) {
		if slices.ContainsFunc(ws, func(w wording) bool { return t.first <= w.first && w.first <= t.last }) {
			list = append(list, schema.Anchor{Title: t.name, URL: p.url("changelog", t.name)})
		}
	}
	return list
}

// leadsTo reports whether an event of a section leads to the page of another.
func leadsTo(wordings []schema.Wording, url string) bool {
	return slices.ContainsFunc(wordings, func(w schema.Wording) bool {
		return slices.ContainsFunc(slices.Concat(w.Events, w.Later), func(e schema.SectionEvent) bool {
			return slices.ContainsFunc(e.Others, func(o schema.Anchor) bool { return o.URL == url })
		})
	})
}

// wordingFrame is about how many bytes of a page stand around a wording.
const wordingFrame = 1_000

// largest is how many bytes the largest text has.
func (p *pageBuilder) largest() (bytes int) {
	for _, v := range p.h.Versions {
		bytes = max(bytes, int(v.Record.Text.Bytes))
	}
	return bytes
}

// describeWording is what is told of one text of a section, without the text.
// That of the text in force goes on with every new version: nothing of it
// tells how far.
func (p *pageBuilder) describeWording(l *lineage.Lineage, ws []wording, n int) schema.Wording {
	w := &ws[n]
	current := p.h.Current().Index
	section := &p.h.Versions[w.last].Outline.Sections[p.h.Versions[w.last].Outline.Section(l.ID)]
	out := schema.Wording{
		Current: w.first <= current && current <= w.last,
		URL:     p.versions[w.first].URL + link.Fragment(l.Anchor),
	}
	out.Number, out.Title = policy.ShownHeading(section.Number, section.Title)
	out.Title = cmp.Or(out.Title, p.titleOf(l))
	out.Events, out.Later = p.sectionEvents(w, l.Anchor)
	out.Stood = p.stood(w, out.Current)
	if p.before(w.first) >= 0 {
		out.CompareURL = p.stepURL(w.first) + link.Fragment(l.Anchor)
	}
	return out
}

// stood says from when to when a wording stood, as far as is known; of the current one,
// since when.
func (p *pageBuilder) stood(w *wording, current bool) string {
	first, last := &p.versions[w.first], &p.versions[w.last]
	key := "wordingFromTo"
	switch {
	case current && p.before(w.first) < 0:
		key = "wordingSinceAtLeast"
	case current && first.Effective != "":
		key = "wordingSince"
	case current:
		key = "wordingSeenSince"
	case w.first == w.last:
		key = "wordingIn"
	}
	since := first.Called
	if v := p.h.Versions[w.first]; current && v.Starts() != v.Name.Date {
		since = marked(p.words, v.Starts())
	}
	return p.words.Say(key, map[string]any{"first": since, "last": last.Called,
		"Count": p.counted(w.first, w.last)})
}

// addTexts adds to a wording its text, and its redline against the one before.
func (p *pageBuilder) addTexts(out *schema.Wording, l *lineage.Lineage, ws []wording, n int) (err error) {
	w := &ws[n]
	v := p.h.Versions[w.last]
	at := v.Outline.Section(l.ID)
	opts := p.options(v, p.versions[w.last].URL)
	if out.Current {
		opts = p.options(v, p.policy.URL)
	}
	body := p.renderer.Body(v.Doc, at, false, opts)
	if out.Current {
		out.Body, err = p.store.Put(body)
	} else {
		out.Body, err = p.putWording(body)
	}
	if err == nil && p.before(w.first) >= 0 && n > 0 {
		out.Redline, err = p.rewording(l, ws[n-1].last, w.first)
	}
	return err
}

// rewording is the redline of a section's text in a version against that in an
// earlier one: the version before, or the last that had it. It is empty if the two
// do not differ.
func (p *pageBuilder) rewording(l *lineage.Lineage, before, first int) (string, error) {
	opts := p.optionsBetween(before, first, p.stepURL(first))
	if before != p.before(first) { // the comparison lacks the sections that only the earlier text has
		opts.Former = p.versions[before].URL
	}
	c, err := p.between(before, first)
	if err != nil {
		return "", err
	}
	if s := changeOf(c, l.ID); s != nil && s.Status == compare.Unchanged {
		return "", nil
	}
	return p.putWording(p.renderer.SectionRedline(c, changeOf(c, l.ID), opts))
}

// putWording adds the HTML of a wording to the fragments. Several share a page:
// none may have an id.
func (p *pageBuilder) putWording(html string) (string, error) {
	if strings.Contains(html, ` id="`) {
		return "", fmt.Errorf("a wording holds an id: %.80s", html)
	}
	return p.store.Put(html)
}

func changeOf(c *compare.Comparison, line int) *compare.Section {
	for n := range c.Sections {
		if s := &c.Sections[n]; s.New >= 0 && c.New.Sections[s.New].Lineage == line {
			return s
		}
	}
	return nil
}
