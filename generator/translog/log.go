package translog

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// Log is the lines of a log. The zero value is the log of an archive on which
// nothing was done. It is not changed: [Log.With] makes another.
type Log struct {
	entries []Entry
	lines   []string // without line feeds
	hashes  storedHashes
}

// SyntaxError is a fault in a log or a checkpoint.
type SyntaxError struct {
	File    string
	Line    int // from 1
	Message string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Message) }

// Parse reads a log; file names it in errors, which are of type [SyntaxError]. It
// accepts only what [Log.Format] writes.
func Parse(file string, data []byte) (*Log, error) {
	l := &Log{}
	for n := 1; len(data) > 0; n++ {
		line, rest, ended := bytes.Cut(data, []byte("\n"))
		if !ended {
			return nil, &SyntaxError{file, n, "the line does not end with a line feed: it was cut off"}
		}
		e, err := parseEntry(n, string(line))
		if err != nil {
			return nil, &SyntaxError{file, n, err.Error()}
		}
		l.append(e, string(line))
		data = rest
	}
	return l, nil
}

// Format writes the log as a file.
func (l *Log) Format() []byte {
	var b strings.Builder
	for _, line := range l.lines {
		b.WriteString(line + "\n")
	}
	return []byte(b.String())
}

// Len is the number of lines.
func (l *Log) Len() int { return len(l.lines) }

// Entry is that of line n, from 1.
func (l *Log) Entry(n int) Entry { return l.entries[n-1] }

// Line is line n, from 1, without its line feed: the bytes of a leaf.
func (l *Log) Line(n int) string { return l.lines[n-1] }

// First is the log of the first n lines.
func (l *Log) First(n int) *Log {
	hashes := tlog.StoredHashCount(int64(n))
	return &Log{l.entries[:n:n], l.lines[:n:n], l.hashes[:hashes:hashes]}
}

// With is the log with further acts.
func (l *Log) With(acts []Entry) (*Log, error) {
	longer := l.First(l.Len())
	for i := range acts {
		n := longer.Len() + 1
		line := acts[i].line(n)
		e, err := parseEntry(n, line)
		if err != nil {
			return nil, fmt.Errorf("log %s of %s: %w", acts[i].Act, acts[i].Version, err)
		}
		longer.append(e, line)
	}
	return longer, nil
}

// Archived is the number of the line that says that a version was archived; 0 if
// there is none.
func (l *Log) Archived(policy, version string) int {
	return l.find(policy, version, func(e *Entry) bool { return e.Act.Archives() })
}

// Words is the number of the last line that says what the words of a version are; 0 if
// there is none.
func (l *Log) Words(policy, version string) int {
	for n := l.Len(); n > 0; n-- {
		if e := &l.entries[n-1]; e.Words != "" && e.Policy == policy && e.Version == version {
			return n
		}
	}
	return 0
}

// Withdrawn is the number of the line that says that a version was withdrawn; 0 if
// there is none.
func (l *Log) Withdrawn(policy, version string) int {
	return l.find(policy, version, func(e *Entry) bool { return e.Act == Withdraw })
}

// Corrected is the number of the line that says that a version was corrected on a day; 0 if
// there is none.
func (l *Log) Corrected(policy, version, day string) int {
	return l.find(policy, version, func(e *Entry) bool { return e.Act == Correct && e.Day == day })
}

// Redacted are the numbers of the lines that say that the text of a version was removed,
// by policy and version.
func (l *Log) Redacted() map[[2]string]int {
	lines := make(map[[2]string]int)
	for i := range l.entries {
		if e := &l.entries[i]; e.Act == Redact {
			lines[[2]string{e.Policy, e.Version}] = i + 1
		}
	}
	return lines
}

// find returns the number of the first line of a version that is as wanted; 0 if none is.
func (l *Log) find(policy, version string, wanted func(*Entry) bool) int {
	for i := range l.entries {
		if e := &l.entries[i]; e.Policy == policy && e.Version == version && wanted(e) {
			return i + 1
		}
	}
	return 0
}

// Begins reports whether the log is the beginning of another, or all of it.
func (l *Log) Begins(other *Log) bool {
	if l.Len() > other.Len() {
		return false
	}
	for i, line := range l.lines {
		if other.lines[i] != line {
			return false
		}
	}
	return true
}

// append adds a line.
func (l *Log) append(e Entry, line string) {
	more := must(tlog.StoredHashes(int64(l.Len()), []byte(line), l.hashes))
	l.entries, l.lines, l.hashes = append(l.entries, e), append(l.lines, line), append(l.hashes, more...)
}

// Root is the root of the tree of all lines: RFC 6962, section 2.1.
func (l *Log) Root() tlog.Hash { return must(tlog.TreeHash(int64(l.Len()), l.hashes)) }

// Consistency proves to who has the root of the first n lines, and that of all, that the
// first are the beginning of all: RFC 6962, section 2.1.2. n may be 0.
func (l *Log) Consistency(n int) []tlog.Hash {
	if n == 0 {
		return nil
	}
	return must(tlog.ProveTree(int64(l.Len()), int64(n), l.hashes))
}

// must is what is worked out of hashes, all of which are in memory.
func must[T any](result T, err error) T {
	if err != nil {
		panic("translog: a hash of a line is missing: " + err.Error())
	}
	return result
}

// storedHashes are the hashes of a tree, as package tlog numbers them: those of the
// first lines stand first.
type storedHashes []tlog.Hash

// ReadHashes returns hashes by their numbers: see [tlog.HashReader].
func (h storedHashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	list := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index < 0 || index >= int64(len(h)) {
			return nil, fmt.Errorf("there is no hash %d", index)
		}
		list[i] = h[index]
	}
	return list, nil
}
