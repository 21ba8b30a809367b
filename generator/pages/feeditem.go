package pages

import (
	"fmt"
	"html"
	"strings"

	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
	"policyarchive/generator/feed"
	"policyarchive/generator/link"
	"policyarchive/generator/schema"
)

// mostSections is how many sections an entry lists in place of its redline, and the
// changelog of a version.
const mostSections = 60

// itemsOf are the entries that tell of a version: of one that was announced before its
// day the announcement, and what became of it.
func (p *pageBuilder) itemsOf(t *feedVersion, redlines sectionRedlines) []feedItem {
	e := t.entry
	summary := p.entrySummary(e)
	items := p.outcomeItems(t, "", summary)
	item := p.item(t, p.entryID(t.version), p.titleOfEntry(t), summary)
	var b strings.Builder
	p.writeHead(&b, t, summary)
	if t.quietBefore > 0 {
		paragraph(&b, p.words.Count("quietBefore", t.quietBefore))
	}
	p.writeChangesLink(&b, e.CompareURL)
	item.Content = p.inWords(b.String(), t.version)
	for _, r := range redlines[t.version] {
		item.redline += r.html
	}
	if item.redline != "" {
		item.redline, item.listed = p.inText(item.redline, t.version), p.inWords(p.listed(e.Sections), t.version)
	}
	return append(items, item)
}

// changeItems are the entries that tell what a version did to a section.
func (p *pageBuilder) changeItems(t *feedVersion, c *changelog.Change, redlines sectionRedlines) []feedItem {
	anchor := p.h.Tracker.Lineages[c.Line].Anchor
	summary := p.whatBecame(c)
	items := p.outcomeItems(t, anchor, summary)
	item := p.sectionItem(t, anchor, summary)
	item.URL = p.absolute(t.entry.CompareURL) + link.Fragment(anchor)
	var b strings.Builder
	p.writeHead(&b, t, summary)
	p.writeChangesLink(&b, t.entry.CompareURL)
	item.Content = p.inWords(b.String(), t.version)
	for _, r := range redlines[t.version] {
		if r.line == c.Line {
			item.redline = p.inText(r.html, t.version)
		}
	}
	return append(items, item)
}

// beginningItem tells that a section stood in the oldest version known.
func (p *pageBuilder) beginningItem(t *feedVersion, line int) feedItem {
	anchor := p.h.Tracker.Lineages[line].Anchor
	summary := p.words.Say(firstKey(&t.entry.Version), nil) + p.words.Say("fullStop", nil)
	item := p.sectionItem(t, anchor, summary)
	item.URL += link.Fragment(anchor)
	var b strings.Builder
	p.writeHead(&b, t, summary)
	item.Content = p.inWords(b.String(), t.version)
	return item
}

// sectionItem is an entry about a section of a version, without content.
func (p *pageBuilder) sectionItem(t *feedVersion, anchor, summary string) feedItem {
	change := strings.TrimSuffix(summary, p.words.Say("fullStop", nil))
	title := p.words.Say("entryOfSection", map[string]any{"title": p.titleOfEntry(t), "change": change})
	return p.item(t, p.entryID(t.version, "section", anchor), title, summary)
}

// outcomeItems are the entries of what became of an announced version; anchor is that of
// the section whose feed it is, if it is one's.
func (p *pageBuilder) outcomeItems(t *feedVersion, anchor, summary string) (items []feedItem) {
	for _, o := range t.outcomes {
		parts := []string{o.kind}
		if anchor != "" {
			parts = append(parts, "section", anchor)
		}
		sentence, plain := p.outcomeSentence(t, o.kind)
		item := p.item(t, p.entryID(t.version, parts...), p.outcomeTitle(t, o.kind), plain)
		item.Published, item.Updated = o.at, o.at
		var b strings.Builder
		paragraph(&b, sentence)
		p.writeHead(&b, t, summary)
		p.writeChangesLink(&b, t.entry.CompareURL)
		item.Content = p.inWords(b.String(), t.version)
		items = append(items, item)
	}
	return items
}

