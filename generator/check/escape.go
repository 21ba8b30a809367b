package check

import (
	"regexp"
	"strings"
)

// markup are the characters with which Markdown does something on GitHub:
// besides those of CommonMark, its tables, mathematics and strikethrough.
// Mentions, references to issues and addresses become links in the finished
// text, so that these are broken by a character without width.
var markup = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `|`, `\|`, `~`, `\~`, `$`, `\$`, `!`, `\!`,
	`&`, `&amp;`, `<`, `&lt;`, `>`, `&gt;`, `@`, `@&#8203;`, `#`, `\#&#8203;`, `://`, `:&#8203;//`, `www.`, `www&#8203;.`, "\n", " ", "\r", " ",
)

// lineStart is what begins a list, a rule or a heading at the head of a line.
var lineStart = regexp.MustCompile(`^(\s*)(?:([-+=])|(\d+)([.)]))`)

// escapeMarkdown writes a text so that GitHub shows it as it is.
func escapeMarkdown(s string) string {
	s = markup.Replace(s)
	return lineStart.ReplaceAllStringFunc(s, func(m string) string {
		last := len(m) - 1
		return m[:last] + `\` + m[last:]
	})
}
