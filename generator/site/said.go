package site

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lists that grow with the versions are made of these words, and Hugo's T takes
// longer than all else in a template: so they are worked out here, once for each
// version and each comparison.

// DescribeVersion returns a version with the words about it.
func (i *Interface) DescribeVersion(v Version) Version {
	day, number := v.Name, ""
	if len(day) > len("2006-01-02") {
		day, number = day[:len("2006-01-02")], day[len("2006-01-02")+1:]
	}
	v.Called = i.date(day)
	if number != "" {
		v.Called = fmt.Sprintf("%s (%s)", v.Called, number)
	}
	v.Plain = plain(v.Called)
	v.Dates = firstUpper(strings.Join(i.known(&v), ", "))
	return v
}

// plain is what i.date and i.DescribeVersion make, without their marks.
func plain(date string) string {
	_, date, _ = strings.Cut(date, ">")
	return strings.Replace(date, "</time>", "", 1)
}

// known is what is known of a version's dates, and no more: a text seen on a day
// may be older than that day.
func (i *Interface) known(v *Version) (list []string) {
	tell := func(key, day string) {
		if day != "" {
			list = append(list, i.say(key, map[string]any{"date": i.date(day)}))
		}
	}
	switch {
	case v.Withdrawn != "":
		tell("announcedFor", v.Effective)
		tell("withdrawnOn", v.Withdrawn)
	case v.Overtaken != "":
		tell("announcedOn", v.Published)
		tell("announcedFor", v.Effective)
		list = append(list, i.say("overtaken", nil))
	case v.State == "announced":
		tell("announcedOn", v.Published)
		tell("appliesFrom", v.Effective)
	case v.Effective != "" && v.Until != "":
		list = append(list, i.say("inForceFromUntil", map[string]any{"from": i.date(v.Effective), "until": i.date(v.Until)}))
	case v.State == "in-force" && v.Effective != "":
		tell("inForceSince", v.Effective)
	case v.Effective != "":
		tell("inForceFrom", v.Effective)
	default:
		tell("publishedOn", v.Published)
		if v.Captured != v.Published {
			tell("capturedOn", v.Captured)
		}
	}
	if len(list) == 0 {
		list = append(list, i.say("dateUnknown", nil))
	}
	return list
}

// DescribeVerdict returns a verdict with its words.
func (i *Interface) DescribeVerdict(v Verdict) Verdict {
	v.Sentence, v.Words = firstUpper(strings.Join(i.sentence(&v), ", ")), i.Words(v.WordsAdded, v.WordsRemoved)
	return v
}

// sentence is the answer of a comparison, in parts.
func (i *Interface) sentence(v *Verdict) (parts []string) {
	switch v.Kind {
	case "identical":
		return []string{i.say("verdictIdentical", nil)}
	case "presentation":
		return []string{i.say("verdictPresentation", nil)}
	}
	if v.Title {
		parts = append(parts, i.say("titleChanged", nil))
	}
	if v.Added > 0 {
		parts = append(parts, i.say("sectionsAdded", v.Added))
	}
	if v.Removed > 0 {
		parts = append(parts, i.say("sectionsRemoved", v.Removed))
	}
	if v.Changed > 0 {
		parts = append(parts, i.say("verdictWording", map[string]any{"Count": v.Of, "changed": v.Changed}))
	}
	if len(parts) == 0 {
		parts = append(parts, i.say("verdictSections", nil))
	}
	return parts
}

// Words says how many words came and went; nothing if none did.
func (i *Interface) Words(added, removed int) string {
	var parts []string
	for _, c := range []struct {
		key string
		n   int
	}{{"wordsAdded", added}, {"wordsRemoved", removed}} {
		if c.n > 0 {
			parts = append(parts, i.say(c.key, map[string]any{"Count": c.n, "n": i.number(c.n)}))
		}
	}
	return strings.Join(parts, ", ")
}

func firstUpper(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
