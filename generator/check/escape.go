package check

import (
	"regexp"
	"strings"

	"policyarchive/generator/characters"
)

// markup are the characters with which Markdown does something on GitHub:
// besides those of CommonMark, its tables, mathematics and strikethrough.
// Mentions, references to issues and addresses become links in the finished
// text, and names between colons pictures, so that these are broken by a
// character without width. A dollar sign is put into an element, as GitHub has
// it: a backslash does not keep it from beginning a formula.
//
// https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
// https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions
var markup = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `|`, `\|`, `~`, `\~`, `$`, `<span>$</span>`,
	`!`, `\!`,
	`&`, `&amp;`, `<`, `&lt;`, `>`, `&gt;`, `@`, `@&#8203;`, `#`, `\#&#8203;`, `://`, `:&#8203;//`, `www.`, `www&#8203;.`,
	"\n", " ", "\r", " ",
)

// coded are what GitHub takes for a reference or a picture though no sign of
// Markdown is in it: GH-12, :shield:.
var coded = regexp.MustCompile(`(?i)(\bGH)(-\d)|(:)([a-z+-][a-z0-9_+-]*:)`)

// lineStart is what begins a list, a rule or a heading at the head of a line.
var lineStart = regexp.MustCompile(`^(\s*)(?:([-+=])|(\d+)([.)]))`)

// escapeMarkdown writes a text so that GitHub shows it as it is.
func escapeMarkdown(s string) string {
	s = characters.Shown(strings.ReplaceAll(s, "\r", "\n"))
	s = markup.Replace(coded.ReplaceAllString(s, "$1$3\u200b$2$4"))
	return lineStart.ReplaceAllStringFunc(s, func(m string) string {
		last := len(m) - 1
		return m[:last] + `\` + m[last:]
	})
}