// item is an entry about a version, without content.
func (p *pageBuilder) item(t *feedVersion, id, title, summary string) feedItem {
	v := p.h.Versions[t.version]
	lang, _ := p.versionLanguage(v)
	words, _ := p.entryLanguage(t.version)
	e := feed.Entry{ID: id, URL: p.absolute(t.entry.Version.URL), Published: t.published, Updated: t.updated,
		Title: title, Summary: summary, Language: lang, Words: words}
	if t.entry.CompareURL != "" {
		e.URL = p.absolute(t.entry.CompareURL)
	}
	if class := t.entry.Version.Class; class != "" {
		e.Tags = append(e.Tags, class)
	}
	if t.material && t.entry.Version.Class != "material" {
		e.Tags = append(e.Tags, "material")
	}
	return feedItem{Entry: e}
}

// entryID is the name for ever of an entry about a version, or a part of it.
func (p *pageBuilder) entryID(version int, parts ...string) string {
	name := p.h.Versions[version].Name
	return p.id(name.Date, append([]string{name.String()}, parts...)...)
}

// outcomeKeys are the words of what becomes of an announced version, by kind of [outcome].
var outcomeKeys = map[string]struct{ title, sentence string }{
	"announced": {"eventTitle_announced", ""},
	"in-force":  {"eventTitle_in-force", "event_in-force"},
	"overtaken": {"eventTitle_overtaken", "event_overtaken"},
	"withdrawn": {"eventTitle_withdrawn", "event_withdrawn"},
}

// changeKeys are the words of a change, by its class.
var changeKeys = map[string]string{
	"editorial": "change_editorial", "clarification": "change_clarification", "material": "change_material",
}

func (p *pageBuilder) titleOfEntry(t *feedVersion) string {
	v := &t.entry.Version
	if t.announced && v.Effective != "" {
		return p.outcomeTitle(t, "announced")
	}
	return p.words.Say("entryTitle", map[string]any{"date": v.Plain, "change": p.changeOfClass(v.Class)})
}

func (p *pageBuilder) outcomeTitle(t *feedVersion, kind string) string {
	v := &t.entry.Version
	return p.words.Say(outcomeKeys[kind].title,
		map[string]any{"date": p.words.Date(v.Effective), "change": p.changeOfClass(v.Class)})
}

// outcomeSentence says what became of a version that was announced, as HTML and as text.
func (p *pageBuilder) outcomeSentence(t *feedVersion, kind string) (marks, plain string) {
	v := &t.entry.Version
	say := func(date func(string) string, reason string) string {
		announced := ""
		if v.Published != "" {
			announced = date(v.Published)
		}
		return p.words.Say(outcomeKeys[kind].sentence,
			map[string]any{"date": date(v.Effective), "announced": announced, "reason": reason})
	}
	mark := func(day string) string { return marked(p.words, day) }
	marks = say(mark, "<bdi>"+html.EscapeString(v.Reason)+"</bdi>")
	return marks, strings.TrimSpace(say(p.words.Date, p.apart(v.Reason)))
}

// changeOfClass is what a change of a class is called; "" of none.
func (p *pageBuilder) changeOfClass(class string) string {
	if class == "" {
		return ""
	}
	return p.words.Say(changeKeys[class], nil)
}

// firstKey is the key of what is said of the first version that has a text.
func firstKey(v *schema.Version) string {
	if v.Number > 1 {
		return "firstText"
	}
	return "firstVersion"
}

func (p *pageBuilder) entrySummary(e *schema.Entry) string {
	verdict := p.words.Say(firstKey(&e.Version), nil)
	if e.Verdict != nil {
		verdict = e.Verdict.Sentence
	}
	return strings.TrimSpace(p.apart(e.Version.Summary) + " " + verdict + p.words.Say("fullStop", nil))
}

