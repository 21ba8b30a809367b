package pages

import (
	"cmp"
	"html"
	"slices"
	"strings"
	"sync"

	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/schema"
	"policyarchive/generator/terms"
)

const (
	// mostPlaces is how many definitions of a term the list shows, and how many sections
	// that use it.
	mostPlaces = 3
	// unfolded is how many terms a list may have that stands open.
	unfolded = 6
)

// termList is the list of the terms of a text for its page; nil if it defines none.
// redline is the page that shows what a draft changes; "" for a version.
func (p *pageBuilder) termList(t *textTerms, opts render.Options, redline string) (*schema.Terms, error) {
	if len(t.list) == 0 {
		return nil, nil
	}
	var entries []render.Term
	uses := t.usedElsewhere()
	for i := range t.list {
		term := &t.list[i]
		if i > 0 && t.together(&t.list[i-1], term) {
			last := &entries[len(entries)-1]
			last.IDs, last.Names = append(last.IDs, t.ids[i]), append(last.Names, term.Name.Text)
			continue
		}
		e := render.Term{IDs: []string{t.ids[i]}, Names: []string{term.Name.Text}}
		shown := term.Definitions[:min(len(term.Definitions), mostPlaces)]
		for n := range shown {
			note := p.definitionNote(t, term, n, redline)
			if n == len(shown)-1 {
				note += p.usesNote(t, uses[i])
			}
			e.Passages = append(e.Passages, render.Passage{Parts: shown[n].Passage, Note: note})
		}
		entries = append(entries, e)
	}
	parts, err := p.renderer.Terms(t.doc, entries, opts)
	if err != nil {
		return nil, err
	}
	out := &schema.Terms{Count: t.all, Listed: len(t.list), Folded: len(t.list) > unfolded}
	out.Body, err = p.store.Join(parts)
	return out, err
}

// together reports whether one passage, with one past, defines two terms alone.
func (t *textTerms) together(a, b *terms.Term) bool {
	return len(a.Definitions) == 1 && len(b.Definitions) == 1 &&
		slices.Equal(a.Definitions[0].Passage, b.Definitions[0].Passage) &&
		(t.ages == nil || t.ages.Of(a, 0) == t.ages.Of(b, 0))
}

// definitionNote says where a definition stands, and since when, as HTML.
func (p *pageBuilder) definitionNote(t *textTerms, term *terms.Term, n int, redline string) string {
	w, d := p.termWords(), &term.Definitions[n]
	note := render.Fill(w.definedIn, p.placeLink(t.doc, d.Section, d.Block)) + w.stop
	if t.ages == nil {
		return note
	}
	age, fragment := t.ages.Of(term, n), ""
	if d.Section >= 0 {
		fragment = link.Fragment(t.doc.Sections[d.Section].Anchor)
	}
	url := redline
	if age.Since < len(p.versions) {
		note += " " + w.since(p, age) + w.stop
		if url = ""; age.Change != terms.Oldest {
			url = p.stepURL(age.Since)
		}
	} else {
		note += " " + w.byDraft + w.stop
	}
	if url != "" {
		note += ` <a href="` + html.EscapeString(url+fragment) + `">` + w.whatChanged + "</a>" + w.stop
	}
	return note
}

// usesNote says which sections use a term, each with a link to the first use.
func (p *pageBuilder) usesNote(t *textTerms, uses []terms.Use) string {
	if len(uses) == 0 {
		return ""
	}
	w := p.termWords()
	var links []string
	for _, u := range uses[:min(len(uses), mostPlaces)] {
		links = append(links, p.placeLink(t.doc, t.doc.SectionAt(u.Block), u.Block))
	}
	used := strings.Join(links, w.separator)
	if more := len(uses) - len(links); more > 0 {
		used += " " + w.more(p, more)
	}
	return " " + render.Fill(w.usedIn, used) + w.stop
}

// placeLink is a link to a block of a section, named by the section's title.
func (p *pageBuilder) placeLink(doc *policy.Document, section, block int) string {
	if section < 0 {
		return p.rendered.Isolated(doc.Title, p.rendered.Introduction)
	}
	s, name := &doc.Sections[section], p.rendered.Introduction
	if heading := strings.TrimSpace(s.Number + " " + s.Title); heading != "" {
		name = heading
	}
	return `<a href="` + html.EscapeString(link.Fragment(blockAnchor(doc, section, block))) + `">` +
		p.rendered.Isolated(name, p.rendered.Introduction) + "</a>"
}

// termWords are the sentences of lists of terms. They are many, and alike: each is made
// once. In them, %s is what is filled in.
type termWords struct {
	definedIn, usedIn, whatChanged, byDraft, separator, stop string

	mu     sync.Mutex
	ages   map[terms.Age]string
	others map[int]string
}

func newTermWords(p *pageBuilder) *termWords {
	say := func(key string) string {
		return html.EscapeString(p.words.Say(key, map[string]any{"section": "%s", "sections": "%s"}))
	}
	return &termWords{definedIn: say("definedIn"), usedIn: say("usedIn"), whatChanged: say("what"),
		byDraft: say("changedByDraft"), separator: say("listSeparator"), stop: say("fullStop"),
		ages: map[terms.Age]string{}, others: map[int]string{}}
}

// more is how many further sections use a term.
func (w *termWords) more(p *pageBuilder, n int) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.others[n] == "" {
		w.others[n] = html.EscapeString(p.words.Count("moreSections", n))
	}
	return w.others[n]
}

// since is since when a definition has stood, in the words that stand beside sections.
func (w *termWords) since(p *pageBuilder, a terms.Age) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ages[a] == "" {
		v := &p.versions[a.Since]
		key := map[terms.Change]string{terms.Oldest: "unchangedSinceAtLeast", terms.Added: "addedBy",
			terms.Reworded: "changedBy"}[a.Change]
		if v.Effective != "" {
			key = strings.Replace(key, "By", "On", 1)
		}
		day := cmp.Or(v.Effective, v.Published, v.Captured, v.Name[:len("2006-01-02")])
		w.ages[a] = p.words.Say(key, map[string]any{"date": marked(p.words, day)})
	}
	return w.ages[a]
}
