package schema

// Draft is a working text, as previews show it.
type Draft struct {
	Effective  string   `json:"effective"` // what its front matter declares, as far as it does
	Class      string   `json:"class"`
	Summary    string   `json:"summary"`
	RedlineURL string   `json:"redlineURL"` // against the text in force; empty if none is
	Verdict    *Verdict `json:"verdict"`    // likewise
}

// DraftPage is /privacy/draft/, in previews alone: a working text held against
// the text in force.
type DraftPage struct {
	Policy   Policy          `json:"policy"`
	Draft    Draft           `json:"draft"`
	Base     Version         `json:"base"`
	Verdict  Verdict         `json:"verdict"`
	Sections []SectionChange `json:"sections"`
	Links    []LinkChange    `json:"links"`
	Markup   int             `json:"markup"`
	Body     string          `json:"body"` // name of the HTML fragment of its redline
}