// whatBecame says what a version did to a section.
func (p *pageBuilder) whatBecame(c *changelog.Change) string {
	var parts []string
	for _, did := range c.Did {
		key := "status_" + string(did)
		if did == compare.Represented || !p.words.Has(key) || did == compare.Renumbered && c.Old.Number == "" {
			continue
		}
		was := changelog.Heading{}
		if c.Old != nil {
			was = *c.Old
		}
		parts = append(parts, p.words.Say(key, map[string]any{"title": p.apart(was.Title), "number": was.Number}))
	}
	if words := DescribeWords(p.words, c.WordsAdded, c.WordsRemoved); words != "" {
		parts = append(parts, words)
	}
	return firstUpper(p.words.List(parts...)) + p.words.Say("fullStop", nil)
}

// writeHead begins the content of an entry: the dates of the version, why it was
// withdrawn, what changed, and how that disagrees with what was declared.
func (p *pageBuilder) writeHead(b *strings.Builder, t *feedVersion, summary string) {
	v := &t.entry.Version
	paragraph(b, v.Dates+p.words.Say("fullStop", nil))
	for _, text := range []string{v.Reason, summary, t.entry.Contradiction} {
		if text == "" {
			continue
		}
		dir := ""
		if p.policy.Dir != p.words.Direction {
			dir = ` dir="auto"`
		}
		b.WriteString("<p" + dir + ">" + html.EscapeString(text) + "</p>\n")
	}
	p.writeCheckpoint(b, p.checkpointOf(t.version))
}

// writeCheckpoint writes the body of a checkpoint; "" stands for none.
func (p *pageBuilder) writeCheckpoint(b *strings.Builder, body string) {
	if body != "" {
		paragraph(b, p.words.Say("logCheckpoint", nil))
		b.WriteString("<pre dir=\"ltr\" translate=\"no\">" + html.EscapeString(body) + "</pre>\n")
	}
}

func (p *pageBuilder) writeChangesLink(b *strings.Builder, at string) {
	if at != "" {
		paragraph(b, fmt.Sprintf(`<a href="%s">%s</a>`, html.EscapeString(p.absolute(at)),
			html.EscapeString(p.words.Say("seeChanges", nil))))
	}
}

// listed is a list of the sections that changed.
func (p *pageBuilder) listed(sections []schema.SectionChange) string {
	var b strings.Builder
	b.WriteString("<ul>")
	for _, s := range sections[:min(len(sections), mostSections)] {
		title := strings.TrimSpace(s.Number + " " + s.Title)
		fmt.Fprintf(&b, `<li><a href="%s">%s</a>`, html.EscapeString(p.absolute(s.URL)), html.EscapeString(title))
		if s.Words != "" {
			b.WriteString(" · " + html.EscapeString(s.Words))
		}
		b.WriteString("</li>\n")
	}
	if len(sections) > mostSections {
		b.WriteString("<li>…</li>")
	}
	b.WriteString("</ul>")
	return b.String()
}

func paragraph(b *strings.Builder, html string) { b.WriteString("<p>" + html + "</p>\n") }

// inText is HTML in the language of a version's text. Readers of feeds show content
// apart from what the feed says of it.
func (p *pageBuilder) inText(content string, version int) string {
	lang, dir := p.versionLanguage(p.h.Versions[version])
	return within(content, lang, dir)
}

// inWords is HTML in the words of the interface.
func (p *pageBuilder) inWords(content string, version int) string {
	lang, dir := p.entryLanguage(version)
	return within(content, lang, dir)
}

// entryLanguage is that of the words of the interface in an entry about a version: the
// language of its text where that is a kind of the interface's, as en-US is of en.
func (p *pageBuilder) entryLanguage(version int) (lang, dir string) {
	if lang, dir = p.versionLanguage(p.h.Versions[version]); p.words.Speaks(lang) {
		return lang, dir
	}
	return p.words.Locale, p.words.Direction
}

func within(content, lang, dir string) string {
	return fmt.Sprintf("<div lang=\"%s\" dir=\"%s\">%s</div>\n", html.EscapeString(lang), html.EscapeString(dir),
		content)
}
