package pages

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"policyarchive/generator/archive"
)

// TestTextFile: a program finds in policy.json each section and each paragraph under its
// permanent anchor, where links lead, and which terms are defined where.
func TestTextFile(t *testing.T) {
	const text = `# Privacy & more

Our text. See [below](#logs) and <https://x.example/a?b=1&c=2>.

## 1. Data

We ("Anvil") keep (i) your name and (ii) [mail](/mail), [nothing](#nowhere) else.

- one
- [two](https://x.example/%C3%A4)

| A | B |
|---|---|
| [c](#data) | d |

### Logs

	ls -l

## Empty
`
	h := archivedWith(t, []string{"2020-01-01", "2021-01-01"}, []string{text, text + "\nNot any more.\n"},
		func(r *archive.Record) { r.Lang = "en" })
	s, _, _ := siteOf(t, h, "2024-01-01", DefaultBounds)
	data, err := s.Copies["privacy/archive/2020-01-01/policy.json"]()
	if err != nil {
		t.Fatal(err)
	}
	valid(t, TextSchema, data)
	var got Text
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	const page = "https://privacy.example.org/privacy/archive/2020-01-01/"
	want := Text{
		Policy: "privacy", Version: "2020-01-01", Title: "Privacy & more", Lang: "en", Dir: "ltr", URL: page,
		Source: page + "policy.md", SHA256: h.Versions[0].Record.Text.SHA256,
		Definitions: []TextDefinition{{"Anvil", "data.1", `We ("Anvil") keep (i) your name and (ii) mail, nothing else.`}},
		Sections: []TextSection{
			{Anchor: "introduction", Level: 1, Paragraphs: []TextParagraph{
				{Anchor: "introduction.1", Kind: "paragraph", Text: "Our text. See below and https://x.example/a?b=1&c=2.",
					Links: []TextLink{{"below", "#logs"}, {"https://x.example/a?b=1&c=2", "https://x.example/a?b=1&c=2"}}}}},
			{Anchor: "data", Level: 1, Number: "1.", Title: "Data", Paragraphs: []TextParagraph{
				{Anchor: "data.1", Kind: "paragraph", Text: `We ("Anvil") keep (i) your name and (ii) mail, nothing else.`,
					Links: []TextLink{{"mail", "https://privacy.example.org/mail"}}, Members: []string{"data.1.i", "data.1.ii"}},
				{Anchor: "data.2", Kind: "item", Text: "one"},
				{Anchor: "data.3", Kind: "item", Text: "two", Links: []TextLink{{"two", "https://x.example/%C3%A4"}}},
				{Anchor: "data.4", Kind: "row", Text: "A B"},
				{Anchor: "data.5", Kind: "row", Text: "c d", Links: []TextLink{{"c", "#data"}}}}},
			{Anchor: "logs", Level: 2, Title: "Logs",
				Paragraphs: []TextParagraph{{Anchor: "logs.1", Kind: "code", Text: "ls -l"}}},
			{Anchor: "empty", Level: 1, Title: "Empty", Paragraphs: []TextParagraph{}},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// TestTextFilesAreBound: of a long history the newest versions have one, and the routes
// and the list of versions know which.
func TestTextFilesAreBound(t *testing.T) {
	var days, texts []string
	for n := range 6 {
		days = append(days, fmt.Sprintf("2020-01-%02d", n+1))
		texts = append(texts, fmt.Sprintf("# P\n\n%s %d.\n", strings.Repeat("a", 90), n))
	}
	h := archivedWith(t, days, texts, func(r *archive.Record) {
		if r.Effective = r.Version.Date; r.Version.Date > "2020-01-02" {
			r.Effective = "2090" + r.Version.Date[4:]
		}
	})
	b := DefaultBounds
	b.Structured = 250
	s, _, _ := siteOf(t, h, "2024-01-01", b)
	var list VersionList
	if err := json.Unmarshal(s.Files["privacy/versions.json"], &list); err != nil {
		t.Fatal(err)
	}
	valid(t, VersionsSchema, s.Files["privacy/versions.json"])
	for i, v := range list.Versions {
		_, found := s.Copies["privacy/"+textPath(h.Versions[i])]
		if want := i == 1 || i >= 4; found != want || v.Structured != want { // the text in force, and the newest
			t.Errorf("%s has a file: %t, and the list says %t", v.Name, found, v.Structured)
		}
	}
}

// valid holds JSON to its schema.
func valid(t *testing.T, source, data []byte) {
	t.Helper()
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err == nil {
		err = compiled.Validate(value)
	}
	if err != nil {
		t.Errorf("%v in %s", err, data)
	}
}
