package schema

// SectionPage is the biography of a section.
type SectionPage struct {
	Policy     Policy    `json:"policy"`
	Anchor     string    `json:"anchor"`
	Number     string    `json:"number"`
	Title      string    `json:"title"`
	Around     string    `json:"around,omitempty"` // the title of the section around it, if others have its title
	CurrentURL string    `json:"currentURL"`       // empty when the section is gone
	EditURL    string    `json:"editURL"`          // where a change of the text can be suggested; may be empty
	FeedURL    string    `json:"feedURL"`          // its Atom feed; empty if it has none
	Wordings   []Wording `json:"wordings"`         // newest first, those that have a text here
	Older      []Wording `json:"older,omitempty"`  // those before them, up to what a page lists
	// Changelogs are pages of the changelog that tell of wordings before those of
	// Older, newest first.
	Changelogs []Anchor `json:"changelogs,omitempty"`
	Count      int      `json:"count"` // of all wordings
	// Timeline has a mark for each wording; nil if there is but one.
	Timeline *Timeline  `json:"timeline"`
	Gone     *Tombstone `json:"gone"`
	// Redacted says of versions, since the section first stood, that their text was removed,
	// as HTML.
	Redacted []string `json:"redacted,omitempty"`
	// Absorbed are sections that are gone and lead here, of which no event tells.
	Absorbed []Anchor `json:"absorbed,omitempty"`
}

// Wording is a section's text through one or more consecutive versions.
type Wording struct {
	Stood   string         `json:"stood"` // from when to when, as far as is known, as HTML
	Current bool           `json:"current"`
	Number  string         `json:"number"`
	Title   string         `json:"title"`
	Events  []SectionEvent `json:"events"` // what its first version did to it
	Later   []SectionEvent `json:"later"`  // what became of it since, and at its end; newest first
	// Body is the name of an HTML fragment; empty, as Redline, where the page would be
	// too long. Redline is the name of one, against the wording before; empty for the
	// first.
	Body       string `json:"body"`
	Redline    string `json:"redline"`
	URL        string `json:"url"` // the section in its first version
	CompareURL string `json:"compareURL"`
}

// SectionEvent is what a version did to a section.
type SectionEvent struct {
	// Kind is added, returned, removed, wording, renamed, renumbered, numbered,
	// unnumbered, moved, reordered, split, merged, grouped, ungrouped, took, gave,
	// heading-lost or heading-regained.
	Kind    string   `json:"kind"`
	Version Version  `json:"version"`
	Was     string   `json:"was"`    // the title or number before, of renamed, renumbered and unnumbered
	Others  []Anchor `json:"others"` // the other sections, of split, merged, took and gave
	URL     string   `json:"url"`    // the comparison that shows it; empty if there is none
}
