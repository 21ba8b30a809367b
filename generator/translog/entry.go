package translog

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// Act is what was done to an archive.
type Act string

// The acts. All that archive a version have the digests sha256 (of the bytes of
// its text), words (of its words, as comparisons see them) and record (of the bytes
// of version.json, which has the digest of the capture).
const (
	Snapshot Act = "snapshot" // a working text was frozen as a version
	Import   Act = "import"   // a version was imported from elsewhere
	Adopt    Act = "adopt"    // a version was in the archive before there was a log
	Withdraw Act = "withdraw" // an announced version was withdrawn; record is that of withdrawal.json
	// Correct: what was wrong with a version is corrected; record is that of correction.json,
	// which stands in a directory named by the day of the act.
	Correct Act = "correct"
	// Redact: the text of a version was removed, with its record and its capture; record is
	// that of redaction.json. It is the last line of the version.
	Redact Act = "redact"
	// Reread: another program reads other words in a version, whose bytes are as they were;
	// words is what it reads from here on.
	Reread Act = "reread"
	// Key: from here on another key signs checkpoints. Policy and version are hyphens. The
	// line has key, the verifier key; old, a signature of the key before, unless it is the
	// first; and new, one of the key itself.
	Key Act = "key"
)

// Archives reports whether the act put a version into the archive.
func (a Act) Archives() bool { return a == Snapshot || a == Import || a == Adopt }

// Goes reports whether what the act put into the archive goes when its version is redacted.
func (a Act) Goes() bool { return a.Archives() || a == Correct }

// fields are what a line of the act has behind it, in order; nil for an unknown act.
func (a Act) fields() []string {
	switch {
	case a.Archives():
		return []string{"sha256", "words", "record"}
	case a == Withdraw, a == Correct, a == Redact:
		return []string{"record"}
	case a == Reread:
		return []string{"words"}
	case a == Key:
		return []string{"key", "old", "new"}
	}
	return nil
}

// Entry is one act: what a line of the log says, without its number.
type Entry struct {
	Day     string // YYYY-MM-DD, of the act
	Policy  string
	Version string
	Act     Act
	// Digests are SHA-256, 64 lower-case hexadecimal digits; "" for those that the act
	// does not have.
	Text, Words, Record string
	// VerifierKey is the key of an act [Key], with signatures in Base64.
	VerifierKey, Old, New string
}

// line writes the entry as line number n of a log, without a line feed.
func (e *Entry) line(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d %s %s %s %s", n, e.Day, e.Policy, e.Version, e.Act)
	for _, name := range e.Act.fields() {
		if value := *e.field(name); value != "" {
			b.WriteString(" " + name + ":" + value)
		}
	}
	return b.String()
}

// field is the place of what stands behind the act, by its name in a line.
func (e *Entry) field(name string) *string {
	return map[string]*string{"sha256": &e.Text, "words": &e.Words, "record": &e.Record,
		"key": &e.VerifierKey, "old": &e.Old, "new": &e.New}[name]
}

// parseEntry reads line number n of a log. It accepts only what [Entry.line] writes.
func parseEntry(n int, line string) (e Entry, err error) {
	fields := strings.Split(line, " ")
	if len(fields) < 5 {
		return e, errors.New("a line has the fields <number> <day> <policy> <version> <act> <digest>…, " +
			"with one space between")
	}
	if fields[0] != strconv.Itoa(n) {
		return e, fmt.Errorf("the line must have the number %d, and has %.20q: lines were added, removed or moved", n,
			fields[0])
	}
	e = Entry{Day: fields[1], Policy: fields[2], Version: fields[3], Act: Act(fields[4])}
	names := e.Act.fields()
	if names == nil {
		return e, fmt.Errorf("the act %.20q is not known to this program: it may be older than the log", fields[4])
	}
	for _, field := range fields[5:] {
		name, value, _ := strings.Cut(field, ":")
		at := slices.Index(names, name)
		if at < 0 {
			return e, fmt.Errorf("the act %s has no %.20q here: it has the fields %s, in this order", e.Act, field,
				strings.Join(e.Act.fields(), ", "))
		}
		*e.field(name) = value
		names = names[at+1:]
	}
	return e, e.check()
}

// check says what is wrong with an entry.
func (e *Entry) check() error {
	if day, err := time.Parse(time.DateOnly, e.Day); err != nil || day.Format(time.DateOnly) != e.Day {
		return fmt.Errorf("%.20q is not a day (YYYY-MM-DD)", e.Day)
	}
	if !isName(e.Policy) || !isName(e.Version) {
		return fmt.Errorf("%.40q or %.40q is not a name: it has other characters than letters, digits, hyphen, point and "+
			"underscore", e.Policy, e.Version)
	}
	for _, name := range e.Act.fields() {
		switch value := *e.field(name); name {
		case "key":
			if _, err := note.NewVerifier(value); err != nil {
				return fmt.Errorf("key: %.80q is not a verifier key: %w", value, err)
			}
		case "old", "new":
			if _, err := base64.StdEncoding.DecodeString(value); err != nil || value == "" && name == "new" {
				return fmt.Errorf("%s must be followed by a signature in Base64", name)
			}
		default:
			if len(value) != 64 || strings.Trim(value, "0123456789abcdef") != "" {
				return fmt.Errorf("%s must be followed by 64 lower-case hexadecimal digits", name)
			}
		}
	}
	return nil
}

// isName reports whether a text can be a field of a line and a part of a path.
func isName(s string) bool {
	if s == "" || s[0] == '.' {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '.':
		default:
			return false
		}
	}
	return true
}
