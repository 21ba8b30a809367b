package schema

// RedactedPage stands in the place of a version whose text was removed.
type RedactedPage struct {
	Policy  Policy  `json:"policy"`
	Version Version `json:"version"`
	// Line says, as HTML, which line of the log tells of the version, and which of its
	// removal; empty if the site has no log.
	Line      string        `json:"line"`
	RecordURL string        `json:"recordURL"` // redaction.json
	VerifyURL string        `json:"verifyURL"` // as on a VersionPage
	Removed   []RemovedFile `json:"removed"`
	Previous  *Version      `json:"previous"` // the version before it that has a text; nil if none does
	Next      *Version      `json:"next"`     // and the one behind it
	// CompareURL compares these two; empty if no page does.
	CompareURL string `json:"compareURL"`
}

// RemovedFile is a file that was removed.
type RemovedFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Size   string `json:"size"` // in words
}
