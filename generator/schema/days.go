package schema

// DaysPage says of every day which version counts on it. Its script answers for one
// day, and so do those of other pages, which fetch it.
type DaysPage struct {
	Policy    Policy     `json:"policy"`
	Intervals []Interval `json:"intervals"` // newest first
	// Periods lead to pages of the same kind with the days of a year or a month,
	// newest first; empty if this page has all. Period is that of this page.
	Periods []Anchor `json:"periods,omitempty"`
	Period  string   `json:"period,omitempty"`
	// Made is the day on which this is what is known, and MadeOn how readers write it.
	Made   string `json:"made"`
	MadeOn string `json:"madeOn"`
	// Dates are how readers write a day, by month, as words.Language.DatePatterns has it.
	Dates []string `json:"dates"`
}

// Interval is a stretch of days of which the same is known. Days, Answer, Next and Gap
// are HTML.
type Interval struct {
	From    string `json:"from,omitempty"`    // its first day; empty for those before any version is known
	Version string `json:"version,omitempty"` // the name of the one that counts
	Days    string `json:"days"`              // which they are
	Answer  string `json:"answer"`            // the version that counts, by what its day means
	Next    string `json:"next"`              // the next one known
	Gap     string `json:"gap,omitempty"`     // what is not known of the days behind the first
	// CompareURL leads to the comparison with the text in force; may be empty.
	CompareURL string `json:"compareURL,omitempty"`
}
