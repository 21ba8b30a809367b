package archive

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"policyarchive/generator/characters"
)

// texts calls do with each text of a record that readers see, and its field.
func (r *Record) texts(do func(field string, text *string)) {
	do("summary", &r.Summary)
	do("source.original", &r.Source.Original)
	do("source.archived", &r.Source.Archived)
	do("source.medium", &r.Source.Medium)
	do("source.repository", &r.Source.Repository)
	do("source.commit", &r.Source.Commit)
	do("source.path", &r.Source.Path)
	r.remarks(do)
	for i := range r.Anchors {
		do(fmt.Sprintf("anchors[%d].title", i), &r.Anchors[i].Title)
	}
}

// remarks are, of those texts, what an import says of a capture.
func (r *Record) remarks(do func(field string, text *string)) {
	for i := range r.Restorations {
		x := &r.Restorations[i]
		for _, text := range []*string{&x.Rule, &x.Was, &x.Now, &x.Note} {
			do(fmt.Sprintf("restorations[%d]", i), text)
		}
	}
	for i := range r.Doubts {
		do(fmt.Sprintf("doubts[%d]", i), &r.Doubts[i])
	}
}

func clean(_ string, text *string) { *text = characters.Clean(*text) }

// CheckText says which texts of a record hold characters that pages, feeds and
// terminals cannot show, and where: no new record may have one. Those that an older
// program wrote are read, and come cleaned.
func (r *Record) CheckText() error {
	var errs []error
	r.texts(func(field string, text *string) { errs = append(errs, checkText(field, *text)) })
	return errors.Join(errs...)
}

// checkText names the field, line and column of a character that no text may hold.
func checkText(field, text string) error {
	at, problem := characters.Fault(text)
	if problem == "" {
		return nil
	}
	return syntaxErrorAt(field, []byte(text), int64(at), "%s; take it out", problem)
}

// maxRemark is the most characters of what a statement or a redaction tells readers: far
// more than a few sentences, and far less than a text that was meant for another place.
const maxRemark = 2000

// checkRemark says what is wrong with a text that stands in every list of versions, for
// ever.
func checkRemark(field, text string) error {
	if n := utf8.RuneCountInString(text); n > maxRemark {
		return &SyntaxError{File: field, Message: fmt.Sprintf("has %d characters; a sentence or two are enough, and %d are "+
			"the most", n, maxRemark)}
	}
	if at := strings.IndexAny(text, "\r\n"); at >= 0 && strings.TrimSpace(text) != "" {
		return syntaxErrorAt(field, []byte(text), int64(at), "the line ends here: write it as one line")
	}
	return checkText(field, text)
}
