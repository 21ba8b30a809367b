package lineage

import "policyarchive/generator/policy"

// Lineage is one section through all versions. Versions are counted from 0 in
// the order in which they were added.
type Lineage struct {
	ID      int
	Anchor  string
	Aliases []string // further anchors that were published for it
	// Published is the first of its anchors that a record lists; "" if none
	// does. It differs from Anchor while versions that are older than its record
	// are being put before it.
	Published string
	Title     string // of the last version that had it
	Number    string
	First     int // version in which it first stood
	Last      int // last version in which it stood, so far
	// SplitFrom is the lineage whose text it took over when it was added; -1 if none.
	SplitFrom int
	// Successors are the lineages that hold its text since it vanished.
	Successors []*Lineage
	// Clauses is the highest clause number ever given in it.
	Clauses int
	// ClauseAnchors are all anchors below its own that were ever given: "2",
	// "2.iv". In the order in which they came.
	ClauseAnchors []string

	given   map[string]bool // the ClauseAnchors
	formers int             // the highest former number of a clause
	inner   map[string]bool // the Aliases that are ids of its paragraphs
	dead    bool
	state   *state
	texts   map[uint64]bool // every wording it ever had
}

// Successor is the lineage that holds the text of one that is gone, and that stands:
// the first of those that follow each other for which stands says so. It is nil if
// none does.
func (l *Lineage) Successor(stands func(*Lineage) bool) *Lineage {
	const longest = 20 // lineages may have come back, and so follow each other in a circle
	for n := 0; n < longest && len(l.Successors) > 0; n++ {
		if l = l.Successors[0]; stands(l) {
			return l
		}
	}
	return nil
}

// Heir is the lineage to which links to this one lead in the newest version added:
// itself while it stands there, else its successor; nil if none stands.
func (l *Lineage) Heir() *Lineage {
	if l.Alive() {
		return l
	}
	return l.Successor((*Lineage).Alive)
}

// Alive reports whether the lineage stands in the newest version added.
func (l *Lineage) Alive() bool { return !l.dead }

// state is what is remembered of a section for the next comparison. Where a
// section without a heading follows (see headless.go), raw and folded cover
// both, as a reader sees them, and own the section's part alone.
type state struct {
	lineage *Lineage
	index   int // of the section in its document
	up      int // index of the enclosing section; -1 at the top
	id      string
	otherID []string
	inner   int      // otherID[inner:] are ids of paragraphs
	title   string   // folded words; of a headless section, those it last had
	parent  *Lineage // nil at the top
	raw     uint64   // hash of the text to the letter
	folded  uint64   // hash of its words
	own     uint64   // hash of the words of its own part
	words   []uint32 // interned and sorted: a bag
	runs    []uint32 // hashes of its runs of words, sorted: see policy.Runs
	text    *text    // what its blocks are as a whole; nil if some were cut off
	blocks  []block
	headed  bool
	lost    bool     // its heading was lost
	kept    *Kept    // what is on record of the section; nil if nothing is
	clauses []string // the anchors of the clauses of its blocks, from block start on
	start   int
}

// block is a leaf block as lineage sees it.
type block struct {
	*content
	clause int // number of its clause; 0 if it has none
	former int // the number that it would have had: see former.go
	index  int // in the document
}

// likeness is how much two sections have in common, 0 to 1: their words, if enough
// of them stand in the same order. Long texts about different things share most of
// their small words.
func likeness(a, b *state) float64 {
	if !policy.Related(a.runs, b.runs) {
		return 0
	}
	return policy.Dice(a.words, b.words)
}
