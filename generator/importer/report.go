package importer

import (
	"fmt"
	"slices"
	"strings"

	"policyarchive/generator/capture"
	"policyarchive/generator/english"
)

// Remark is what a person should know of a capture before it is imported.
type Remark struct{ Label, Text string }

// Remarks are the doubts about each new version, in a line, and why captures are left
// out.
func (p *Plan) Remarks() []Remark {
	var list []Remark
	for _, item := range p.Items {
		switch doubts := item.Brief(); {
		case item.Outcome == Unusable:
			list = append(list, Remark{item.Label, "left out: " + item.Err.Error()})
		case item.Outcome == New && len(doubts) > 0:
			list = append(list, Remark{item.Label, strings.Join(doubts, "; ")})
		}
	}
	return list
}

// Overview counts the doubts by kind, where there are more than a few remarks, and says
// what would settle many of them; "" if there is nothing of that.
func (p *Plan) Overview() string {
	var s strings.Builder
	tallies := p.Tallies()
	if slices.ContainsFunc(tallies, func(t Tally) bool { return t.Kind == PlainLinks && !t.Stops }) {
		s.WriteString("Say with --original where the text was published, and its relative links lead there.\n")
	}
	if len(p.Remarks()) > 2 && len(tallies) > 0 {
		fmt.Fprintf(&s, "\nDoubts about %d of %s, kept with them:\n", p.Doubted(),
			english.Count(len(p.Fresh()), "new version"))
		for _, t := range tallies {
			fmt.Fprintf(&s, "  %5d  %s\n", t.Versions, t.Kind)
		}
		s.WriteString("\n")
	}
	return s.String()
}

// Stops lists the doubts that touch so much of the text that the import needs a look
// first, each with what to do; "" if there are none.
func (p *Plan) Stops() string {
	var s strings.Builder
	for _, t := range p.Tallies() {
		if !t.Stops {
			continue
		}
		fmt.Fprintf(&s, "  - %s: %d of %s, such as %s\n", t.Kind, t.Versions, english.Count(len(p.Fresh()), "version"),
			t.Example.Label)
		if advice := advice(t.Kind, p.options.Policy); advice != "" {
			fmt.Fprintf(&s, "    %s\n", advice)
		}
	}
	return s.String()
}

// advice is what to do about a kind of doubts.
func advice(kind capture.Kind, policyName string) string {
	switch kind {
	case PlainLinks:
		return "say where the text was published, such as --original https://example.org/privacy"
	case capture.Letters:
		return "say with --encoding how the captures are encoded, such as --encoding windows-1251"
	case Ahead:
		return "look at the clock of whoever dated them; no snapshot with an earlier day could follow such a version"
	case OtherLanguage:
		return fmt.Sprintf("if the policy is in that language, say so in hugo.toml: lang below [params.policies.%s]",
			policyName)
	case Empty, HeadingsLost, capture.Lost, Shrunk, capture.Twice:
		return "see what --dry-run says of them; of pages, say with --selector which part is the text"
	case capture.ErrorPage:
		return "leave those captures out"
	}
	return ""
}

// Sentence says what became of a capture of a policy; "" if nothing did.
func (item *Item) Sentence(policyName string) string {
	switch item.Outcome {
	case New:
		return fmt.Sprintf("Imported %s as version %s of %s (%s).", item.Label, item.Name, policyName,
			english.Count(len(item.Record.Restorations), "restoration"))
	case Known:
		return fmt.Sprintf("%s is in the archive already, as version %s of %s.", item.Label, item.Name, policyName)
	case SameText, SameBytes:
		return fmt.Sprintf("%s has the same text as version %s of %s: it is no version of its own.", item.Label,
			item.Like.Name, policyName)
	}
	return ""
}
