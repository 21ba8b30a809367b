package readweave

import (
	"encoding/json"

	"policyarchive/generator/policy"
)

type fileIndex struct {
	Format int        `json:"format"`
	Policy string     `json:"policy"`
	Names  []string   `json:"names"` // of the versions
	Parts  []filePart `json:"parts"`
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
	Withdrawn bool      `json:"withdrawn"`
	Leads     int       `json:"leads"` // from 1; 0 for none
	Heading   fileEntry `json:"heading"`
	Sections  []int     `json:"sections"`
}

type fileLine struct {
	Anchor string `json:"anchor"`
	Title  string `json:"title"`
}

type fileStyle struct {
	Link     string   `json:"link"`
	Marks    []string `json:"marks"`
	Break    bool     `json:"break"`
	Verbatim bool     `json:"verbatim"`
}

type fileLayout struct {
	Kind  string          `json:"kind"`
	Level int8            `json:"level"`
	Tight bool            `json:"tight"`
	Path  []fileContainer `json:"path"`
	Fresh int             `json:"fresh"`
}

type fileContainer struct {
	Kind  string `json:"kind"`
	Align string `json:"align"`
	Type  string `json:"type"`
	Span  int    `json:"span"`
	Rows  int    `json:"rows"`
	Taken bool   `json:"taken"`
	Start int    `json:"start"`
}

type fileSection struct {
	Line    int       `json:"line"`
	Level   int8      `json:"level"`
	Depth   int       `json:"depth"`
	Number  string    `json:"number"`
	Heading fileEntry `json:"heading"`
	Title   []int     `json:"title"`
	Blocks  []int     `json:"blocks"` // entries, one after the other
}

// fileEntry is a block, its state, its layout; nil for none.
type fileEntry []int

// filePart is a part of one of the lists: in a file of its own, or its items.
type filePart struct {
	Of     string            `json:"of"`
	File   string            `json:"file"`
	IDs    []int             `json:"ids"` // ranges: from, up to, from, up to …
	Items  []json.RawMessage `json:"items"`
	Styles []fileStyle       `json:"styles"` // of blocks: those of their runs
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
