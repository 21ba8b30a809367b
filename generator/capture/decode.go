package capture

import (
	"bytes"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
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

var declaredCharset = regexp.MustCompile(`(?i)<meta[^>]{0,400}charset\s*=\s*["']?\s*([a-z0-9_:.+-]+)`)

// decode returns the capture as UTF-8 with LF line endings and without bytes
// that no text has.
//
// Bytes that are UTF-8 are taken as UTF-8, whatever the page declares; only
// otherwise (or if all bytes are ASCII, for encodings such as ISO-2022-JP) does
// the declared encoding count. Without one, each invalid sequence becomes
// U+FFFD and a doubt: a guessed encoding would put wrong letters silently.
func (r *restorer) decode(data []byte) (string, error) {
	data, err := r.toUTF8(data)
	if err != nil {
		return "", err
	}
	text := string(data)
	if damaged := strings.Count(text, "\uFFFD"); damaged > 0 {
		r.doubt("%s in the capture cannot be read (shown as \uFFFD): the capture is damaged or its encoding is not the one it declares", count(damaged, "character"))
	}
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

func (r *restorer) toUTF8(data []byte) ([]byte, error) {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			return nil, fmt.Errorf("decode UTF-16: %w", err)
		}
		r.record(Restoration{Rule: "encoding", Was: "utf-16", Now: "utf-8"})
		return out, nil
	}
	valid, ascii := utf8.Valid(data), isASCII(data)
	if valid && !ascii {
		return data, nil
	}
	declared := r.opts.Charset
	if m := declaredCharset.FindSubmatch(data); m != nil {
		declared = string(m[1])
	}
	if declared != "" {
		enc, name := charset.Lookup(declared)
		// A page cannot declare UTF-16 in ASCII; windows-1252 contains ASCII.
		if enc != nil && name != "utf-8" && !strings.HasPrefix(name, "utf-16") && name != "replacement" {
			out, err := enc.NewDecoder().Bytes(data)
			if err != nil {
				return nil, fmt.Errorf("decode %s: %w", name, err)
			}
			if !bytes.Equal(out, data) {
				r.record(Restoration{Rule: "encoding", Was: name, Now: "utf-8"})
			}
			return out, nil
		}
	}
	if valid {
		return data, nil
	}
	out := bytes.ToValidUTF8(data, []byte("\uFFFD"))
	r.record(Restoration{Rule: "encoding", Count: bytes.Count(out, []byte("\uFFFD")) - bytes.Count(data, []byte("\uFFFD")), Was: "bytes that are not UTF-8", Now: "\uFFFD"})
	return out, nil
}

func isASCII(data []byte) bool {
	for _, b := range data {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// count says how many, in words for readers.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return group(n) + " " + thing + "s"
}

// group writes n with a comma between thousands.
func group(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
