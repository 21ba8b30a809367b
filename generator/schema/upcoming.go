package schema

// UpcomingPage is /privacy/upcoming/: what will apply, and from when. What it
// says is true before the day, on it, and after it, until the site is built again.
type UpcomingPage struct {
	Policy Policy `json:"policy"`
	// Next is the announced version that comes first; nil when none is.
	Next  *Version `json:"next"`
	Title string   `json:"title"` // of Next's text
	// Notice is the days between Next's announcement and its day; 0 if unknown.
	Notice int `json:"notice"`
	// Comparison holds Next against the text in force; nil while none is.
	Comparison *ComparisonPage `json:"comparison"`
	CompareURL string          `json:"compareURL"` // its own page; may be empty
	// Later are the announced versions behind Next, in order, by year, each against the
	// version before it.
	Later []CompareYear `json:"later"`
	// Withdrawn are the versions that were announced since the text in force was,
	// and do not apply.
	Withdrawn []Version `json:"withdrawn"`
	// Last is the version that came into force last; nil while none did.
	Last *Version `json:"last"`
}
