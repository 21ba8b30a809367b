package check

import (
	"fmt"
	"strings"

	"policyarchive/generator/characters"
	"policyarchive/generator/english"
)

// atMost is how many annotations of a kind GitHub shows of a step.
const atMost = 10

// GitHub writes the findings as workflow commands, which GitHub Actions shows
// beside the changed lines: errors first, one a line of text and rule, and no
// more than GitHub shows. What is left out is counted.
//
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
func (r *Report) GitHub() string {
	var b strings.Builder
	for _, kind := range []struct {
		severity Severity
		command  string
	}{{Error, "error"}, {Warning, "warning"}, {Note, "notice"}} {
		shown, left := 0, 0
		seen := map[string]bool{}
		for _, f := range r.All() {
			place := fmt.Sprint(f.Position.File, f.Position.Line, f.Rule)
			switch {
			case f.Severity != kind.severity || seen[place]:
				continue
			case shown == atMost:
				left += f.Count()
				continue
			}
			seen[place] = true
			shown++
			fmt.Fprintf(&b, "::%s file=%s,line=%d,col=%d,title=%s::%s\n", kind.command, property(f.Position.File),
				max(1, f.Position.Line), max(1, f.Position.Column),
				property(f.Rule), message(f.Problem+"; "+f.Fix))
		}
		if left > 0 {
			fmt.Fprintf(&b, "%s more are not shown here.\n", english.Count(left, string(kind.severity)))
		}
	}
	return b.String()
}

// message and property escape a command's text as the runner reads it
// (actions/toolkit, packages/core/src/command.ts).
func message(s string) string {
	return characters.Shown(strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s))
}

func property(s string) string {
	return characters.Shown(strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",",
		"%2C").Replace(s))
}
