package pages

import (
	"cmp"

	"policyarchive/generator/history"
)

// lastChange is the version that last changed a word of the text of v: v itself or
// one that it followed. It is nil if none is known to have.
func (p *pageBuilder) lastChange(v *history.Version) *history.Version {
	for ; v.Previous != nil; v = v.Previous {
		if p.entries[v.Index].Significant() {
			return v
		}
	}
	return nil
}

// describeLastChange says, as HTML, when a word of v last changed, and how much.
// last is lastChange(v). The first version, before which nothing is known, has none.
func (p *pageBuilder) describeLastChange(v, last *history.Version) string {
	if v.Previous == nil {
		return ""
	}
	if last == nil {
		first := v
		for first.Previous != nil {
			first = first.Previous
		}
		return p.words.Say("noChangeSince", map[string]any{"date": marked(p.words, first.Starts())})
	}
	key := "lastChangeBy"
	if last.Record.Effective != "" {
		key = "lastChange"
	}
	text := p.words.Say(key, map[string]any{
		"date": marked(p.words, last.Starts()), "extent": extent(p.words, p.siteEntries[last.Index].Verdict)})
	if v == last || v.Record.Effective != "" {
		return text
	}
	key = "publishedUnchanged"
	if v.Record.Published == "" {
		key = "seenUnchanged"
	}
	seen := cmp.Or(v.Record.Published, p.versions[v.Index].Captured, v.Starts())
	return text + " " + p.words.Say(key, map[string]any{"date": marked(p.words, seen)})
}
