package schema

// ComparisonsPage is /privacy/compare/, where a reader picks any two versions,
// and which lists the comparisons that have a page of their own.
type ComparisonsPage struct {
	Policy  Policy       `json:"policy"`
	Choices []ChoiceYear `json:"choices"` // the versions to pick from, newest first
	// From and To are the names of the two that are picked at first: the text in force,
	// and the one before its last change of wording. Both are empty if there is but one.
	From  string     `json:"from"`
	To    string     `json:"to"`
	Links FixedLinks `json:"links"`
	// Redacted are the versions that cannot be compared, since their text was removed.
	Redacted []Version `json:"redacted,omitempty"`
	// WeaveURL is the file from which the page's script makes a comparison.
	WeaveURL string `json:"weaveURL"`
	// FormURL takes the form where no script runs: with from and to in its query,
	// hosts that can redirect lead from it to the comparison.
	FormURL string `json:"formURL"`
	// Unanswered: this is the page at FormURL, of a host that did not.
	Unanswered bool `json:"unanswered"`
	// ListURL is the page that lists the comparisons with a page of their own; empty if
	// there are none. Pages are their addresses below this page.
	ListURL string   `json:"listURL"`
	Pages   []string `json:"pages"`
	// ChangesURL leads to the changes of all versions, if Choices leaves some out: the
	// script adds them, with OlderBase for the base of those that are not in OlderBases.
	ChangesURL string            `json:"changesURL,omitempty"`
	OlderBase  string            `json:"olderBase,omitempty"`
	OlderBases map[string]string `json:"olderBases,omitempty"`
}

// ChoiceYear are the versions of a year, or all if Title is empty.
type ChoiceYear struct {
	Title    string   `json:"title"`
	Versions []Choice `json:"versions"`
}

// Choice is a version to pick.
type Choice struct {
	Name  string `json:"name"`
	Label string `json:"label"` // its date, and what it is
	Dates string `json:"dates"` // all that is known of its dates, without HTML
	// Base is the address that relative links of its text count against: "" where nobody
	// knows. That of a text of this site is a path.
	Base string `json:"base"`
}

// FixedLinks are addresses, as texts have them, that lead elsewhere than a
// browser takes them to, or nowhere, which is "".
type FixedLinks struct {
	Here      map[string]string `json:"here"`      // in texts of this site
	Elsewhere map[string]string `json:"elsewhere"` // in all others
}
