package check

import (
	"fmt"
	"path"
	"slices"

	"policyarchive/generator/archive"
)

// logged finds that the log does not begin with the lines that it had where the change
// began, or that it lost a time stamp: whoever keeps a checkpoint of these lines would find
// out.
func (a *Archive) logged() (list []Finding) {
	for _, name := range a.LostStamps {
		list = append(list, a.finding("log", name, 1, "a time stamp of the log is gone or changed since "+a.baseName()+
			": it proves that lines are as old as they say", fmt.Sprintf("git restore --source=%s -- %s brings it back",
			a.baseName(), path.Join(a.Folder, name))))
	}
	was := a.Base.Log
	unreadable := slices.ContainsFunc(a.Mismatches, func(m archive.Mismatch) bool {
		return m.Kind == archive.BadLog && m.Path == archive.LogFile // reported as such
	})
	if was == nil || was.Begins(a.Log) || unreadable {
		return list
	}
	line := 1
	for line <= min(was.Len(), a.Log.Len()) && was.Line(line) == a.Log.Line(line) {
		line++
	}
	what := "is gone"
	if line <= a.Log.Len() {
		what = "is another"
	}
	message := fmt.Sprintf("line %d of the log %s since %s: lines are only added behind it", line, what, a.baseName())
	return append(list, a.finding("log", archive.LogFile, line, message, fmt.Sprintf("git restore --source=%s -- %s brings "+
		"the archive back; then run snapshot or import again", a.baseName(), a.Folder)))
}
