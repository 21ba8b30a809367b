package archive

import (
	"cmp"
	"fmt"
	"strings"
)

// Kind sorts mismatches by what was found.
type Kind string

// The kinds of mismatches.
const (
	Changed    Kind = "changed"    // a file has other bytes than the manifest says
	Missing    Kind = "missing"    // a file is listed and not there
	Extra      Kind = "extra"      // a file or directory is there and not listed
	BadRecord  Kind = "record"     // version.json is faulty or disagrees with the version
	Link       Kind = "link"       // a symbolic link or special file
	BadLine    Kind = "manifest"   // a faulty line of the manifest
	BadLog     Kind = "log"        // a faulty line of the log, or one that the archive or the checkpoint contradicts
	Unreadable Kind = "unreadable" // a file or directory that could not be read
	Unlogged   Kind = "unlogged"   // there is no log, or no checkpoint of it
	Unfinished Kind = "unfinished" // left by a write that did not come to its end, and harmless
)

// Harmless reports whether the archive holds, and can be written to, all the same.
func (k Kind) Harmless() bool { return k == Unfinished || k == Unlogged }

// Mismatch is one thing that is not as it must be.
type Mismatch struct {
	Path    string // relative to the archive's root
	Line    int    // of the manifest, record or log, from 1; 0 if the mismatch has none
	Kind    Kind
	Message string // what is wrong, and what to do about it
}

// String is the mismatch as one line for people: where it is and what is wrong.
func (m Mismatch) String() string {
	if m.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", shown(m.Path), m.Line, m.Message)
	}
	return shown(m.Path) + ": " + m.Message
}

func compareMismatches(a, b Mismatch) int {
	return cmp.Or(
		strings.Compare(a.Path, b.Path),
		cmp.Compare(a.Line, b.Line),
		strings.Compare(string(a.Kind), string(b.Kind)),
		strings.Compare(a.Message, b.Message),
	)
}
