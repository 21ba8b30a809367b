package check

import (
	"fmt"
	"slices"

	"policyarchive/generator/archive"
)

// logged finds that the log does not begin with the lines that it had where the change
// began: whoever keeps a checkpoint of these would find out.
func (a *Archive) logged() []Finding {
	was := a.Base.Log
	unreadable := slices.ContainsFunc(a.Mismatches, func(m archive.Mismatch) bool {
		return m.Kind == archive.BadLog && m.Path == archive.LogFile // reported as such
	})
	if was == nil || was.Begins(a.Log) || unreadable {
		return nil
	}
	line := 1
	for line <= min(was.Len(), a.Log.Len()) && was.Line(line) == a.Log.Line(line) {
		line++
	}
	what := "is gone"
	if line <= a.Log.Len() {
		what = "is another"
	}
	return []Finding{a.finding("log", archive.LogFile, line, fmt.Sprintf("line %d of the log %s since %s: lines are only "+
		"added behind it", line, what, a.baseName()), fmt.Sprintf("git restore --source=%s -- %s brings the archive back; "+
		"then run snapshot or import again", a.baseName(), a.Folder))}
}
