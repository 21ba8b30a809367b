package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"policyarchive/generator/plainjson"
)

// recordDocument is the JSON of version.json.
type recordDocument struct {
	Format int `json:"format"`
	Record
}

// ParseRecord reads version.json; file names it in errors. It accepts only what
// [Record.Format] writes, byte for byte: archived records are not edited, so
// bytes that this program would write differently are damage. Its error is, or
// joins, [SyntaxError] values. Characters that nothing can show, which older programs
// let into records, come cleaned: see [Record.CheckText].
func ParseRecord(file string, data []byte) (*Record, error) {
	r, err := parseRecord(file, data)
	if err == nil {
		r.texts(clean)
	}
	return r, err
}

// parseRecord is ParseRecord for who wants the texts as they are written.
func parseRecord(file string, data []byte) (*Record, error) {
	var doc recordDocument
	check := func() error { return checkRecord(file, &doc.Record) }
	if err := parseDocument(file, data, RecordFormat, &doc, check, doc.Record.Format); err != nil {
		return nil, err
	}
	return &doc.Record, nil
}

// parseDocument reads JSON into a document of a format up to newest. It accepts only
// what passes check, and what format writes, byte for byte.
func parseDocument(file string, data []byte, newest int, doc any, check func() error,
	format func() ([]byte, error)) error {
	if err := checkFormat(file, data, newest); err != nil {
		return err
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(doc); err != nil {
		return recordSyntaxError(file, data, err)
	}
	if err := check(); err != nil {
		return err
	}
	canonical, err := format()
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return checkSameBytes(file, data, canonical)
}

// Format writes the record as version.json: JSON indented by two spaces, fields
// in the order of [Record], empty optional fields left out, and a newline at
// the end. It fails if the record breaks a rule that [ParseRecord] checks.
// Bytes that are not UTF-8 become U+FFFD.
func (r *Record) Format() ([]byte, error) {
	if err := checkRecord(RecordFile, r); err != nil {
		return nil, err
	}
	doc := recordDocument{Format: RecordFormat, Record: *r}
	first, err := plainjson.Marshal(&doc, "  ")
	if err != nil {
		return nil, fmt.Errorf("write record: %w", err)
	}
	if !bytes.Contains(first, []byte(`\ufffd`)) {
		return first, nil
	}
	// The encoder writes invalid bytes as the escape \ufffd and the character
	// U+FFFD as itself; a second round makes them the same.
	var again recordDocument
	if err := json.Unmarshal(first, &again); err != nil {
		return nil, fmt.Errorf("write record: %w", err)
	}
	return plainjson.Marshal(&again, "  ")
}

// checkFormat looks at the format number alone, so that a record of a
// newer program is refused for being that, and not for its first new field.
func checkFormat(file string, data []byte, newest int) error {
	var head struct {
		Format *int `json:"format"`
	}
	err := json.Unmarshal(data, &head)
	switch {
	case err != nil:
		return recordSyntaxError(file, data, err)
	case head.Format == nil:
		return &SyntaxError{File: file, Message: `has no "format": it is not a record of this archive`}
	case *head.Format > newest:
		return &SyntaxError{File: file, Message: fmt.Sprintf("is of format %d, and this program knows only formats up to "+
			"%d: use a newer version of the program", *head.Format, newest)}
	case *head.Format < 1:
		return &SyntaxError{File: file, Message: fmt.Sprintf("format %d does not exist", *head.Format)}
	}
	return nil
}

// recordSyntaxError gives an error of encoding/json its place and field.
func recordSyntaxError(file string, data []byte, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax) && syntax.Offset >= int64(len(data)):
		return syntaxErrorAt(file, data, syntax.Offset, "ends before the record is complete")
	case errors.As(err, &syntax):
		return syntaxErrorAt(file, data, syntax.Offset-1, "is not JSON: %v", syntax)
	case errors.As(err, &kind):
		field := kind.Field
		if field == "" {
			field = "the record"
		}
		return syntaxErrorAt(file, data, kind.Offset, "%s: a %s cannot stand here", field, kind.Value)
	}
	message := strings.TrimPrefix(err.Error(), "json: ")
	if name, unknown := strings.CutPrefix(message, "unknown field "); unknown {
		return syntaxErrorAt(file, data, int64(bytes.Index(data, []byte(name))),
			"field %s is not known in a record of format %d", name, RecordFormat)
	}
	return &SyntaxError{File: file, Message: message}
}

// checkSameBytes reports the first line in which data differs from canonical.
func checkSameBytes(file string, data, canonical []byte) error {
	if bytes.Equal(data, canonical) {
		return nil
	}
	same := 0
	for same < min(len(data), len(canonical)) && data[same] == canonical[same] {
		same++
	}
	return syntaxErrorAt(file, data, int64(same),
		"is not written as this program writes records (%s expected): the file was edited or damaged",
		lineAt(canonical, same))
}

// lineAt quotes the beginning of the line that holds an offset.
func lineAt(data []byte, offset int) string {
	const most = 60
	start := bytes.LastIndexByte(data[:offset], '\n') + 1
	line, _, _ := bytes.Cut(data[start:], []byte("\n"))
	if len(line) == 0 {
		return "the end"
	}
	return fmt.Sprintf("%q", strings.ToValidUTF8(string(line[:min(len(line), most)]), ""))
}
