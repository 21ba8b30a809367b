package lineage

import (
	"fmt"
	"io"
	"strings"
)

// WriteText writes the outline of a text for people: its sections and clauses, each
// with its anchor.
func WriteText(to io.Writer, list []SectionReport) error {
	var out strings.Builder
	for _, s := range list {
		title := strings.TrimSpace(s.Number + " " + s.Title)
		if title == "" {
			title = "(text without a heading)"
		}
		also := ""
		for _, alias := range s.Aliases {
			also += ", also #" + alias
		}
		fmt.Fprintf(&out, "%s#%-*s %s  (since %s%s)\n", strings.Repeat("  ", s.Depth-1), 42-2*s.Depth, s.Anchor,
			title, s.Since, also)
		for _, c := range s.Clauses {
			text := c.Text
			if r := []rune(text); len(r) > 60 {
				text = string(r[:57]) + "…"
			}
			fmt.Fprintf(&out, "%s  #%s  %s\n", strings.Repeat("  ", s.Depth), c.Anchor, text)
		}
	}
	_, err := io.WriteString(to, out.String())
	return err
}
