package host

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// Redirects are the rules of a file _redirects: the first that matches holds.
type Redirects []RedirectRule

// RedirectRule leads from some addresses to another one.
type RedirectRule struct {
	From   string
	Query  map[string]string // parameters that the address must have: a value, or :name for any
	To     string
	Status int  // 3xx leads there; any other sends that page, with this status
	Force  bool // also where there is a file
}

// ParseRedirects reads a file _redirects, of lines such as
//
//	FROM [KEY=VALUE …] TO [STATUS[!]]  # comment
//
// All errors are reported, each with its line.
func ParseRedirects(text string) (Redirects, error) {
	var rules Redirects
	var problems []error
	for n, line := range strings.Split(text, "\n") {
		words := strings.Fields(line)
		for i, word := range words {
			if strings.HasPrefix(word, "#") {
				words = words[:i]
				break
			}
		}
		if len(words) == 0 {
			continue
		}
		rule, err := parseRedirect(words)
		if err != nil {
			problems = append(problems, fmt.Errorf("_redirects:%d: %w", n+1, err))
			continue
		}
		rules = append(rules, rule)
	}
	return rules, errors.Join(problems...)
}

func parseRedirect(words []string) (RedirectRule, error) {
	rule := RedirectRule{Query: map[string]string{}, Status: 301}
	from, err := url.PathUnescape(words[0])
	if err != nil || !strings.HasPrefix(from, "/") {
		return rule, fmt.Errorf("%q is no path: it begins with a slash, and %% stands before two hexadecimal digits",
			words[0])
	}
	rule.From = from
	rest := words[1:]
	for len(rest) > 0 && !isTarget(rest[0]) {
		key, value, ok := strings.Cut(rest[0], "=")
		if !ok {
			return rule, fmt.Errorf("%q is neither a parameter, KEY=VALUE, nor an address to lead to", rest[0])
		}
		rule.Query[key] = value
		rest = rest[1:]
	}
	if len(rest) == 0 {
		return rule, fmt.Errorf("%s leads nowhere: a path or an address has to follow", rule.From)
	}
	rule.To, rest = rest[0], rest[1:]
	if len(rest) > 0 {
		status, force := strings.CutSuffix(rest[0], "!")
		if rule.Status, err = strconv.Atoi(status); err != nil || rule.Status < 200 || rule.Status > 599 {
			return rule, fmt.Errorf("%q is no status", rest[0])
		}
		rule.Force, rest = force, rest[1:]
	}
	if len(rest) > 0 {
		return rule, fmt.Errorf("conditions such as %q are not known here", rest[0])
	}
	if !rule.leads() && !strings.HasPrefix(rule.To, "/") {
		return rule, fmt.Errorf("%s is on another host, whose pages are not sent from here", rule.To)
	}
	return rule, nil
}

func isTarget(word string) bool {
	return strings.HasPrefix(word, "/") || strings.HasPrefix(word, "https://") || strings.HasPrefix(word, "http://")
}

// leads reports whether a visitor is sent to the target, rather than shown it.
func (r *RedirectRule) leads() bool { return r.Status >= 300 && r.Status < 400 }

// Match returns the rule that answers an address, with To complete, or nil.
func (r Redirects) Match(address *url.URL) *RedirectRule {
	query := address.Query()
	for _, rule := range r {
		values := map[string]string{}
		if !rule.matchPath(address.Path, values) || !rule.matchQuery(query, values) {
			continue
		}
		rule.To = fill(rule.To, values)
		if rule.leads() && !strings.Contains(rule.To, "?") && address.RawQuery != "" {
			to, fragment, has := strings.Cut(rule.To, "#")
			rule.To = to + "?" + address.RawQuery
			if has {
				rule.To += "#" + fragment
			}
		}
		return &rule
	}
	return nil
}

// matchPath holds a path, not escaped, against From and notes what its
// placeholders stand for. A closing slash does not matter; a star stands for all
// that follows.
func (r *RedirectRule) matchPath(path string, values map[string]string) bool {
	pattern := segments(r.From)
	given := segments(path)
	for i, want := range pattern {
		if want == "*" && i == len(pattern)-1 {
			prefix := 1 // the slash before each segment
			for _, s := range given[:min(i, len(given))] {
				prefix += len(s) + 1
			}
			values["splat"] = path[min(prefix, len(path)):]
			return true
		}
		if i >= len(given) {
			return false
		}
		if name, ok := strings.CutPrefix(want, ":"); ok && given[i] != "" {
			values[name] = given[i]
		} else if want != given[i] {
			return false
		}
	}
	return len(given) == len(pattern)
}

// segments are the parts of a path, without what a closing slash makes.
func segments(path string) []string {
	path = strings.TrimSuffix(strings.TrimPrefix(path, "/"), "/")
	if path == "" {
		return nil
	}
	return strings.Split(path, "/")
}

// matchQuery holds parameters against those that are asked for; others do not
// matter. Of one that is given twice the last value counts.
func (r *RedirectRule) matchQuery(query url.Values, values map[string]string) bool {
	for key, want := range r.Query {
		given := query[key]
		if len(given) == 0 {
			return false
		}
		last := given[len(given)-1]
		if name, ok := strings.CutPrefix(want, ":"); ok {
			values[name] = last
		} else if last != want {
			return false
		}
	}
	return true
}

var placeholder = regexp.MustCompile(`:[A-Za-z_][A-Za-z0-9_]*`)

// fill puts values, escaped, in place of the placeholders of a target. One that
// begins with a slash stays on this site.
func fill(target string, values map[string]string) string {
	filled := placeholder.ReplaceAllStringFunc(target, func(name string) string {
		value, ok := values[name[1:]]
		if !ok {
			return name
		}
		escaped := strings.ReplaceAll(url.QueryEscape(value), "+", "%20")
		if name == ":splat" {
			escaped = strings.ReplaceAll(escaped, "%2F", "/")
		}
		return escaped
	})
	if strings.HasPrefix(target, "/") {
		filled = "/" + strings.TrimLeft(filled, "/")
	}
	return filled
}
