package schema

// ArchivePage lists all versions.
type ArchivePage struct {
	Policy Policy      `json:"policy"`
	Years  []EntryYear `json:"years"` // what they changed, by year, newest first
	// YearLinks lead to the years of a long list.
	YearLinks []Anchor `json:"yearLinks,omitempty"`
	Timeline  Timeline `json:"timeline"`
	// Periods lead to pages of the same kind with the versions of a year or a month,
	// newest first; empty if this page lists all versions. Period is that of this page.
	Periods []Anchor `json:"periods,omitempty"`
	Period  string   `json:"period,omitempty"`
	// WeaveURL is the file in which the page's script looks for phrases.
	WeaveURL string `json:"weaveURL"`
	// CorrectionsURL is the register of corrections; empty of the pages of a period.
	CorrectionsURL string `json:"correctionsURL,omitempty"`
}

// Timeline is the geometry of the archive's picture.
type Timeline struct {
	Height   int            `json:"height"` // in pixels, as all that is vertical; across it stands percent
	Baseline int            `json:"baseline"`
	Dense    bool           `json:"dense"`  // there are many marks
	Radius   int            `json:"radius"` // of a mark
	Years    []TimelineTick `json:"years"`
	Marks    []TimelineMark `json:"marks"`
	Gaps     []TimelineSpan `json:"gaps"` // stretches for which nothing is known
}

// TimelineTick is a labelled year (or month).
type TimelineTick struct {
	X     string `json:"x"` // 12.50%
	Label string `json:"label"`
}

// TimelineMark is one version; its height says how much it changed.
type TimelineMark struct {
	X       string `json:"x"`       // 12.50%
	Top     int    `json:"top"`     // where it ends
	Class   string `json:"class"`   // the version's state, and pale if no word changed
	Anchor  string `json:"anchor"`  // of its name, near an end: start, end; else empty
	Name    string `json:"name"`    // of the version
	Verdict string `json:"verdict"` // first, or the kind of a Verdict
	URL     string `json:"url"`
}

// TimelineSpan is a stretch of time.
type TimelineSpan struct {
	X     string `json:"x"`     // 12.50%
	Width string `json:"width"` // likewise
}
