package archive

import (
	"errors"
	"fmt"
	"slices"

	"policyarchive/generator/plainjson"
)

// KeptFileName is the only file of what is kept of a version's anchors.
const KeptFileName = "kept.json"

// KeptFormat is the format of kept.json that this package writes, and the newest that
// it reads.
const KeptFormat = 1

// Kept says under which anchors the sections and clauses of a version were published.
// Anchors are worked out of the texts before it, of which one was redacted: without
// that, some would come out otherwise. It is the content of kept.json, which stands
// beside the version, stays as it is, and is removed with the version when that is
// redacted.
type Kept struct {
	Policy   string        `json:"policy"`
	Version  Name          `json:"version"`
	Sections []KeptSection `json:"sections"` // all, in order
}

// KeptSection is the anchor of a section and those of its clauses.
type KeptSection struct {
	Anchor string `json:"anchor"`
	// Block is the block, from 1, of the section before it that has a heading, with which a
	// section begins that lost its own; 0 of all others.
	Block   int   `json:"block,omitempty"`
	Clauses []int `json:"clauses,omitempty"` // the numbers of its clauses, in order
	// Formers are the numbers that older programs gave its clauses; empty if they are the same.
	Formers []int `json:"formers,omitempty"`
	// LastClause and LastFormer are the highest numbers that were ever given to one of its
	// clauses, by this program and by older ones: new clauses get higher ones.
	LastClause int `json:"lastClause,omitempty"`
	LastFormer int `json:"lastFormer,omitempty"`
}

type keptDocument struct {
	Format int `json:"format"`
	Kept
}

// Dir is the directory of the file, relative to the archive's root.
func (k *Kept) Dir() string { return versionDir(k.Policy, k.Version) + keptSuffix }

// ParseKept reads kept.json; file names it in errors. As [ParseRecord] it accepts only
// what [Kept.Format] writes, and its error is, or joins, [SyntaxError] values.
func ParseKept(file string, data []byte) (*Kept, error) {
	var doc keptDocument
	check := func() error { return doc.check(file) }
	if err := parseDocument(file, data, KeptFormat, &doc, check, doc.Kept.Format); err != nil {
		return nil, err
	}
	return &doc.Kept, nil
}

// Format writes what is kept as kept.json, as [Record.Format] writes version.json.
func (k *Kept) Format() ([]byte, error) {
	if err := k.check(KeptFileName); err != nil {
		return nil, err
	}
	return plainjson.Marshal(&keptDocument{Format: KeptFormat, Kept: *k}, "  ")
}

func (k *Kept) check(file string) error {
	errs := fieldErrors{file: file}
	check := errs.add
	check("policy", CheckPolicyName(k.Policy))
	check("version", checkName(k.Version))
	seen := make(map[string]bool, len(k.Sections))
	for i, s := range k.Sections {
		field := fmt.Sprintf("sections[%d]", i)
		check(field, checkAnchor(s.Anchor, seen[s.Anchor]))
		seen[s.Anchor] = true
		beyond := func(last int) func(n int) bool { return func(n int) bool { return n < 1 || n > last } }
		if s.Block < 0 || s.LastClause < 0 || s.LastFormer < 0 || slices.ContainsFunc(s.Clauses, beyond(s.LastClause)) ||
			slices.ContainsFunc(s.Formers, beyond(s.LastFormer)) {
			check(field, errors.New("a number is not one from 1 to the last"))
		}
	}
	return errors.Join(errs.list...)
}
