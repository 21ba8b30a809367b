package policy

import (
	"net/url"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// Places are where the fragments of addresses lead in a text: to a section, a
// clause, or its top. A fragment is read as
//
//   - an anchor of a section or a clause, or an id that the author set;
//   - an id that another program gives a heading by itself: see autoIDs;
//   - one of these with its signs percent-encoded, or in another case;
//   - the words of one title;
//   - an anchor of a section that was merged into one of the text.
//
// Where these say different things, the text itself decides: the reading holds
// that explains most of its own links. A fragment that stays ambiguous leads
// nowhere, as does one that says nothing: a link to the wrong place is worse
// than none.
type Places struct {
	doc     *Document
	exact   map[string]spot // anchors and ids
	folded  map[string]spot // the same in lower case
	titles  map[string]spot // slugs of titles, with their numbers and without
	merged  map[string]int  // sections by the fragments that named others, whose text they have now
	auto    map[string]*autoSpots
	clauses func() map[clauseOf]bool
	weights [dialects + 1]int // how many of the text's own links each reading explains
}

// Place is where a fragment leads.
type Place struct {
	// Known tells that it leads anywhere. Ambiguous tells why not: it may mean
	// several places, of which Section and Other are two.
	Known, Ambiguous bool
	// Section is the index of the section; -1 is the top of the text.
	Section int
	Other   int
	// Clause is the anchor of a clause below the section's; "" for the section.
	Clause string
	// Lost is the clause that the fragment names in a section that has none such.
	Lost string
}

// spot is a place in the making.
type spot struct {
	section int
	clause  string
	set     bool // an author's id
	many    bool // several places have the name
}

// autoSpots are the sections whose headings have a name, in each dialect and in
// order.
type autoSpots [dialects][]int

// clauseOf names a clause of a section.
type clauseOf struct {
	section int
	clause  string
}

// ours is the reading of a fragment as an anchor of this program, beside those
// of the dialects.
const ours = dialects

const topOfText = -1

// lazy is a value that is made when it is first needed.
type lazy[T any] struct {
	once  sync.Once
	value T
}

func (l *lazy[T]) get(make func() T) T {
	l.once.Do(func() { l.value = make() })
	return l.value
}

// Places are where fragments lead in the text. They are worked out once: who
// gives the sections other anchors does so before that.
func (d *Document) Places() *Places {
	return d.places.get(func() *Places { return newPlaces(d) })
}

func newPlaces(d *Document) *Places {
	p := &Places{doc: d, exact: map[string]spot{}, folded: map[string]spot{}, titles: map[string]spot{},
		merged: map[string]int{}, auto: map[string]*autoSpots{}}
	p.clauses = sync.OnceValue(p.allClauses)
	byHeading := map[int]int{}
	for i := range d.Sections {
		if h := d.Sections[i].Heading; h >= 0 {
			byHeading[h] = i
		}
	}
	for i := range d.Sections {
		p.addSection(i)
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind != Heading || b.Level > 6 {
			continue
		}
		section, ok := byHeading[i]
		if !ok {
			section = topOfText
		}
		for _, a := range b.head().auto {
			spots := p.auto[a.id]
			if spots == nil {
				spots = &autoSpots{}
				p.auto[a.id] = spots
			}
			for n := range spots {
				if a.dialects&(1<<n) != 0 {
					spots[n] = append(spots[n], section)
				}
			}
		}
	}
	p.weigh()
	return p
}

// addSection enters all names that a section and its clauses have.
func (p *Places) addSection(i int) {
	s := &p.doc.Sections[i]
	name := func(id string, at spot) {
		if id == "" {
			return
		}
		if was, taken := p.exact[id]; !taken {
			p.exact[id] = at
		} else if at.set && !was.set {
			p.exact[id] = at // what the author calls so here and now
		}
		enter(p.folded, strings.ToLower(id), at)
	}
	for n := s.First; n < s.End; n++ {
		b := &p.doc.Blocks[n]
		for _, id := range b.ids {
			if slices.Contains(s.OtherIDs, id) && id != s.Anchor {
				name(id, spot{section: i, clause: b.Clause, set: true})
			}
		}
	}
	own := spot{section: i}
	name(s.Anchor, spot{section: i, set: s.Anchor == s.ID})
	name(s.ID, spot{section: i, set: true})
	for _, a := range s.Aliases {
		name(a, own)
	}
	for _, id := range s.OtherIDs {
		name(id, spot{section: i, set: true})
	}
	for _, fragment := range s.Merged {
		p.merged[fragment] = i
	}
	enter(p.titles, Slug(s.Title), own)
	if s.Number != "" {
		enter(p.titles, Slug(s.Number+" "+s.Title), own)
	}
}

// enter notes a place under a name, or that several have it.
func enter(names map[string]spot, name string, at spot) {
	if name == "" {
		return
	}
	if was, taken := names[name]; taken {
		was.many = was.many || was.section != at.section || was.clause != at.clause
		names[name] = was
		return
	}
	names[name] = at
}

// Find tells where a fragment leads, which is given as the address has it,
// without the number sign.
func (p *Places) Find(fragment string) Place {
	for _, name := range spellings(fragment) {
		if at := p.find(name); at.Known || at.Ambiguous || at.Lost != "" {
			return at
		}
	}
	if fragment == "" || strings.EqualFold(fragment, "top") {
		return Place{Known: true, Section: topOfText}
	}
	if at, ok := p.titles[Slug(decoded(fragment))]; ok && !at.many {
		return at.place()
	}
	if section, ok := p.merged[fragment]; ok {
		return spot{section: section}.place()
	}
	return Place{Section: topOfText}
}

// Anchor is the fragment that leads to a place on each page of the text; "" to
// its top.
func (p *Places) Anchor(at Place) string {
	if at.Section < 0 {
		return ""
	}
	anchor := p.doc.Sections[at.Section].Anchor
	if at.Clause != "" {
		anchor += "." + at.Clause
	}
	return anchor
}

// Section is the anchor of the section in which a place is; "" for the top.
func (p *Places) Section(at Place) string {
	at.Clause = ""
	return p.Anchor(at)
}

// spellings are the names that a fragment may stand for, the likeliest first.
func spellings(fragment string) []string {
	list := []string{fragment}
	add := func(name string) {
		if name != "" && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	plain := decoded(fragment)
	add(plain)
	add(norm.NFC.String(plain))
	add(strings.ToLower(norm.NFC.String(plain)))
	for _, prefix := range [...]string{"user-content-", "markdown-header-"} { // of GitHub and of Bitbucket
		if rest, ok := strings.CutPrefix(strings.ToLower(plain), prefix); ok {
			add(rest)
		}
	}
	return list
}

func decoded(fragment string) string {
	if plain, err := url.PathUnescape(fragment); err == nil {
		return plain
	}
	return fragment
}

func (s spot) place() Place { return Place{Known: true, Section: s.section, Clause: s.clause} }

// find reads a name in all ways. Where they differ, those readings count that
// explain most of the text's own links.
func (p *Places) find(name string) Place {
	own, lost := p.own(name)
	readings, any, other := p.readings(name)
	switch {
	case lost != "" && any == noReading:
		return Place{Section: own.section, Lost: lost}
	case lost != "":
		own = nil
	case own != nil && own.set:
		return own.place()
	case own != nil:
		if any != own.section && any != noReading {
			other = any
		}
		readings[ours], any = own.section, own.section
	}
	if any == noReading {
		return Place{Section: topOfText}
	}
	best, tie := -1, false
	alike := true // all that it may mean are called the same
	for r, at := range readings {
		if at == noReading {
			continue
		}
		switch {
		case at == manyReadings:
			alike = false
		case at != any:
			other, alike = at, alike && p.titleAt(at) == p.titleAt(any)
		}
		switch {
		case best < 0 || p.weights[r] > p.weights[best]:
			best, tie = r, false
		case p.weights[r] == p.weights[best] && at != readings[best]:
			tie = true
		}
	}
	switch {
	case own != nil && readings[best] == own.section && !tie:
		return own.place()
	case own != nil && alike && p.weights[ours] == p.weights[best] && own.section >= 0 &&
		Slug(p.doc.Sections[own.section].Title) == name:
		return own.place() // twins, of which this one has had the name for longest
	case readings[best] == manyReadings || tie:
		return Place{Ambiguous: true, Section: any, Other: other}
	}
	return spot{section: readings[best]}.place()
}

const (
	noReading    = -2
	manyReadings = -3
)

func (p *Places) titleAt(section int) string {
	if section < 0 {
		return p.doc.Title
	}
	return p.doc.Sections[section].Title
}

// own reads a name as an anchor of this program. lost is the clause that it
// names, if the section has no such.
func (p *Places) own(name string) (at *spot, lost string) {
	if s, ok := p.exact[name]; ok {
		return &s, ""
	}
	if s, ok := p.folded[name]; ok && !s.many {
		return &s, ""
	}
	for dot := strings.LastIndexByte(name, '.'); dot > 0; dot = strings.LastIndexByte(name[:dot], '.') {
		s, ok := p.exact[name[:dot]]
		if !ok {
			s, ok = p.folded[name[:dot]]
		}
		clause := name[dot+1:]
		if !ok || s.many || s.clause != "" || !isClause(clause) {
			continue
		}
		if !p.clauses()[clauseOf{s.section, clause}] {
			return &s, clause
		}
		s.clause = clause
		return &s, ""
	}
	return nil, ""
}

// isClause reports whether a name has the form of a clause's anchor.
func isClause(name string) bool {
	for i, part := range strings.Split(name, ".") {
		if part == "" || len(part) > 9 || i == 0 && (part[0] < '0' || part[0] > '9') {
			return false
		}
		for _, c := range []byte(part) {
			if c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') || i == 0 && c > '9' {
				return false
			}
		}
	}
	return true
}

func (p *Places) allClauses() map[clauseOf]bool {
	all := map[clauseOf]bool{}
	for i := range p.doc.Sections {
		own := p.doc.Own(&p.doc.Sections[i])
		for n := range own {
			b := &own[n]
			if b.Clause == "" {
				continue
			}
			all[clauseOf{i, b.Clause}] = true
			for _, m := range Enumeration(b) {
				all[clauseOf{i, b.Clause + "." + m.Suffix}] = true
			}
		}
	}
	return all
}

// readings are the sections that a name means in each dialect, and two of them.
func (p *Places) readings(name string) (list [dialects + 1]int, any, other int) {
	any, other = noReading, noReading
	for i := range list {
		list[i] = noReading
	}
	note := func(dialect, section int) {
		switch list[dialect] {
		case noReading, section:
			list[dialect] = section
		default:
			list[dialect] = manyReadings
		}
		switch {
		case any == noReading:
			any = section
		case section != any:
			other = section
		}
	}
	if spots := p.auto[name]; spots != nil {
		for d, sections := range spots {
			if len(sections) > 0 {
				note(d, sections[0])
			}
		}
	}
	cut := strings.LastIndexAny(name, "-_")
	if cut <= 0 {
		return list, any, other
	}
	nth := number(name[cut+1:], -1)
	if nth < 1 || name[cut+1] == '0' {
		return list, any, other
	}
	if spots := p.auto[name[:cut]]; spots != nil {
		for d, sections := range spots {
			if nth < len(sections) && (name[cut] == '_') == (d == mkdocsIDs) {
				note(d, sections[nth])
			}
		}
	}
	return list, any, other
}

// weigh counts how many of the fragments of the text's own links each reading
// explains.
func (p *Places) weigh() {
	seen := map[string]bool{}
	for i := range p.doc.Blocks {
		b := &p.doc.Blocks[i]
		if !b.LinksWithin() {
			continue
		}
		for n := range b.Tokens {
			fragment, ok := strings.CutPrefix(b.Tokens[n].Link, "#")
			if !ok || seen[fragment] {
				continue
			}
			seen[fragment] = true
			name := strings.ToLower(norm.NFC.String(decoded(fragment)))
			readings, _, _ := p.readings(name)
			if at, lost := p.own(name); at != nil && lost == "" {
				readings[ours] = at.section
			}
			for r := range readings {
				if readings[r] != noReading {
					p.weights[r]++
				}
			}
		}
	}
}
