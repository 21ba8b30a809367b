package schema

// PolicyPage is /privacy/: the text in force (or, while none is, the announced one).
type PolicyPage struct {
	Policy   Policy    `json:"policy"`
	Version  Version   `json:"version"`
	Title    string    `json:"title"`
	Sections []Section `json:"sections"`
	// Terms are those that the text defines; nil if it defines none.
	Terms *Terms `json:"terms"`
	// Draft says that this is a working text, and Version the one in force; nil
	// on all sites but previews.
	Draft *Draft `json:"draft"`
	// Gone are the sections that are not in the current text, by the last version that
	// had them, the newest first.
	Gone []GoneSections `json:"gone"`
	// Latest is the entry of the changelog of the version that last changed a word of
	// the text; nil if none is known to have.
	Latest *Entry `json:"latest"`
	// LastChange says, as HTML, when that was and how much changed; empty for the first
	// version.
	LastChange string `json:"lastChange"`
	// Previous compares with the version before; nil for the first.
	CompareURL string `json:"compareURL"`
	// AnnotatedURL is the text with the age of each passage; "" for the first version.
	AnnotatedURL string `json:"annotatedURL"`
	// Citation cites the version, with {place} and {address} for what is cited of it;
	// empty for a draft.
	Citation string `json:"citation"`
	// LinkedData is what the page says of itself, as JSON-LD without < and >; empty for a
	// draft.
	LinkedData string `json:"linkedData"`
	// EditURL is where a change of the text can be suggested; may be empty.
	EditURL string `json:"editURL"`
}

// Terms is the list of the terms that a text defines.
type Terms struct {
	Body   string `json:"body"`   // name of the HTML fragment that lists them
	Count  int    `json:"count"`  // how many the text defines
	Listed int    `json:"listed"` // how many are listed: the first
	Folded bool   `json:"folded"` // the list is long
}

// Section is one section of a displayed text, in document order. A section
// without Title is text that stands under no heading of its own.
type Section struct {
	Anchor    string   `json:"anchor"`
	Aliases   []string `json:"aliases"` // other anchors that must resolve to this section
	Depth     int      `json:"depth"`   // 1 is a top-level section, rendered as h2
	Number    string   `json:"number"`  // as printed: 5. or (a) or empty
	Title     string   `json:"title"`   // plain text, without the number
	TitleHTML string   `json:"titleHTML"`
	// Around is the title of the section around it, if other sections have its title.
	Around string `json:"around,omitempty"`
	// Body is the name of the HTML fragment of the section's own text, anchored; empty
	// if it has none.
	Body       string `json:"body"`
	HistoryURL string `json:"historyURL"`
	Since      *Since `json:"since"`
}

// Since says how long a section has had its wording.
type Since struct {
	Note       string `json:"note"`       // the answer, as HTML
	Recent     bool   `json:"recent"`     // the section changed since the oldest known version
	CompareURL string `json:"compareURL"` // the comparison that shows the change; empty if none
}

// GoneSections are the sections that a version was the last to have, or that come with
// it.
type GoneSections struct {
	Note     string      `json:"note"` // which version that is, as HTML
	Sections []Tombstone `json:"sections"`
}

// Tombstone keeps the anchor of a section that is not in the current text alive:
// of one that vanished, or that comes with an announced version.
type Tombstone struct {
	Anchor     string   `json:"anchor"`
	Aliases    []string `json:"aliases"` // further anchors that led to it
	Title      string   `json:"title"`
	Note       string   `json:"note,omitempty"` // on its own page: what became of it, as HTML
	LastURL    string   `json:"lastURL"`        // in the last version that had it; announced, if none did yet
	Successors []Anchor `json:"successors"`     // where its text went, if known
	HistoryURL string   `json:"historyURL"`
}
