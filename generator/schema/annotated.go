package schema

// AnnotatedPage is a text with the version that brought each passage:
// /privacy/annotated/ for the text in force.
type AnnotatedPage struct {
	Policy  Policy  `json:"policy"`
	Version Version `json:"version"`
	Title   string  `json:"title"`
	Body    string  `json:"body"`    // name of an HTML fragment
	TextURL string  `json:"textURL"` // the text without all that
	Sources []Age   `json:"sources"` // newest first
	// Redacted is how many versions before it had a text that was removed.
	Redacted int `json:"redacted,omitempty"`
}

// Age is a version that words of a later text come from, and how many.
type Age struct {
	Called  string  `json:"called"`  // the version, as HTML
	AtLeast bool    `json:"atLeast"` // the oldest known: they may be older
	URL     string  `json:"url"`     // the comparison that shows how they came
	Words   int     `json:"words"`
	Percent float64 `json:"percent"` // of all words
	Shade   int     `json:"shade"`   // 0 is the oldest, 4 the newest
}
