package schema

// ComparisonListPage is /privacy/compare/all/, which lists the comparisons that have a
// page of their own.
type ComparisonListPage struct {
	Policy     Policy        `json:"policy"`
	Neighbours []CompareLink `json:"neighbours"` // newest first
	Current    []CompareLink `json:"current"`    // older versions against the one in force, nearest first
	Others     []CompareLink `json:"others"`     // all other pairs, while versions are few
	// ChangesURL leads to the comparisons that Neighbours leaves out; empty if it has all.
	ChangesURL string `json:"changesURL,omitempty"`
}
