package site

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// HugoError is what Hugo said when it could not build the site.
type HugoError struct {
	File      string // relative to the site's folder; empty if Hugo named none
	Line, Col int    // counted from 1; 0 if unknown
	Message   string // one line
	Output    string // everything Hugo printed
}

// Error gives the place, as file:line:col, and the message.
func (e *HugoError) Error() string {
	switch {
	case e.File == "":
		return "building the site with Hugo: " + e.Message
	case e.Line == 0:
		return e.File + ": " + e.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Col, e.Message)
}

// parseHugoError finds the innermost place and the cause in Hugo's output,
// which nests them: … render of "/p" failed: "FILE:LINE:COL": execute of
// template failed: template: NAME:LINE:COL: executing "NAME" at <expr>: cause.
func parseHugoError(dir, output string) *HugoError {
	e := &HugoError{Output: output}
	line := fatalWarning(output)
	if line == "" {
		for _, l := range strings.Split(output, "\n") {
			if rest, ok := cutLevel(l, "ERROR"); ok {
				line = rest
				break
			}
		}
	}
	if line == "" {
		line = lastLine(output)
	}
	e.Message = strings.TrimSpace(line)
	place := regexp.MustCompile(`"([^"\n]+?):(\d+):(\d+)"`)
	if all := place.FindAllStringSubmatchIndex(line, -1); all != nil {
		m := all[len(all)-1]
		e.File = line[m[2]:m[3]]
		e.Line, _ = strconv.Atoi(line[m[4]:m[5]])
		e.Col, _ = strconv.Atoi(line[m[6]:m[7]])
		e.Message = strings.TrimLeft(line[m[1]:], ": ")
		if rel, err := filepath.Rel(dir, e.File); err == nil && filepath.IsLocal(rel) {
			e.File = filepath.ToSlash(rel)
		}
	}
	e.Message = strings.TrimPrefix(e.Message, "error building site: ")
	cause := regexp.MustCompile(`^(?:execute of template failed: |parse of template failed: )*template: [^:]+:\d+(?::\d+)?: `)
	e.Message = cause.ReplaceAllString(e.Message, "")
	if e.Message == "" {
		e.Message = "Hugo failed without a message"
	}
	return e
}

// fatalWarning returns the first warning that means a page is missing or
// overwritten; Hugo itself goes on and publishes the rest.
func fatalWarning(output string) string {
	for _, l := range strings.Split(output, "\n") {
		w, ok := cutLevel(l, "WARN")
		if ok && (strings.Contains(w, "found no layout file") || strings.Contains(w, "Duplicate target paths")) {
			return w
		}
	}
	return ""
}

// cutLevel returns what follows the level at the start of a line of Hugo's log.
func cutLevel(line, level string) (string, bool) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(line), level)
	return strings.TrimSpace(strings.TrimPrefix(rest, ":")), ok
}

func lastLine(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '\n')+1:]
}
