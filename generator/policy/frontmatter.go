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
	"golang.org/x/text/language"

	"policyarchive/generator/characters"
)

// FrontMatter is what a policy says about itself before its text. Dates are
// YYYY-MM-DD or empty. Keys of other tools are tolerated and kept in Other.
type FrontMatter struct {
	Title     string
	Lang      string // BCP 47, and empty if what the text says is none
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
	closingYAML = regexp.MustCompile(`(?m)^(---|\.\.\.)[ \t]*$`)
	closingTOML = regexp.MustCompile(`(?m)^\+\+\+[ \t]*$`)
)

// SplitFrontMatter finds the front matter of a text whose lines end in \n: its
// fence, --- or +++, what stands between the fences, and the offset at which the
// policy's own text begins. All are empty for a text without: a rule (---) that
// opens no front matter is text.
func SplitFrontMatter(text string) (format, front string, body int) {
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

// DecodeFrontMatter reads what stands between two fences: YAML, or TOML between
// +++. Errors are those of the two libraries.
func DecodeFrontMatter(format, front string) (map[string]any, error) {
	values := map[string]any{}
	if format == "+++" {
		return values, toml.Unmarshal([]byte(front), &values)
	}
	return values, yaml.Unmarshal([]byte(front), &values)
}

// KeyPosition is the place of a key of the front matter in the source of a text;
// its beginning if the key is not there.
func KeyPosition(file string, source []byte, key string) Position {
	_, front, _ := SplitFrontMatter(normalize(source))
	return keyPosition(file, front, key)
}

func keyPosition(file, front, key string) Position {
	for i, line := range strings.Split(front, "\n") {
		if strings.HasPrefix(strings.TrimLeft(line, `"' `), key) {
			return Position{file, i + 2, 1}
		}
	}
	return Position{file, 1, 1}
}

// parseFrontMatter decodes front matter. Problems, and notes about values that are
// left to other programs, come with positions in file.
func parseFrontMatter(file, format, front string) (fm FrontMatter, problems, notes []*Error) {
	if format == "" {
		return fm, nil, nil
	}
	if e := frontExcess(file, front); e != nil {
		return fm, []*Error{{e.Position, strings.TrimPrefix(e.Error(), e.Position.String()+": ")}}, nil
	}
	values, err := DecodeFrontMatter(format, front)
	if err != nil && format == "+++" {
		line, column := 1, 1
		var de *toml.DecodeError
		if errors.As(err, &de) {
			line, column = de.Position()
		}
		return fm, []*Error{{Position{file, line + 1, column}, "the front matter is not valid TOML: " + err.Error()}}, nil
	} else if err != nil {
		return fm, []*Error{yamlError(file, err)}, nil
	}
	at := func(key string) Position { return keyPosition(file, front, key) }
	r := frontReader{values: values, at: at}
	fm = FrontMatter{
		Title: r.words("title"), Lang: r.language(), Dir: r.text("dir"),
		Captured: r.date("captured"), Published: r.date("published"), Effective: r.date("effective"),
		Class: r.text("class"), Summary: r.words("summary"),
	}
	if fm.Class != "" && !ValidClass(fm.Class) {
		if styleClass.MatchString(fm.Class) {
			r.leave("class", "class: %q is none of editorial, clarification, material, and is left to the program that knows it",
				fm.Class)
		} else {
			r.problem("class", "class: %q is none of editorial, clarification, material", fm.Class)
		}
		fm.Class = ""
	}
	if fm.Dir != "" && fm.Dir != "ltr" && fm.Dir != "rtl" {
		r.problem("dir", "dir: %q is neither ltr nor rtl", fm.Dir)
		fm.Dir = ""
	}
	for _, key := range []string{"title", "lang", "dir", "captured", "published", "effective", "class", "summary"} {
		if !slices.Contains(r.left, key) {
			delete(values, key)
		}
	}
	fm.Other = values
	byLine := func(a, b *Error) int { return cmp.Compare(a.Line, b.Line) }
	slices.SortStableFunc(r.problems, byLine)
	slices.SortStableFunc(r.notes, byLine)
	return fm, r.problems, r.notes
}

// styleClass are classes of style sheets and kinds of pages, which say nothing of
// how large a change is.
var styleClass = regexp.MustCompile(`(?i)^\S*(?:legal|page|post|docs?|polic|privacy|terms|article|layout|container|content|body|wide|narrow|prose|text|theme|site)\S*(?: .*)?$|^[a-z]+(?:[-_][a-z]+)+$`)

// frontReader reads the values of the keys that mean something here. Other
// programs have keys of the same names, such as published: true: a value of another
// type than ours is theirs, and is left alone.
type frontReader struct {
	values          map[string]any
	at              func(key string) Position
	problems, notes []*Error
	left            []string // keys that are left to others
}

func (r *frontReader) problem(key, format string, args ...any) {
	r.problems = append(r.problems, &Error{r.at(key), fmt.Sprintf(format, args...)})
}

func (r *frontReader) leave(key, format string, args ...any) {
	r.notes = append(r.notes, &Error{r.at(key), fmt.Sprintf(format, args...)})
	r.left = append(r.left, key)
}

func (r *frontReader) text(key string) string {
	switch v := r.values[key].(type) {
	case nil:
		return ""
	case string:
		return strings.TrimSpace(v)
	case time.Time:
		return v.Format(time.DateOnly)
	case toml.LocalDate:
		return v.String()
	case []any, map[string]any, bool:
		if _, truth := v.(bool); truth && key != "class" && key != "lang" && key != "dir" && key != "summary" {
			return fmt.Sprint(v)
		}
		r.leave(key, "%s is no text, and is left to the program that knows it", key)
		return ""
	default:
		return fmt.Sprint(v)
	}
}

// words reads what is shown to readers.
func (r *frontReader) words(key string) string {
	s := r.text(key)
	if _, problem := characters.Fault(s); problem != "" {
		r.problem(key, "%s: %s", key, problem)
		s = characters.Clean(s)
	}
	return s
}

// language reads a language tag. Some programs join its parts with underscores.
func (r *frontReader) language() string {
	s := r.text("lang")
	if s == "" {
		return ""
	}
	if _, err := language.Parse(s); err != nil {
		r.problem("lang", "lang: %q is no language tag (BCP 47); write one like en, pt-BR or ar", s)
		return ""
	}
	return strings.ReplaceAll(s, "_", "-")
}

// date reads a day. Of a time it is the day that is written, in whatever zone.
func (r *frontReader) date(key string) string {
	switch r.values[key].(type) {
	case []any, map[string]any, bool:
		r.leave(key, "%s: %v is no date, and is left to the program that knows it", key, r.values[key])
		return ""
	}
	s := r.text(key)
	if s == "" {
		return ""
	}
	if t, _, ok := Date(r.values[key]); ok {
		return t.Format(time.DateOnly)
	}
	r.problem(key, "%s: %q is not a date; write it as YYYY-MM-DD, for example %s: 2016-11-04", key, s, key)
	return ""
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
