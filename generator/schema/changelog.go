package schema

// Entry is one line of the changelog.
type Entry struct {
	Version       Version         `json:"version"`
	Verdict       *Verdict        `json:"verdict"` // nil for the first version
	Sections      []SectionChange `json:"sections"`
	CompareURL    string          `json:"compareURL"`
	Contradiction string          `json:"contradiction"` // declared class against computed verdict; empty if they agree
	// MoreSections is how many of the sections that changed Sections leaves out.
	MoreSections int `json:"moreSections,omitempty"`
}

// ChangelogPage is /privacy/changelog/, newest group first.
type ChangelogPage struct {
	Policy Policy       `json:"policy"`
	Groups []EntryGroup `json:"groups"`
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
	Days    string  `json:"days,omitempty"` // of a folded group of several: from which to which, as HTML
	Entries []Entry `json:"entries"`        // newest first; at least one
}
