package check

import (
	_ "embed"
	"strings"
)

// Documentation is the page about the rules, Markdown.
//
//go:embed RULES.md
var Documentation string

// RuleText is what the page says of a rule.
type RuleText struct {
	What   string // it finds
	Facts  string // severity and waivers, as they are written there
	Why    string
	Do     string
	Source string
}

// RuleTexts reads the page: what it says, by rule.
func RuleTexts() map[string]RuleText {
	entries := map[string]RuleText{}
	for _, part := range strings.Split(Documentation, "\n### ")[1:] {
		part, _, _ = strings.Cut(part, "\n## ")
		name, body, _ := strings.Cut(part, "\n")
		var e RuleText
		for _, line := range strings.Split(body, "\n") {
			key, value, found := strings.Cut(strings.TrimPrefix(line, "- "), ": ")
			switch {
			case found && key == "Severity":
				e.Facts = value
			case found && key == "Why":
				e.Why = value
			case found && key == "Do":
				e.Do = value
			case found && key == "Source":
				e.Source = value
			case line != "" && e.What == "":
				e.What = line
			}
		}
		entries[name] = e
	}
	return entries
}
