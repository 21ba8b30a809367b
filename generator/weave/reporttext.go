package weave

import (
	"fmt"
	"io"
	"strings"

	"policyarchive/generator/lineage"
)

// SectionAnchor is the anchor that a section has now, by any it had; the error says
// why a version has no such section.
func (w *Weave) SectionAnchor(t *lineage.Tracker, version int, anchor string) (string, error) {
	section := t.Find(anchor)
	if section == nil {
		return "", fmt.Errorf("%s never had a section #%s; see %q", w.Policy, anchor, "generator sections "+w.Policy)
	}
	if !w.Stands(section.ID, version) {
		return "", fmt.Errorf("version %s of %s has no section #%s; %s is the last that had it",
			w.Versions[version].Name, w.Policy, anchor, w.Versions[section.Last].Name)
	}
	return section.Anchor, nil
}

// columns is how wide the text of a report is.
const columns = 100

// WriteText writes a report for people: each passage behind the version that brought it.
func (r *Report) WriteText(to io.Writer) error {
	width := 10
	for _, s := range r.Sections {
		for _, p := range s.Passages {
			width = max(width, len(p.Since))
		}
	}
	var out strings.Builder
	for n, s := range r.Sections {
		if n > 0 {
			out.WriteByte('\n')
		}
		title := strings.TrimSpace(s.Number + " " + s.Title)
		if title == "" {
			title = "(text without a heading)"
		}
		fmt.Fprintf(&out, "%-*s  #%s  %s\n", width, s.Since, s.Anchor, title)
		for _, p := range s.Passages {
			since, indent := p.Since, ""
			if !p.Begins {
				indent = "  " // it goes on from the passage above
			}
			for _, line := range wrap(p.Text, columns-width-4) {
				fmt.Fprintf(&out, "%-*s  %s%s\n", width, since, indent, line)
				since = ""
			}
		}
	}
	_, err := io.WriteString(to, out.String())
	return err
}

// wrap breaks a text into lines of no more than some characters, if its words allow.
func wrap(text string, most int) []string {
	var lines []string
	line, length := "", 0
	for _, word := range strings.Fields(text) {
		n := len([]rune(word))
		if line != "" && length+1+n > most {
			lines, line, length = append(lines, line), "", 0
		}
		if line != "" {
			line, length = line+" ", length+1
		}
		line, length = line+word, length+n
	}
	return append(lines, line)
}
