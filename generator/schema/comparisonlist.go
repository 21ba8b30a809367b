package schema

// ComparisonListPage is /privacy/compare/all/, which lists the comparisons that have a
// page of their own.
type ComparisonListPage struct {
	Policy     Policy        `json:"policy"`
	Neighbours []CompareYear `json:"neighbours"` // newest first
	Current    []CompareYear `json:"current"`    // older versions against the one in force, nearest first
	Others     []CompareYear `json:"others"`     // all other pairs, while versions are few
	// ChangesURL leads to the comparisons that Neighbours leaves out; empty if it has all.
	ChangesURL string `json:"changesURL,omitempty"`
}

// CompareYear are comparisons by the year of one of the two versions, or all if Title
// is empty.
type CompareYear struct {
	Title string        `json:"title"`
	Links []CompareLink `json:"links"`
}
