package policy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// Introduction is the anchor of the text that stands before the first heading.
const Introduction = "introduction"

// Slug makes an anchor of a title: letters and digits of any script in normal
// form C and lower case, joined by hyphens; apostrophes vanish. It is "" for a
// title without letters or digits.
func Slug(title string) string {
	if slug, ok := asciiSlug(title); ok {
		return slug
	}
	return anySlug(title)
}

// asciiSlug is Slug for titles in ASCII; ok is false for others.
func asciiSlug(title string) (slug string, ok bool) {
	b := make([]byte, 0, 64)
	hyphen := false
	for i := range len(title) {
		c := title[i]
		switch {
		case c >= utf8.RuneSelf:
			return "", false
		case c == '\'':
			continue
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
		default:
			hyphen = true
			continue
		}
		if hyphen && len(b) > 0 {
			b = append(b, '-')
		}
		hyphen = false
		b = append(b, c)
	}
	return string(b), true
}

func anySlug(title string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range norm.NFC.String(cases.Lower(language.Und).String(norm.NFKC.String(title))) {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) && b.Len() > 0 && !hyphen:
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(r)
		case r == '\'' || r == '’' || isFormat(r):
		default:
			hyphen = true
		}
	}
	return b.String()
}

// BaseAnchor is the anchor a section would like to have, before it is made
// unique: the author's id, else its title, else its number or place.
func (s *Section) BaseAnchor() string {
	if s.ID != "" {
		return s.ID
	}
	if s.Heading < 0 && s.Title == "" {
		return Introduction
	}
	if slug := Slug(s.Title); slug != "" {
		return Shorten(slug)
	}
	if slug := Slug(s.Number); slug != "" {
		return Shorten("section-" + slug)
	}
	return "section"
}

// longestAnchor is how many bytes an anchor that is made of a title may have, the
// number of a twin left out: as the name of a folder, and in an address where
// each byte may take three, it fits everywhere.
const longestAnchor = 120

// Shorten cuts an anchor that is longer than a name should be: between words if
// half of them stay, and never within a letter and its marks.
func Shorten(anchor string) string {
	if len(anchor) <= longestAnchor {
		return anchor
	}
	cut := longestAnchor
	for !utf8.RuneStart(anchor[cut]) {
		cut--
	}
	for r, _ := utf8.DecodeRuneInString(anchor[cut:]); cut > 0 &&
		(unicode.IsMark(r) || isFormat(r)); r, _ = utf8.DecodeRuneInString(anchor[cut:]) {
		_, size := utf8.DecodeLastRuneInString(anchor[:cut])
		cut -= size
	}
	if cut == 0 { // one letter with a hundred marks
		cut = len(strings.ToValidUTF8(anchor[:longestAnchor], ""))
	}
	if hyphen := strings.LastIndexByte(anchor[:cut+1], '-'); hyphen >= longestAnchor/2 {
		cut = hyphen
	}
	return strings.TrimRight(anchor[:cut], "-")
}

// assignAnchors makes the anchors unique within one document. Lineage later
// replaces them by permanent ones.
func assignAnchors(d *Document) {
	taken := map[string]bool{}
	for i := range d.Sections {
		if s := &d.Sections[i]; s.ID != "" && !taken[s.ID] {
			s.Anchor = s.ID
			taken[s.ID] = true
		}
	}
	suffixes := Suffixes{}
	for i := range d.Sections {
		if s := &d.Sections[i]; s.Anchor == "" {
			s.Anchor = suffixes.Unique(s.BaseAnchor(), func(a string) bool { return taken[a] })
			taken[s.Anchor] = true
		}
	}
	for i := range d.Sections {
		s := &d.Sections[i]
		for _, id := range s.OtherIDs {
			if !taken[id] {
				taken[id] = true
				s.Aliases = append(s.Aliases, id)
			}
		}
	}
}

// Unique returns base, or base-2, base-3 … : the first that is not taken.
func Unique(base string, taken func(string) bool) string {
	return Suffixes{}.Unique(base, taken)
}

// Suffixes remembers how far the numbers behind a base have come, so that a
// thousand equal titles do not take a million questions. What is taken must
// stay so.
type Suffixes map[string]int

// Unique is the function [Unique] with a memory.
func (s Suffixes) Unique(base string, taken func(string) bool) string {
	n := max(1, s[base])
	anchor := func() string {
		if n == 1 {
			return base
		}
		return base + "-" + itoa(n)
	}
	for taken(anchor()) {
		n++
	}
	s[base] = n
	return anchor()
}
