package schema

// CorrectionsPage is the register of corrections of a policy.
type CorrectionsPage struct {
	Policy      Policy       `json:"policy"`
	Corrections []Correction `json:"corrections"` // newest first
	FeedURL     string       `json:"feedURL"`
}

// Correction says what was wrong with a version as it was archived.
type Correction struct {
	ID      string  `json:"id"` // of its place in the register
	Version Version `json:"version"`
	Day     string  `json:"day"` // YYYY-MM-DD: the day since when it is right
	Wrong   string  `json:"wrong"`
	Right   string  `json:"right"`
	FileURL string  `json:"fileURL"` // its archived bytes
	PageURL string  `json:"pageURL"` // its place in the register
}
