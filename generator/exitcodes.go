package main

import "github.com/spf13/cobra"

// The exit codes.
const (
	exitFine     = 0
	exitFindings = 1
	exitFailed   = 2
)

// exitCodes are what the help of a command says of them. Commands that find things say
// what 1 means.
func exitCodes(c *cobra.Command) []string {
	const doubted = "doubts touch much of the text (without --accept), or there is any (with --strict); nothing was " +
		"imported"
	found := map[string]string{
		"check":    "there are errors among the findings",
		"snapshot": "a check found an error; nothing was frozen",
		"file":     doubted,
		"dir":      doubted,
		"git":      doubted,
		"wayback":  doubted,
		"redact":   "it is not confirmed; nothing was removed",
		"verify": "a file is changed, missing or not listed, or the log or a checkpoint contradicts the archive, or too " +
			"few witnesses have cosigned",
		"request-capture": "the archive refused a request",
		"witness":         "a witness has not cosigned, or those who have are too few",
	}
	codes := []string{"0  fine"}
	switch what := found[c.Name()]; {
	case what != "":
		codes = append(codes, "1  "+what)
	case !c.HasParent():
		codes = append(codes, "1  something was found: see the help of check, snapshot, verify, witness, request-capture "+
			"and import")
	}
	return append(codes, "2  could not run: wrong usage, unreadable files, a broken build",
		"130, 143, 129  ended by Ctrl-C, SIGTERM or SIGHUP; a second one ends it at once")
}
