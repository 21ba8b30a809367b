package schema

// Entry is one line of the changelog.
type Entry struct {
	ID         string          `json:"id"` // tag: URI, never changes
	Version    Version         `json:"version"`
	Verdict    *Verdict        `json:"verdict"` // nil for the first version
	Sections   []SectionChange `json:"sections"`
	CompareURL string          `json:"compareURL"`
	// Quiet: nothing changed that a reader must hear of; see changelog.Entry.
	Quiet bool `json:"quiet"`
	// QuietBefore counts the quiet versions between this one and the last that
	// was not quiet.
	QuietBefore   int    `json:"quietBefore"`
	Contradiction string `json:"contradiction"` // declared class against computed verdict; empty if they agree
	// Feed: feeds tell of it; the newest entries only are in them.
	Feed        bool   `json:"feed,omitempty"`
	RedlineHTML string `json:"redlineHTML"` // for feeds: changed sections only, inline styles
	// FeedSections are what feeds tell in place of a redline that is too long: the
	// sections that changed; not all if FeedMore.
	FeedSections []SectionChange `json:"feedSections,omitempty"`
	// MoreSections is how many of the sections that changed Sections leaves out.
	MoreSections  int    `json:"moreSections,omitempty"`
	FeedMore      bool   `json:"feedMore,omitempty"`
	SignificantAt string `json:"significantAt"` // RFC 3339, the Atom updated
	PublishedAt   string `json:"publishedAt"`   // RFC 3339
	// Announced: it was told of before its day.
	Announced bool `json:"announced"`
	// Events are what became of an announced version: entries of their own in
	// feeds, newest first, since who read of the announcement has read that one.
	Events []EntryEvent `json:"events"`
}

// EntryEvent is a day in the life of a version after its announcement.
type EntryEvent struct {
	ID   string `json:"id"`   // tag: URI, never changes
	Kind string `json:"kind"` // in-force, overtaken, withdrawn
	At   string `json:"at"`   // RFC 3339
}

// ChangelogPage is /privacy/changelog/ and its feeds, newest group first.
type ChangelogPage struct {
	Policy  Policy       `json:"policy"`
	Groups  []EntryGroup `json:"groups"`
	Updated string       `json:"updated"` // RFC 3339
	ID      string       `json:"id"`
	// Periods and Period are as on an ArchivePage.
	Periods []Anchor `json:"periods,omitempty"`
	Period  string   `json:"period,omitempty"`
	// Years lead to the first entry of each year of a long list.
	Years []Anchor `json:"years,omitempty"`
}

// EntryYear are the entries of a year, or all if Title is empty.
type EntryYear struct {
	Title  string       `json:"title"`
	Groups []EntryGroup `json:"groups"`
}

// EntryGroup is one entry, or neighbouring quiet ones folded into a line.
type EntryGroup struct {
	Folded  bool    `json:"folded"`
	Entries []Entry `json:"entries"` // newest first; at least one
}
