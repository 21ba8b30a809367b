package hugo

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"policyarchive/generator/theme"
)

// Error is what Hugo said when it could not build the site.
type Error struct {
	File      string // relative to the site's folder; empty if Hugo named none
	Line, Col int    // counted from 1; 0 if unknown
	Message   string // one line
	Output    string // everything Hugo printed
}

// Error gives the place, as file:line:col, and the message.
func (e *Error) Error() string {
	switch {
	case e.File == "":
		return "building the site with Hugo: " + e.Message
	case e.Line == 0:
		return e.File + ": " + e.Message
	case e.Col == 0:
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Col, e.Message)
}

// parseError finds the innermost place and the cause in Hugo's output,
// which nests them: … render of "/p" failed: "FILE:LINE:COL": execute of
// template failed: template: NAME:LINE:COL: executing "NAME" at <expr>: cause.
//
// A file of the theme has the name that one of the site would have in its place.
func parseError(dir, themeDir, output string) *Error {
	e := &Error{Output: output}
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
	if m := lastMatch(place, line); m != nil {
		e.File, e.Line, e.Col, e.Message = m[1], number(m[2]), number(m[3]), strings.TrimLeft(m[0], ": ")
		if rel, err := filepath.Rel(themeDir, e.File); err == nil && filepath.IsLocal(rel) {
			e.File = theme.InSite(filepath.ToSlash(rel))
		} else if rel, err := filepath.Rel(dir, e.File); err == nil && filepath.IsLocal(rel) {
			e.File = filepath.ToSlash(rel)
		}
	}
	template := regexp.MustCompile(`template: ([^:\s]+):(\d+)(?::(\d+))?: `)
	if m := lastMatch(template, e.Message); m != nil {
		if !strings.HasSuffix(e.File, "/"+m[1]) {
			e.File, e.Line, e.Col = "layouts/"+m[1], number(m[2]), number(m[3])
		}
		e.Message = m[0]
	}
	e.Message = strings.TrimPrefix(e.Message, "error building site: ")
	if e.Message == "" {
		e.Message = "Hugo failed without a message"
	}
	return e
}

// lastMatch returns the last match's groups, with what follows it as group 0.
func lastMatch(re *regexp.Regexp, s string) []string {
	all := re.FindAllStringSubmatchIndex(s, -1)
	if all == nil {
		return nil
	}
	m := all[len(all)-1]
	groups := []string{s[m[1]:]}
	for i := 2; i < len(m); i += 2 {
		if m[i] < 0 {
			groups = append(groups, "")
			continue
		}
		groups = append(groups, s[m[i]:m[i+1]])
	}
	return groups
}

// number reads digits; none are 0.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// fatalWarning returns the first warning that means a page is missing or
// overwritten, or lacks words; Hugo itself goes on and publishes the rest.
func fatalWarning(output string) string {
	for _, l := range strings.Split(output, "\n") {
		w, ok := cutLevel(l, "WARN")
		if _, missing, found := strings.Cut(w, "i18n|MISSING_TRANSLATION|"); ok && found {
			lang, key, _ := strings.Cut(missing, "|")
			return fmt.Sprintf("a template asks with T for the words of %q, which there are not in the language %q: "+
				"add them to its file", key, lang)
		}
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
