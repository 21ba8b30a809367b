package policy

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/pelletier/go-toml/v2"
)

// FrontMatter is what a policy says about itself before its text. Dates are
// YYYY-MM-DD or empty. Keys of other tools are tolerated and kept in Other.
type FrontMatter struct {
	Title     string
	Lang      string // BCP 47
	Dir       string // ltr, rtl or empty
	Captured  string
	Published string
	Effective string
	Class     string // editorial, clarification or material
	Summary   string
	Other     map[string]any
}

// Error is a problem at a place in a source, with what to do about it.
type Error struct {
	Position
	Problem string
}

func (e *Error) Error() string { return e.Position.String() + ": " + e.Problem }

var (
	fence       = regexp.MustCompile(`\A(---|\+\+\+)[ \t]*\n`)
	frontKey    = regexp.MustCompile(`(?m)^["']?[A-Za-z_][\w -]*["']?[ \t]*[:=]`)
	isoDate     = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)
	closingYAML = regexp.MustCompile(`(?m)^(---|\.\.\.)[ \t]*$`)
	closingTOML = regexp.MustCompile(`(?m)^\+\+\+[ \t]*$`)
)

// splitFrontMatter returns the front matter's own text and the offset at which
// the policy's text begins. A rule (---) that opens no front matter is text.
func splitFrontMatter(text string) (format, front string, body int) {
	m := fence.FindStringSubmatch(text)
	if m == nil {
		return "", "", 0
	}
	start, closing := len(m[0]), closingYAML
	if m[1] == "+++" {
		closing = closingTOML
	}
	end := closing.FindStringIndex(text[start:])
	if end == nil {
		return "", "", 0
	}
	front = text[start : start+end[0]]
	if strings.TrimSpace(front) != "" && !frontKey.MatchString(front) {
		return "", "", 0
	}
	body = start + end[1]
	if body < len(text) {
		body++ // the line's end
	}
	return m[1], front, body
}

// parseFrontMatter decodes front matter. Problems come with positions in file.
func parseFrontMatter(file, format, front string) (FrontMatter, []*Error) {
	values := map[string]any{}
	var fm FrontMatter
	if format == "" {
		return fm, nil
	}
	at := func(key string) Position {
		for i, line := range strings.Split(front, "\n") {
			if strings.HasPrefix(strings.TrimLeft(line, `"' `), key) {
				return Position{file, i + 2, 1}
			}
		}
		return Position{file, 1, 1}
	}
	if format == "+++" {
		if err := toml.Unmarshal([]byte(front), &values); err != nil {
			line, column := 1, 1
			var de *toml.DecodeError
			if errors.As(err, &de) {
				line, column = de.Position()
			}
			return fm, []*Error{{Position{file, line + 1, column}, "the front matter is not valid TOML: " + err.Error()}}
		}
	} else if err := yaml.Unmarshal([]byte(front), &values); err != nil {
		return fm, []*Error{yamlError(file, err)}
	}
	var problems []*Error
	text := func(key string) string {
		switch v := values[key].(type) {
		case nil:
			return ""
		case string:
			return strings.TrimSpace(v)
		case time.Time:
			return v.Format(time.DateOnly)
		case toml.LocalDate:
			return v.String()
		default:
			return fmt.Sprint(v)
		}
	}
	date := func(key string) string {
		s := text(key)
		if s == "" {
			return ""
		}
		if isoDate.MatchString(s) {
			if t, err := time.Parse(time.DateOnly, s[:10]); err == nil {
				return t.Format(time.DateOnly)
			}
		}
		problems = append(problems, &Error{at(key), fmt.Sprintf("%s: %q is not a date; write it as YYYY-MM-DD, for example %s: 2016-11-04", key, s, key)})
		return ""
	}
	fm = FrontMatter{
		Title: text("title"), Lang: text("lang"), Dir: text("dir"),
		Captured: date("captured"), Published: date("published"), Effective: date("effective"),
		Class: text("class"), Summary: text("summary"),
	}
	if fm.Class != "" && !ValidClass(fm.Class) {
		problems = append(problems, &Error{at("class"), fmt.Sprintf("class: %q is none of editorial, clarification, material", fm.Class)})
		fm.Class = ""
	}
	if fm.Dir != "" && fm.Dir != "ltr" && fm.Dir != "rtl" {
		problems = append(problems, &Error{at("dir"), fmt.Sprintf("dir: %q is neither ltr nor rtl", fm.Dir)})
		fm.Dir = ""
	}
	for _, key := range []string{"title", "lang", "dir", "captured", "published", "effective", "class", "summary"} {
		delete(values, key)
	}
	fm.Other = values
	slices.SortStableFunc(problems, func(a, b *Error) int { return cmp.Compare(a.Line, b.Line) })
	return fm, problems
}

// ValidClass reports whether s is one of the classes a change can be declared
// as: editorial (no change of meaning), clarification, material.
func ValidClass(s string) bool {
	return s == "editorial" || s == "clarification" || s == "material"
}

var yamlPlace = regexp.MustCompile(`^\[(\d+):(\d+)\] `)

func yamlError(file string, err error) *Error {
	message := yaml.FormatError(err, false, false)
	pos := Position{file, 1, 1}
	if m := yamlPlace.FindStringSubmatch(message); m != nil {
		fmt.Sscan(m[1], &pos.Line)
		fmt.Sscan(m[2], &pos.Column)
		pos.Line++ // the fence stands above
		message = strings.TrimPrefix(message, m[0])
	}
	return &Error{pos, "the front matter is not valid YAML: " + strings.TrimSpace(strings.SplitN(message, "\n", 2)[0])}
}
