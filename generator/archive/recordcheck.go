package archive

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"
)

// fieldErrors is what is wrong with the fields of a file, as [SyntaxError] values.
type fieldErrors struct {
	file string
	list []error
}

// add takes what is wrong with a field; nil if nothing is.
func (e *fieldErrors) add(field string, err error) {
	if err != nil {
		e.list = append(e.list, &SyntaxError{File: e.file, Message: field + ": " + err.Error()})
	}
}

// checkNeeded refuses a text for readers that is empty; question is what it answers.
func checkNeeded(text, question string) error {
	if strings.TrimSpace(text) == "" {
		return errors.New("is empty: readers want to know " + question)
	}
	return nil
}

// checkRecord reports every rule that a record breaks, field by field, as
// joined [SyntaxError] values.
func checkRecord(file string, r *Record) error {
	errs := fieldErrors{file: file}
	check := errs.add
	check("policy", CheckPolicyName(r.Policy))
	check("version", checkName(r.Version))
	if !r.After.IsZero() {
		check("after", checkName(r.After))
		if r.After == r.Version {
			check("after", errors.New("a version cannot follow itself"))
		}
	}
	if r.Captured != "" {
		_, _, err := parseCaptured(r.Captured)
		check("captured", err)
	}
	check("published", checkOptionalDate(r.Published))
	check("effective", checkOptionalDate(r.Effective))
	if r.Lang != "" && !isWords(r.Lang, "-") {
		check("lang", fmt.Errorf("%q is no language tag", r.Lang))
	}
	check("class", r.Class.check())
	check("source.original", checkOptionalURL(r.Source.Original))
	check("source.archived", checkOptionalURL(r.Source.Archived))
	check("text", checkFile(r.Text, r.Text.Name == TextFile, TextFile))
	if r.Capture != nil {
		check("capture", checkFile(*r.Capture, isCaptureName(r.Capture.Name), "capture.<extension>"))
	}
	for i, repair := range r.Restorations {
		check(fmt.Sprintf("restorations[%d]", i), repair.check())
	}
	seen := make(map[string]bool, len(r.Anchors))
	for i, a := range r.Anchors {
		check(fmt.Sprintf("anchors[%d]", i), checkAnchor(a.Anchor, seen[a.Anchor]))
		seen[a.Anchor] = true
	}
	return errors.Join(errs.list...)
}

// checkAnchor holds anchors to what the id of an HTML element can be.
func checkAnchor(s string, twice bool) error {
	switch {
	case s == "":
		return errors.New("anchor is empty")
	case strings.ContainsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }):
		return fmt.Errorf("anchor %q contains white space or a control character", s)
	case twice:
		return fmt.Errorf("anchor %q is listed twice", s)
	}
	return nil
}

func checkName(n Name) error {
	parsed, err := ParseName(n.String())
	if err == nil && parsed != n {
		err = fmt.Errorf("place %d of the day %s does not exist: the first is 1", n.Ordinal, n.Date)
	}
	return err
}

func checkOptionalDate(s string) error {
	if s == "" {
		return nil
	}
	_, err := ParseDate(s)
	return err
}

func parseCaptured(s string) (t time.Time, dayOnly bool, err error) {
	if t, err := ParseDate(s); err == nil {
		return t, true, nil
	}
	t, err = time.Parse(time.RFC3339, s)
	if err != nil || t.Location() != time.UTC || t.Format(time.RFC3339) != s || t.Year() < 1 {
		return time.Time{}, false, fmt.Errorf("%q is neither a time in UTC written 2006-01-02T15:04:05Z nor a day written "+
			"YYYY-MM-DD", s)
	}
	return t, false, nil
}

func (c Class) check() error {
	switch c {
	case Undeclared, Editorial, Clarification, Material:
		return nil
	}
	return fmt.Errorf("%q is not a class of changes: use %s, %s, %s or none", string(c), Editorial, Clarification,
		Material)
}

// checkOptionalURL holds URLs to http and https, because pages link to them.
func checkOptionalURL(s string) error {
	if s == "" {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%q is not an http or https URL", s)
	}
	return nil
}

func checkFile(f File, named bool, want string) error {
	switch {
	case !named:
		return fmt.Errorf("file %q: must be %s", f.Name, want)
	case !isDigest(f.SHA256):
		return fmt.Errorf("sha256 %q is not 64 lower-case hexadecimal digits", f.SHA256)
	case f.Bytes < 0:
		return fmt.Errorf("bytes %d: a file cannot have fewer than none", f.Bytes)
	}
	return nil
}

func (r Restoration) check() error {
	switch {
	case r.Rule == "":
		return errors.New("rule is empty")
	case r.Line < 0:
		return fmt.Errorf("line %d does not exist", r.Line)
	case r.Count < 1:
		return fmt.Errorf("count %d: a restoration that is listed was made at least once", r.Count)
	}
	return nil
}

// maxExtension bounds the extension of a capture's name.
const maxExtension = 12

func isCaptureName(s string) bool {
	extension, ok := strings.CutPrefix(s, captureStem+".")
	return ok && len(extension) <= maxExtension && isWords(extension, "")
}

// captureName keeps the extension of the name under which a capture was
// obtained; one that has none worth keeping becomes .bin.
func captureName(obtained string) string {
	if dot := strings.LastIndexByte(obtained, '.'); dot >= 0 {
		if name := captureStem + strings.ToLower(obtained[dot:]); isCaptureName(name) {
			return name
		}
	}
	return captureStem + ".bin"
}
