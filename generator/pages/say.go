package pages

import (
	"sync"

	"policyarchive/generator/archive"
	"policyarchive/generator/changelog"
	"policyarchive/generator/render"
	"policyarchive/generator/words"
)

// speak chooses the language in which the pages speak of a policy in a language.
func (p *pageBuilder) speak(lang string) {
	p.words = p.o.Words.For(lang)
	p.rendered = render.WordsOf(p.words, lang)
	p.termWords = sync.OnceValue(func() *termWords { return newTermWords(p) })
}

// say is a sentence of the interface as plain text, about the policy and of further
// values: each a name and what stands for it.
func (p *pageBuilder) say(key string, values ...string) string {
	data := map[string]any{"policy": p.apart(p.policy.Title)}
	for i := 0; i < len(values); i += 2 {
		data[values[i]] = values[i+1]
	}
	return p.words.Say(key, data)
}

// apart is text of the policy within a sentence of the interface: between isolates
// (UAX #9) if the two run against each other.
func (p *pageBuilder) apart(text string) string {
	if text == "" || p.policy.Dir == p.words.Direction {
		return text
	}
	return "\u2068" + text + "\u2069"
}

// contradiction says how the class that was declared disagrees with what changed; ""
// if it does not.
func (p *pageBuilder) contradiction(e *changelog.Entry) string {
	c := e.Contradiction()
	if c == nil {
		return ""
	}
	var what []string
	switch {
	case len(c.Words) > 0:
		var quoted []string
		for _, w := range c.Words {
			quoted = append(quoted, p.words.Say("quoted", map[string]any{"text": p.apart(w)}))
		}
		what = append(what, p.words.Say("contradictionSubstance", map[string]any{"words": p.words.List(quoted...)}))
	case c.Added+c.Removed == 0:
		what = append(what, p.words.Say("contradictionNone", nil))
	default:
		came, went := "clausesAdded", "clausesRemoved"
		if c.Sections {
			came, went = "sectionsAdded", "sectionsRemoved"
		}
		if c.Added > 0 {
			what = append(what, p.words.Count(came, c.Added))
		}
		if c.Removed > 0 {
			what = append(what, p.words.Count(went, c.Removed))
		}
	}
	class := p.words.Say("class_"+c.Class, nil)
	return p.words.Say("contradiction", map[string]any{"class": class, "what": p.words.List(what...)})
}

// restoration says what was done to a capture. The record has a note of it in
// English; in other languages its rule says what kind of thing it was.
func (p *pageBuilder) restoration(r *archive.Restoration) string {
	if p.words.Name == words.English && r.Note != "" {
		return r.Note
	}
	if key := "restoration_" + r.Rule; p.words.Has(key) {
		return p.words.Say(key, nil)
	}
	return r.Rule // of another version of this program
}
