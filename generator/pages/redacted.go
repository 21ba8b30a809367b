package pages

import (
	"html"
	"path"
	"slices"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/feed"
	"policyarchive/generator/history"
	"policyarchive/generator/schema"
)

// stateRedacted is the state of a version, for pages, whose text was removed.
const stateRedacted = "redacted"

// redactedVersions are the versions whose text was removed, as pages name them.
func (p *pageBuilder) redactedVersions() (list []schema.Version) {
	for _, v := range p.h.Redacted {
		out := p.versionOf(v)
		// A list that ends with the version behind it has it, too.
		out.Ordinal = max(1, min(v.Index+1, len(p.h.Versions)))
		out.State, out.Redacted, out.Reason, out.Authority = stateRedacted, v.Redaction.Redacted, v.Redaction.Reason,
			v.Redaction.Authority
		list = append(list, DescribeVersion(p.words, out))
	}
	return list
}

// shown is how pages name a version, which may have been redacted.
func (p *pageBuilder) shown(v *history.Version) *schema.Version {
	if v.Redaction == nil {
		return &p.versions[v.Index]
	}
	return &p.redacted[slices.Index(p.h.Redacted, v)]
}

// redactedNotes say of each version that stood between two others, by their numbers,
// that its text was removed: sentences as HTML.
func (p *pageBuilder) redactedNotes(key string, from, to int) (list []string) {
	for _, v := range p.h.RedactedBetween(from, to) {
		shown := p.shown(v)
		list = append(list, p.words.Say(key, map[string]any{"version": shown.Called,
			"url": html.EscapeString(shown.URL), "date": marked(p.words, shown.Redacted)}))
	}
	return list
}

// redactedBefore reports whether a version whose text was removed stood right before
// one: what that one brought may have stood in it.
func (p *pageBuilder) redactedBefore(version int) bool {
	return len(p.h.RedactedBetween(p.before(version), version)) > 0 && p.before(version) >= 0
}

// redactedPages stand in the place of versions whose text was removed.
func (p *pageBuilder) redactedPages() ([]schema.Page, error) {
	var pages []schema.Page
	for i, v := range p.h.Redacted {
		data := schema.RedactedPage{Policy: p.policy.Named(), Version: p.redacted[i],
			RecordURL: p.root + p.path("archive", v.Name.String()+path.Ext(v.Redaction.Dir()), archive.RedactionFile)}
		data.VerifyURL = p.verifyURL(v)
		for _, f := range v.Redaction.Removed {
			data.Removed = append(data.Removed, schema.RemovedFile{Name: f.Name, SHA256: f.SHA256,
				Size: p.words.Count("bytes", int(f.Bytes))})
		}
		if p.o.Log != nil {
			line := p.o.Log.Archived(v.Policy, v.Name.String())
			data.Line = p.words.Say("redactedLine", map[string]any{"n": p.words.Number(line),
				"line": p.words.Number(p.o.Log.Redacted()[[2]string{v.Policy, v.Name.String()}]),
				"url":  html.EscapeString(p.root + "/" + logFolder + "/")})
		}
		if v.Index > 0 {
			data.Previous = &p.versions[v.Index-1]
		}
		if v.Index < len(p.versions) {
			data.Next = &p.versions[v.Index]
		}
		if l := p.linkOf(v.Index-1, v.Index); l != nil {
			data.CompareURL = l.URL
		}
		page := p.page(schema.LayoutRedacted, p.say("redactedTitle", "version", p.redacted[i].Plain),
			p.say("redactedDescription", "version", p.redacted[i].Plain), data, "archive", v.Name.String())
		page.NoIndex = true
		pages = append(pages, page)
	}
	return pages, nil
}

// withRedacted puts entries of versions whose text was removed where these stood among
// groups, newest first.
func (p *pageBuilder) withRedacted(groups []schema.EntryGroup) []schema.EntryGroup {
	for i := range p.h.Redacted {
		group := schema.EntryGroup{Entries: []schema.Entry{{Version: p.redacted[i], Sections: []schema.SectionChange{}}}}
		older := map[string]bool{}
		for _, v := range p.h.Versions[:p.h.Redacted[i].Index] {
			older[v.Name.String()] = true
		}
		for _, v := range p.h.Redacted[:i] {
			older[v.Name.String()] = true
		}
		groups = insertGroup(groups, group, func(e *schema.Entry) bool { return older[e.Version.Name] })
	}
	return groups
}

// insertGroup puts a group before the first entry that is older. A group around that
// place is divided.
func insertGroup(groups []schema.EntryGroup, group schema.EntryGroup,
	older func(*schema.Entry) bool) []schema.EntryGroup {
	for n, g := range groups {
		at := slices.IndexFunc(g.Entries, func(e schema.Entry) bool { return older(&e) })
		switch {
		case at < 0:
			continue
		case at == 0:
			return slices.Insert(slices.Clone(groups), n, group)
		}
		newer, rest := g, g
		newer.Entries, rest.Entries = g.Entries[:at:at], g.Entries[at:]
		return slices.Concat(groups[:n], []schema.EntryGroup{newer, group, rest}, groups[n+1:])
	}
	return append(groups, group)
}

// redactedItems are the entries of feeds that tell of removed texts, newest first.
func (p *pageBuilder) redactedItems() (items []feedItem) {
	for i, v := range p.h.Redacted {
		shown := &p.redacted[i]
		say := func(date func(string) string, version, reason, authority string) string {
			return p.words.Say("event_redacted", map[string]any{"version": version, "date": date(shown.Redacted),
				"reason": reason, "authority": authority})
		}
		text := func(s string) string { return "<bdi>" + html.EscapeString(s) + "</bdi>" }
		at := p.instant(shown.Redacted)
		e := feed.Entry{ID: p.id(v.Name.Date, v.Name.String(), stateRedacted), URL: p.absolute(shown.URL), Published: at,
			Updated: at, Title: p.words.Say("eventTitle_redacted", map[string]any{"version": shown.Plain}),
			Summary: say(p.words.Date, shown.Plain, p.apart(shown.Reason), p.apart(shown.Authority)),
			Words:   p.words.Locale, Language: p.policy.Lang}
		e.Content = within("<p>"+say(func(day string) string { return marked(p.words, day) }, shown.Called,
			text(shown.Reason), text(shown.Authority))+"</p>\n", p.words.Locale, p.words.Direction)
		items = append(items, feedItem{Entry: e})
	}
	slices.SortStableFunc(items, func(a, b feedItem) int { return strings.Compare(b.Updated, a.Updated) })
	return items[:min(len(items), feedEntries)]
}
