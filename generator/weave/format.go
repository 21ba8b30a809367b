package weave

import (
	_ "embed"
	"encoding/json"

	"policyarchive/generator/policy"
)

// Format is the version of the published format. A reader must refuse others.
const Format = 3

// PartsFolder is the folder of the files with parts of a weave, beside its index.
const PartsFolder = "weave-parts"

// Schema is the JSON Schema (draft 2020-12) of a published weave and of its
// parts. It describes the format.
//
//go:embed weave.schema.json
var Schema []byte

// File is a weave as it is published.
type File struct {
	Name string // weave.json, or that of a part: weave-parts/<digest>.json
	Data []byte
}

// partSize is how many bytes the lists of a weave, as JSON, may have in one file:
// those that do not fit into weave.json are published in parts of at most as many.
// It is small enough for a part full of addresses without any pattern, which
// hardly compress, to stay below 300 kB compressed. An item that is larger, such
// as a paragraph with thousands of wordings, has a part of its own.
const partSize = 384 << 10

type fileIndex struct {
	Format int      `json:"format"`
	Policy string   `json:"policy"`
	Names  []string `json:"names"` // of the versions
	// Redacted are the versions that are not in the weave, since their text was removed.
	Redacted []string   `json:"redacted,omitempty"`
	Parts    []filePart `json:"parts"`
}

// The lists of a weave.
const (
	ofLayouts  = "layouts"
	ofLines    = "lines"
	ofLeads    = "leads"
	ofVersions = "versions"
	ofSections = "sections"
	ofBlocks   = "blocks"
)

type fileVersion struct {
	Digest    string    `json:"digest"`
	Title     string    `json:"title"`
	TitleRun  string    `json:"titleRun,omitempty"`
	Withdrawn bool      `json:"withdrawn,omitempty"`
	Leads     int       `json:"leads,omitempty"` // from 1; 0 for none
	Heading   fileEntry `json:"heading,omitempty"`
	Sections  []int     `json:"sections"`
}

type fileLine struct {
	Anchor string `json:"anchor"`
	Title  string `json:"title"`
}

type fileStyle struct {
	Link     string   `json:"link,omitempty"`
	Marks    []string `json:"marks,omitempty"`
	Break    bool     `json:"break,omitempty"`
	Verbatim bool     `json:"verbatim,omitempty"`
}

type fileLayout struct {
	Kind  string          `json:"kind"`
	Level int8            `json:"level,omitempty"`
	Tight bool            `json:"tight,omitempty"`
	Path  []fileContainer `json:"path,omitempty"`
	Fresh int             `json:"fresh,omitempty"`
}

type fileContainer struct {
	Kind  string `json:"kind"`
	Align string `json:"align,omitempty"`
	Type  string `json:"type,omitempty"`
	Span  int    `json:"span,omitempty"`
	Rows  int    `json:"rows,omitempty"`
	Taken bool   `json:"taken,omitempty"`
	Start int    `json:"start,omitempty"`
}

type fileSection struct {
	Line    int       `json:"line"`
	Level   int8      `json:"level,omitempty"`
	Depth   int       `json:"depth"`
	Number  string    `json:"number,omitempty"`
	Heading fileEntry `json:"heading,omitempty"`
	Title   []int     `json:"title,omitempty"`
	Blocks  []int     `json:"blocks"` // entries, one after the other
}

// fileEntry is a block, its state, its layout; nil for none.
type fileEntry []int

// filePart is a part of one of the lists: in a file of its own, or its items.
type filePart struct {
	Of     string            `json:"of"`
	File   string            `json:"file,omitempty"`
	IDs    []int             `json:"ids"` // ranges: from, up to, from, up to …
	Items  []json.RawMessage `json:"items,omitempty"`
	Styles []fileStyle       `json:"styles,omitempty"` // of blocks: those of their runs
	Words  map[string]string `json:"words,omitempty"`  // of the tokens of versions and blocks
}

type fileBlock struct {
	Clauses []string `json:"clauses"` // one a state
	Runs    []any    `json:"runs"`
}

// The names of kinds, containers and marks in the published format.
var (
	kindNames = [...]string{policy.Paragraph: "paragraph", policy.Heading: "heading", policy.Code: "code",
		policy.Rule: "rule"}
	containerNames = [...]string{
		policy.Quote: "quote", policy.Bullets: "bullets", policy.Numbers: "numbers", policy.Item: "item",
		policy.Table: "table", policy.Caption: "caption",
		policy.Row: "row", policy.HeaderCell: "header", policy.Cell: "cell", policy.Terms: "terms", policy.Term: "term",
		policy.Description: "description",
	}
	markNames = [...]string{"strong", "emphasis", "code", "strike", "super", "sub", "underline", "image"} // by bit
)
