package check

import (
	"fmt"
	"slices"
	"strings"
)

// Report is all that a check found.
type Report struct {
	// Base is what the texts were compared with, in words.
	Base     string
	Record   []Finding // about the archive
	Policies []PolicyReport
	// RulesURL is the address of a page about the rules; empty if there is none.
	RulesURL string
}

// PolicyReport is what was found in one policy's text.
type PolicyReport struct {
	Draft    *Draft
	Version  string // that the text follows; empty for a first one
	Findings []Finding
	Waived   int
	Frozen   string // the version that the text is; empty while it is none
	Preview  Preview
}

// Preview says where a preview of the change shows a text: paths below the
// address of the preview, with a slash at the end.
type Preview struct {
	Text    string // its own page
	Changes string // the page with its redline; empty if there is none
}

// All are the findings about the archive, then those about the texts.
func (r *Report) All() []Finding {
	list := slices.Clone(r.Record)
	for _, p := range r.Policies {
		list = append(list, p.Findings...)
	}
	return list
}

// Relocate gives the files of all findings other names.
func (r *Report) Relocate(name func(string) string) {
	lists := [][]Finding{r.Record}
	for _, p := range r.Policies {
		lists = append(lists, p.Findings)
	}
	for _, list := range lists {
		for i := range list {
			list[i].Position.File = name(list[i].Position.File)
		}
	}
}

// Count is the number of findings of a severity.
func (r *Report) Count(s Severity) int {
	n := 0
	for _, f := range r.All() {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// Summary counts the findings in words.
func (r *Report) Summary() string {
	var parts []string
	for _, s := range []Severity{Error, Warning, Note} {
		if n := r.Count(s); n > 0 {
			parts = append(parts, counted(n, string(s)))
		}
	}
	text := "No finding."
	if len(parts) > 0 {
		text = strings.Join(parts, ", ") + "."
	}
	waived := 0
	for _, p := range r.Policies {
		waived += p.Waived
	}
	if waived > 0 {
		text = fmt.Sprintf("%s, %d waived.", strings.TrimSuffix(text, "."), waived)
	}
	return text
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
