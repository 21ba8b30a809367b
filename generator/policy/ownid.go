package policy

import (
	"regexp"
	"slices"
)

// ownIDs are the ids that pages give to parts of their own: no place of a text has
// one of them. Layouts and scripts use no other; a test reads them.
var ownIDs = []string{
	"_after", "_ages", "_all", "_answer", "_bar", "_before", "_changed", "_cite", "_cite-address", "_cite-copy",
	"_cite-here", "_cite-link", "_cite-place", "_cite-said", "_cite-text", "_cite-title", "_comparing", "_contents",
	"_day", "_day-answer", "_day-field", "_days",
	"_from", "_gone", "_heads", "_later", "_links", "_main", "_markup", "_notice", "_own", "_phrase",
	"_phrase-words", "_pick", "_place", "_record", "_redline", "_relinked", "_said", "_sections", "_sheet", "_since",
	"_since-note", "_stood", "_stood-results", "_stood-said", "_stood-title", "_terms", "_text", "_texts", "_to",
	"_verdict", "_verified", "_verify", "_verify-file", "_verify-text",
	"_versions",
}

// ownMade are ids of years, of versions in lists, of corrections, and of defined terms.
var ownMade = regexp.MustCompile(`^(?:_\d{4}|v\d{4}-\d\d-\d\d(?:\.\d+)?(?:\.corrected-\d{4}-\d\d-\d\d)?|` +
	termID + `.*)$`)

// termID is what the ids of defined terms begin with.
const termID = "_term-"

// TermID is the id of the entry of a term in a list of defined terms; see terms.Term for
// its key.
func TermID(key string) string { return termID + Shorten(Slug(key)) }

// OwnID reports whether an id is one of those that pages give to parts of their own,
// so that no place of a text can have it.
func OwnID(id string) bool { return slices.Contains(ownIDs, id) || ownMade.MatchString(id) }

// ReservedID is an id that an author set and that is one of a page's own.
type ReservedID struct {
	ID     string
	Offset int // of the block that it stands on, in the parsed text
}

// cutReservedIDs takes away ids that pages have for parts of their own.
func cutReservedIDs(d *Document) {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if !slices.ContainsFunc(b.ids, OwnID) {
			continue
		}
		var rest []string
		for _, id := range b.ids {
			if OwnID(id) {
				d.Reserved = append(d.Reserved, ReservedID{id, b.Offset})
			} else {
				rest = append(rest, id)
			}
		}
		b.ids = rest
	}
}
