package policy

import (
	"regexp"
	"strings"
)

// Attribute lists as kramdown ({: #id .class}) and PHP Markdown Extra ({#id})
// write them: https://kramdown.gettalong.org/syntax.html#attribute-list-definitions

var (
	wholeAttribute   = regexp.MustCompile(`\A\{:?[ \t]*((?:[#.][^\s{}]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}]+)|toc|[\w-]+)(?:[ \t]+|\b|\z))*[ \t]*\}\z`)
	trailingHeading  = regexp.MustCompile(`\{:?[ \t]*((?:[#.][^\s{}]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}]+))[ \t]*)+\}[ \t]*\z`)
	attributeIDMatch = regexp.MustCompile(`(?:\A\{:?|[ \t])[ \t]*#([^\s{}]+)`)
)

// attributeLine reports whether a paragraph is nothing but an attribute list.
func attributeLine(paragraph []byte) (id string, ok bool) {
	s := strings.TrimSpace(string(paragraph))
	if !strings.HasPrefix(s, "{:") && !strings.HasPrefix(s, "{#") || !wholeAttribute.MatchString(s) {
		return "", false
	}
	return attributeID(s), true
}

func attributeID(list string) string {
	if m := attributeIDMatch.FindStringSubmatch(list); m != nil {
		return m[1]
	}
	return ""
}

// attribute gives an id to the block before, if that ended just above the
// attribute list, as kramdown does.
func (b *builder) attribute(id string) {
	if id == "" {
		return
	}
	if len(b.runs) > 0 || len(b.doc.Blocks) == 0 {
		b.ids = append(b.ids, id)
		return
	}
	last := &b.doc.Blocks[len(b.doc.Blocks)-1]
	last.ids = append(last.ids, id)
}
