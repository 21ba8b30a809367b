package translog

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// Checkpoint stands for the first lines of a log: https://c2sp.org/tlog-checkpoint.
type Checkpoint struct {
	Origin string // names the log for ever, such as the site's address without https://
	Size   int    // number of lines
	Root   tlog.Hash
	// Signatures are the lines behind the empty one, with their line feeds; "" if
	// nobody signed.
	Signatures string
}

// Checkpoint is the unsigned checkpoint of all lines.
func (l *Log) Checkpoint(origin string) *Checkpoint {
	return &Checkpoint{Origin: origin, Size: l.Len(), Root: l.Root()}
}

// Body is the part of the checkpoint that is signed: three lines.
func (c *Checkpoint) Body() string { return fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.Size, c.Root) }

// Format writes the checkpoint as a file: a signed note, or, unsigned, its text and
// an empty line.
func (c *Checkpoint) Format() []byte { return []byte(c.Body() + "\n" + c.Signatures) }

// ParseCheckpoint reads a checkpoint; file names it in errors, which are of type
// [SyntaxError]. It accepts only what [Checkpoint.Format] writes, so that
// extension lines, which this program never writes, are refused. Signatures are not
// checked: see [Checkpoint.Verify].
func ParseCheckpoint(file string, data []byte) (*Checkpoint, error) {
	body, signatures, ok := strings.Cut(string(data), "\n\n")
	lines := strings.Split(body, "\n")
	if !ok || len(lines) != 3 {
		return nil, &SyntaxError{file, 1, "a checkpoint has three lines, an empty one, and lines of signatures"}
	}
	c, n, err := parseBody(lines)
	if err != nil {
		return nil, &SyntaxError{file, n, err.Error()}
	}
	for i, line := range strings.SplitAfter(signatures, "\n") {
		if line != "" && !isSignature(strings.TrimSuffix(line, "\n")) || line != "" && !strings.HasSuffix(line, "\n") {
			return nil, &SyntaxError{file, 5 + i, "a signature is an em dash, the name of the key and Base64, in one line"}
		}
	}
	c.Signatures = signatures
	return c, nil
}

// parseBody reads the three lines of a checkpoint; n is the line of an error, from 1.
func parseBody(lines []string) (c *Checkpoint, n int, err error) {
	c = &Checkpoint{Origin: lines[0]}
	if err := CheckOrigin(c.Origin); err != nil {
		return nil, 1, err
	}
	if c.Size, err = strconv.Atoi(lines[1]); err != nil || c.Size < 0 || strconv.Itoa(c.Size) != lines[1] {
		return nil, 2, fmt.Errorf("%.20q is not a number of lines", lines[1])
	}
	if c.Root, err = tlog.ParseHash(lines[2]); err != nil || c.Root.String() != lines[2] {
		return nil, 3, fmt.Errorf("%.60q is not a root: 32 bytes in Base64", lines[2])
	}
	return c, 0, nil
}

// CheckOrigin says what is wrong with the name of a log. It is the name of its keys,
// too.
func CheckOrigin(origin string) error {
	if origin == "" || len(origin) > 200 || strings.ContainsFunc(origin, isSpaceOrPlus) {
		return fmt.Errorf("%.60q cannot be the origin of a log: it has one to 200 characters, none of them a space or "+
			"a plus sign", origin)
	}
	return nil
}

func isSpaceOrPlus(r rune) bool {
	return r <= ' ' || r == '+' || r == 0x7F || r == 0xFFFD || r == 0x2028 || r == 0xA0
}

// isSignature reports whether a line is one of a signed note's signatures.
func isSignature(line string) bool {
	rest, ok := strings.CutPrefix(line, "— ")
	name, signature, two := strings.Cut(rest, " ")
	decoded, err := base64.StdEncoding.DecodeString(signature)
	return ok && two && CheckOrigin(name) == nil && err == nil && len(decoded) > 4
}

// ErrMismatch is wrapped by the error for a log that is not the one of which a
// checkpoint was made.
var ErrMismatch = errors.New("the log does not begin with the lines that the checkpoint stands for")

// CheckAgainst says why a checkpoint is not one of the beginning of a log. The error
// wraps [ErrMismatch] where the lines tell.
func (c *Checkpoint) CheckAgainst(l *Log) error {
	if c.Size > l.Len() {
		return fmt.Errorf("%w: the checkpoint stands for %d lines, and the log has %d: lines were removed from its end",
			ErrMismatch, c.Size, l.Len())
	}
	if root := l.First(c.Size).Root(); root != c.Root {
		return fmt.Errorf("%w: the root of the first %d lines is %s, and the checkpoint has %s: one of these lines was "+
			"changed, removed or put in", ErrMismatch, c.Size, root, c.Root)
	}
	return nil
}
