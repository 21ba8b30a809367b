// Package pattern makes it cheap to look for what is rare: a regular expression is
// tried only on texts that have a part of what it matches.
package pattern

import (
	"regexp"
	"slices"
	"strings"
)

// Pattern is a regular expression with parts, of which each of its matches has one.
type Pattern struct {
	expression *regexp.Regexp
	folded     []string // parts in small letters, which stand for any case
	exact      []string // parts with capitals
}

// New compiles an expression, each of whose matches has one of the parts. A part in
// small letters is looked for in any case, one with capitals as it is.
func New(expression string, parts ...string) *Pattern {
	p := &Pattern{expression: regexp.MustCompile(expression)}
	for _, part := range parts {
		if Fold(part) == part {
			p.folded = append(p.folded, part)
		} else {
			p.exact = append(p.exact, part)
		}
	}
	return p
}

// In reports whether something in a text matches.
func (p *Pattern) In(text string) bool { return p.Find(text, Fold(text)) != nil }

// Find is where the first match is, and its groups; nil if nothing matches. folded is
// the text as [Fold] writes it.
func (p *Pattern) Find(text, folded string) []int {
	if !containsAny(folded, p.folded) && !containsAny(text, p.exact) {
		return nil
	}
	return p.expression.FindStringSubmatchIndex(text)
}

// FindAll is where the matches are, and their groups. folded is the text as [Fold]
// writes it.
func (p *Pattern) FindAll(text, folded string) [][]int {
	if !containsAny(folded, p.folded) && !containsAny(text, p.exact) {
		return nil
	}
	return p.expression.FindAllStringSubmatchIndex(text, -1)
}

func containsAny(s string, parts []string) bool {
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(s, part) })
}

// Fold writes a text in small letters. Where an expression matches any case (?i), ſ is
// an s as well.
func Fold(s string) string { return strings.ReplaceAll(strings.ToLower(s), "ſ", "s") }

// String is the expression.
func (p *Pattern) String() string { return p.expression.String() }
