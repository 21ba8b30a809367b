package archive

import (
	"bytes"
	"strconv"
	"strings"
)

// manifestLine is an entry and the line it stands on, from 1.
type manifestLine struct {
	ListedFile
	line int
}

// scanManifest reads every line that has a digest and a path, whether or not the
// manifest as a whole is in order, and reports every fault.
func scanManifest(file string, data []byte) (lines []manifestLine, faults []*SyntaxError) {
	fault := func(line int, message string) {
		faults = append(faults, &SyntaxError{File: file, Line: line, Message: message})
	}
	seen := make(map[string]int)
	previous := ""
	line := 0
	for len(data) > 0 {
		line++
		text, rest, ended := bytes.Cut(data, []byte("\n"))
		data = rest
		entry, message := scanManifestLine(string(text))
		if message != "" {
			fault(line, message)
			if entry.Path == "" {
				continue
			}
		}
		if !ended {
			fault(line, "the last line does not end in a newline: the file is cut off or was edited")
		}
		switch first, twice := seen[entry.Path]; {
		case twice:
			fault(line, "lists "+entry.Path+" again (first on line "+strconv.Itoa(first)+")")
			continue
		case entry.Path < previous:
			fault(line, "is out of order: "+entry.Path+" must stand before "+previous+
				" (sort by the bytes of the path: LC_ALL=C sort -k 2)")
		default:
			previous = entry.Path
		}
		seen[entry.Path] = line
		lines = append(lines, manifestLine{entry, line})
	}
	return lines, faults
}

// scanManifestLine reads one line without its newline. It returns no path when
// the line cannot stand for a file, and a message when anything is wrong.
func scanManifestLine(text string) (entry ListedFile, message string) {
	const digits = 64
	switch {
	case text == "":
		return ListedFile{}, "is empty"
	case strings.HasPrefix(text, "<<<<<<<"), strings.HasPrefix(text, "======="), strings.HasPrefix(text, ">>>>>>>"),
		strings.HasPrefix(text, "|||||||"):
		return ListedFile{}, "is a conflict marker left by a merge: keep the lines of both sides, sorted by path, and " +
			"remove the markers"
	case len(text) < digits+3 || !isDigest(text[:digits]) || text[digits:digits+2] != "  ":
		return ListedFile{}, "is not 64 lower-case hexadecimal digits, two spaces and a path"
	}
	p := text[digits+2:]
	if trimmed, cr := strings.CutSuffix(p, "\r"); cr {
		p, message = trimmed, "ends in a carriage return: an editor, or git with autocrlf, rewrote the file (keep "+
			"archive/** -text in .gitattributes)"
	}
	if err := checkFilePath(p); err != nil {
		return ListedFile{}, err.Error()
	}
	return ListedFile{Path: p, Digest: text[:digits]}, message
}

// isDigest reports whether s is a SHA-256 in lower-case hexadecimal digits.
func isDigest(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}
