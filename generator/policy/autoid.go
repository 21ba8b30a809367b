package policy

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Programs that show Markdown give headings ids of their own making, and texts
// that were written for one link to them. Each way to make them is a dialect;
// those that differ in nothing that matters here share one.
const (
	// GitHub, Docusaurus, and Hugo as it is set up: https://github.com/gjtorikian/html-pipeline,
	// https://github.com/Flet/github-slugger.
	githubIDs = iota
	// goldmark by itself: ASCII only.
	goldmarkIDs
	// kramdown and Jekyll: https://kramdown.gettalong.org/converter/html.html#auto-ids.
	kramdownIDs
	// pandoc: https://pandoc.org/MANUAL.html#extension-auto_identifiers.
	pandocIDs
	// GitLab: as GitHub, with single hyphens.
	gitlabIDs
	// Python-Markdown and MkDocs, which count with an underscore.
	mkdocsIDs
	// VitePress and markdown-it-anchor: a digit does not begin an id.
	vitepressIDs
	// As GitHub, of a title without its number: the number may be that of the
	// list in which the heading stands.
	titleIDs
	dialects
)

// autoID is the id that some dialects, a set of bits, give a heading before
// they make it unique.
type autoID struct {
	id       string
	dialects uint16
}

// autoIDs are the ids that a heading has in the dialects. text is all that it
// says, title what it says without its number.
func autoIDs(text, title string) []autoID {
	text, title = norm.NFC.String(text), norm.NFC.String(title)
	var list []autoID
	add := func(dialect int, id string) {
		for i := range list {
			if list[i].id == id {
				list[i].dialects |= 1 << dialect
				return
			}
		}
		if id != "" {
			list = append(list, autoID{id, 1 << dialect})
		}
	}
	lower := strings.ToLower(text)
	github := hyphenated(lower, isWordSign)
	add(githubIDs, github)
	add(titleIDs, hyphenated(strings.ToLower(title), isWordSign))
	add(goldmarkIDs, strings.ReplaceAll(hyphenated(lower, func(r rune) bool { return r < 0x80 && isWordSign(r) }),
		"_", "-"))
	kramdown := strings.ToLower(strings.TrimLeftFunc(text, func(r rune) bool { return r >= 0x80 || !unicode.IsLetter(r) }))
	add(kramdownIDs, hyphenated(kramdown, func(r rune) bool { return r < 0x80 && isWordSign(r) && r != '_' }))
	pandoc := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if isWordSign(r) || r == '-' || r == '.' || unicode.IsSpace(r) {
			return r
		}
		return -1
	}, lower)), "-")
	add(pandocIDs, strings.TrimLeftFunc(pandoc, func(r rune) bool { return !unicode.IsLetter(r) }))
	single := strings.Trim(squeezed(github), "-")
	add(gitlabIDs, single)
	add(mkdocsIDs, single)
	vitepress := strings.Trim(squeezed(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r < 0x80 && !isWordSign(r) || r >= 0x2000 && r < 0x2070 {
			return '-'
		}
		return r
	}, lower)), "-")
	if vitepress != "" && vitepress[0] >= '0' && vitepress[0] <= '9' {
		vitepress = "_" + vitepress
	}
	add(vitepressIDs, vitepress)
	return list
}

// isWordSign reports whether a rune is kept in ids: a letter, a mark, a number
// or what connects words.
func isWordSign(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) || unicode.Is(unicode.Pc, r)
}

// hyphenated is a text with a hyphen for each blank, without the signs that are
// not kept.
func hyphenated(text string, keep func(rune) bool) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '-' || keep(r):
			return r
		case unicode.IsSpace(r):
			return '-'
		}
		return -1
	}, strings.TrimSpace(text))
}

// squeezed is an id with single hyphens.
func squeezed(id string) string {
	for strings.Contains(id, "--") {
		id = strings.ReplaceAll(id, "--", "-")
	}
	return id
}
