package host

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"strings"
)

// Headers are the rules of a file _headers.
type Headers []HeaderRule

// HeaderRule gives headers to the files below some paths.
type HeaderRule struct {
	Pattern string // as it is written
	Header  http.Header

	matches *regexp.Regexp
}

// commas separate the values of one header.
var commas = regexp.MustCompile(`\s*,\s*`)

// ParseHeaders reads a file _headers. A line that begins with a slash begins a
// rule; the lines below are its headers, each a name, a colon and a value. All
// errors are reported, each with its line.
func ParseHeaders(text string) (Headers, error) {
	var rules Headers
	var problems []error
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		name, value, isHeader := strings.Cut(line, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "/"):
			rules = append(rules, HeaderRule{Pattern: line, Header: http.Header{}, matches: pathPattern(line)})
		case len(rules) == 0:
			problems = append(problems, fmt.Errorf("_headers:%d: %q stands before the first path", n+1, line))
		case !isHeader || name == "" || value == "":
			problems = append(problems, fmt.Errorf("_headers:%d: %q is no header: write it NAME: VALUE", n+1, line))
		default:
			value = commas.ReplaceAllString(value, ", ")
			h := rules[len(rules)-1].Header
			if before := h.Get(name); before != "" {
				value = before + ", " + value
			}
			h.Set(name, value)
		}
	}
	return rules, errors.Join(problems...)
}

// For returns the headers of a path as it is written in an address, escaped. Of
// several rules that give the same header the last one does.
func (h Headers) For(path string) http.Header {
	all := http.Header{}
	for _, rule := range h {
		if !rule.matches.MatchString(path) {
			continue
		}
		maps.Copy(all, rule.Header)
	}
	return all
}

// Givers are the patterns of the rules that give a path a header.
func (h Headers) Givers(path, name string) []string {
	var list []string
	for _, rule := range h {
		if rule.Header.Get(name) != "" && rule.matches.MatchString(path) {
			list = append(list, rule.Pattern)
		}
	}
	return list
}

// pathPattern is what a rule's path matches: ":name" is any one segment, "*" alone
// all that follows, or nothing, and "*" in a segment any text. Letters match in
// both cases, and a closing slash does not matter.
func pathPattern(path string) *regexp.Regexp {
	var b strings.Builder
	b.WriteString("(?i)^/")
	first := true
	for segment := range strings.SplitSeq(path, "/") {
		if segment = strings.TrimRight(segment, " \t"); segment == "" {
			continue
		}
		if !first {
			b.WriteByte('/')
		}
		first = false
		switch {
		case strings.HasPrefix(segment, ":"):
			b.WriteString("[^/]+")
		case segment == "*":
			b.WriteString("?.*")
		default:
			b.WriteString(strings.ReplaceAll(regexp.QuoteMeta(segment), `\*`, ".*"))
		}
	}
	b.WriteString("/?$")
	return regexp.MustCompile(b.String())
}
