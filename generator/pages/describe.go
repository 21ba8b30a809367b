package pages

import (
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"policyarchive/generator/compare"
	"policyarchive/generator/schema"
	"policyarchive/generator/words"
)

// What a page says of versions and comparisons wherever it names one: worked out
// here, once for each, since lists of them grow with the history.

// DescribeVersion returns a version with the words about it.
func DescribeVersion(w *words.Language, v schema.Version) schema.Version {
	mark := func(day string) string { return marked(w, day) }
	v.Called, v.Plain = called(v.Name, mark), called(v.Name, w.Date)
	if v.IdenticalTo != "" {
		v.SameAs = called(v.IdenticalTo, w.Date)
	}
	v.Dates = firstUpper(w.List(known(w, &v, mark)...))
	switch {
	case v.State != "in-force":
	case v.Until != "":
		v.Standing = w.Say("inForceUntil", map[string]any{"date": mark(v.Until)})
	case v.Effective != "":
		v.Standing = w.Say("inForce", nil)
	default:
		v.Standing = w.Say("newestKnown", nil)
	}
	return v
}

// called is what readers call a version of a name: its date and, if that day had
// several, its number.
func called(name string, date func(day string) string) string {
	const day = len("2006-01-02")
	if len(name) > day {
		return fmt.Sprintf("%s (%s)", date(name[:day]), name[day+1:])
	}
	return date(name)
}

// marked is a day (YYYY-MM-DD) in the reader's words, as HTML; exact on hover.
func marked(w *words.Language, day string) string {
	return fmt.Sprintf(`<time datetime="%[1]s" title="%[1]s">%[2]s</time>`,
		html.EscapeString(day), html.EscapeString(w.Date(day)))
}

// unbroken is a day in words, as text that no line breaks.
func (p *pageBuilder) unbroken(day string) string {
	return strings.ReplaceAll(p.words.Date(day), " ", "\u00A0")
}

// known is what is known of a version's dates, and no more: a text seen on a day
// may be older than that day. date writes a day.
func known(w *words.Language, v *schema.Version, date func(day string) string) (list []string) {
	add := func(key, day string) {
		if day != "" {
			list = append(list, w.Say(key, map[string]any{"date": date(day)}))
		}
	}
	switch {
	case v.Withdrawn != "":
		add("announcedFor", v.Effective)
		add("withdrawnOn", v.Withdrawn)
	case v.Overtaken != "":
		add("announcedOn", v.Published)
		add("announcedFor", v.Effective)
		list = append(list, w.Say("overtaken", nil))
	case v.State == "announced":
		add("announcedOn", v.Published)
		add("appliesFrom", v.Effective)
	case v.Effective != "" && v.Until != "":
		list = append(list, w.Say("inForceFromUntil",
			map[string]any{"from": date(v.Effective), "until": date(v.Until)}))
	case v.State == "in-force" && v.Effective != "":
		add("inForceSince", v.Effective)
	case v.Effective != "":
		add("inForceFrom", v.Effective)
	default:
		add("publishedOn", v.Published)
		if v.Captured != v.Published {
			add("capturedOn", v.Captured)
		}
	}
	if len(list) == 0 {
		list = append(list, w.Say("dateUnknown", nil))
	}
	add("redactedOn", v.Redacted)
	return list
}

// DescribeVerdict returns a verdict with its words.
func DescribeVerdict(w *words.Language, v schema.Verdict) schema.Verdict {
	v.Sentence, v.Words = firstUpper(w.List(sentence(w, &v)...)), DescribeWords(w, v.WordsAdded, v.WordsRemoved)
	return v
}

// sentence is the answer of a comparison, in parts.
func sentence(w *words.Language, v *schema.Verdict) (parts []string) {
	switch v.Kind {
	case "identical":
		return []string{w.Say("verdictIdentical", nil)}
	case "presentation":
		return []string{w.Say("verdictPresentation", nil)}
	}
	if v.Title {
		parts = append(parts, w.Say("titleChanged", nil))
	}
	if v.Added > 0 {
		parts = append(parts, w.Count("sectionsAdded", v.Added))
	}
	if v.Removed > 0 {
		parts = append(parts, w.Count("sectionsRemoved", v.Removed))
	}
	if v.Changed > 0 {
		parts = append(parts, w.Say("verdictWording",
			map[string]any{"Count": v.Of, "n": w.Number(v.Of), "changed": w.Number(v.Changed)}))
	}
	if len(parts) == 0 {
		parts = append(parts, w.Say("verdictSections", nil))
	}
	return parts
}

// extent says how much of a text changed: in how many of its sections.
func extent(w *words.Language, v *schema.Verdict) string {
	if v.Changed == 0 {
		return w.List(sentence(w, v)...)
	}
	rest := *v
	rest.Changed = 0
	parts := []string{w.Say("changedIn",
		map[string]any{"Count": v.Of, "n": w.Number(v.Of), "changed": w.Number(v.Changed)})}
	if v.Title || v.Added > 0 || v.Removed > 0 {
		parts = append(parts, sentence(w, &rest)...)
	}
	return w.List(parts...)
}

// DescribeWords says how many words came and went; nothing if none did.
func DescribeWords(w *words.Language, added, removed int) string {
	var parts []string
	if added > 0 {
		parts = append(parts, w.Count("wordsAdded", added))
	}
	if removed > 0 {
		parts = append(parts, w.Count("wordsRemoved", removed))
	}
	return w.List(parts...)
}

func firstUpper(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

func (p *pageBuilder) verdict(v compare.Verdict) schema.Verdict {
	return DescribeVerdict(p.words, schema.Verdict{
		Kind: string(v.Kind), Title: v.Title, Changed: v.Changed, Of: v.Of, Added: v.Added, Removed: v.Removed,
		WordsAdded: v.WordsAdded, WordsRemoved: v.WordsRemoved,
	})
}
