package capture

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"
)

// refuseBinary refuses what can be neither Markdown nor HTML.
func refuseBinary(data []byte) error {
	kind, _, _ := strings.Cut(http.DetectContentType(data), ";")
	switch {
	case strings.HasPrefix(kind, "text/"), kind == "application/octet-stream":
		return nil
	}
	return fmt.Errorf("this is %s, neither Markdown nor HTML; convert it first", kind)
}

// decode returns the capture as UTF-8 with LF line endings and without bytes
// that no text has.
func (r *restorer) decode(data []byte) (string, error) {
	data, err := r.toUTF8(data)
	if err != nil {
		return "", err
	}
	text := string(data)
	r.doubtLetters(text)
	// A byte order mark within a text is a seam of joined files; Unicode no
	// longer gives it another meaning. Other marks without width (joiners, marks
	// of direction, soft hyphens) steer how some scripts are set: they stay.
	if n := strings.Count(text, "\uFEFF"); n > 0 {
		text = strings.ReplaceAll(text, "\uFEFF", "")
		r.record(Restoration{Rule: "bom", Line: 1, Count: n, Note: "byte order mark removed"})
	}
	if n := strings.Count(text, "\r"); n > 0 {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		n -= strings.Count(text, "\r")
		text = strings.ReplaceAll(text, "\r", "\n")
		if n == 0 {
			n = strings.Count(text, "\n")
		}
		r.record(Restoration{Rule: "line-endings", Line: 1, Count: n, Was: "CR LF or CR", Now: "LF"})
	}
	removed := 0
	text = strings.Map(func(c rune) rune {
		if c < ' ' && c != '\n' && c != '\t' || c == 0x7F {
			removed++
			return -1
		}
		return c
	}, text)
	if removed > 0 {
		r.record(Restoration{Rule: "control", Count: removed, Note: "control characters removed"})
	}
	return text, nil
}

func isASCII(data []byte) bool {
	return !bytes.ContainsFunc(data, func(c rune) bool { return c >= utf8.RuneSelf })
}
