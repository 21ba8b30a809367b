package schema

// Version names a version wherever it is mentioned. Dates are YYYY-MM-DD or
// empty when unknown; a captured date is never to be shown as an effective one.
type Version struct {
	Name      string `json:"name"`   // 2016-11-04 or 2016-11-04.2
	Ordinal   int    `json:"-"`      // among those that have a text; 1 is the oldest
	Number    int    `json:"number"` // among all; 1 is the oldest
	State     string `json:"state"`  // announced, in-force, superseded, withdrawn, redacted
	URL       string `json:"url"`
	Captured  string `json:"captured,omitempty"`
	Published string `json:"published,omitempty"`
	Effective string `json:"effective,omitempty"`
	Until     string `json:"until,omitempty"` // the next version's effective date, when both are known
	Class     string `json:"class,omitempty"` // editorial, clarification, material or empty
	Summary   string `json:"summary,omitempty"`
	SourceURL string `json:"-"` // its archived bytes
	// Withdrawn is the day on which it was withdrawn, for a reason: it never is in
	// force. Both are empty if it was not.
	Withdrawn string `json:"withdrawn,omitempty"`
	Reason    string `json:"reason,omitempty"`
	// Redacted is the day on which its text was removed, for a Reason, by an authority.
	Redacted  string `json:"redacted,omitempty"`
	Authority string `json:"authority,omitempty"`
	// Overtaken is the name of the version that took this one's place before its
	// day: it never was in force. Empty if none did.
	Overtaken string `json:"overtaken,omitempty"`
	// IdenticalTo is the name of an older version with the same text (a revert).
	IdenticalTo string `json:"identicalTo,omitempty"`

	// What pages.DescribeVersion says of it: what readers call it, its date and, if that
	// day had several, its number, as HTML and as text; and, as HTML, what is known
	// of its dates.
	Called string `json:"called"`
	Plain  string `json:"plain"`
	Dates  string `json:"dates"`
	SameAs string `json:"sameAs,omitempty"` // what they call the version of IdenticalTo
	// Standing says, as HTML, that it is in force: until a day, if another is announced.
	// Without a date of its own it is but the newest that is known. Empty of all others.
	Standing string `json:"standing,omitempty"`
	// Day is that of an announced version, from which it is to apply; also of one that was
	// withdrawn. Empty of all others.
	Day string `json:"day,omitempty"`
}

// VersionPage is one dated version.
type VersionPage struct {
	Policy    Policy  `json:"policy"`
	Version   Version `json:"version"`
	Title     string  `json:"title"`
	SourceURL string  `json:"sourceURL"` // its archived bytes
	// StructureURL is its text with its structure, for programs; empty of very old ones
	// in a long history.
	StructureURL string        `json:"structureURL"`
	Contents     string        `json:"contents"` // name of the HTML fragment that lists its sections; may be empty
	Body         string        `json:"body"`     // name of the HTML fragment of its text
	Terms        *Terms        `json:"terms"`    // that the text defines; nil if it defines none
	Previous     *Version      `json:"previous"`
	Next         *Version      `json:"next"`
	Compare      []CompareLink `json:"compare"` // with its predecessor
	// CompareCurrentURL leads to the comparison with the text in force, whichever
	// that is: to its page or, if it has none, to where any two are compared;
	// empty for what no text in force comes after.
	CompareCurrentURL string   `json:"compareCurrentURL"`
	Record            Fidelity `json:"record"`
	// VerifyURL leads to the check of the version against the log; empty if that does not
	// have it.
	VerifyURL string `json:"verifyURL,omitempty"`
	// AnnotatedURL is the text with the age of each passage, as a page of its own;
	// else Ages names the HTML fragment from which the page's script makes the same,
	// for texts too large to be repeated. Both are empty if nothing is known.
	AnnotatedURL string `json:"annotatedURL"`
	Ages         string `json:"ages"`
	// Corrections say what was wrong with it, oldest first.
	Corrections []Correction `json:"corrections,omitempty"`
	// Citation cites the version, with {place} and {address} for what is cited of it.
	Citation string `json:"citation"`
	// LinkedData is what the page says of itself, as JSON-LD without < and >.
	LinkedData string `json:"linkedData"`
	// Redacted says of versions right before and behind it that their text was removed, as
	// HTML.
	Redacted []string `json:"redacted,omitempty"`
	// RedactedBefore is how many versions before it had a text that was removed.
	RedactedBefore int `json:"redactedBefore,omitempty"`
}

// Fidelity says where a text comes from and what was done to it.
type Fidelity struct {
	Origin        string        `json:"origin"`     // frozen here, or imported from a capture
	Original      string        `json:"original"`   // the URL it was published at
	Archived      string        `json:"archived"`   // the capture's URL (Wayback Machine)
	CapturedAt    string        `json:"capturedAt"` // RFC 3339 UTC
	Repository    string        `json:"repository"` // of a Git history; a URL or a name
	Commit        string        `json:"commit"`
	Path          string        `json:"path"`   // in the repository
	SHA256        string        `json:"sha256"` // of policy.md
	Bytes         int           `json:"bytes"`
	CaptureFile   string        `json:"captureFile"` // name in the archive; not necessarily published
	CaptureSHA256 string        `json:"captureSHA256"`
	Restorations  []Restoration `json:"restorations"`
	Doubts        []string      `json:"doubts"`
}

// Restoration is one kind of repair that made the published text from the capture.
type Restoration struct {
	Rule  string `json:"rule"`
	Note  string `json:"note"` // for a reader: what and why
	Count int    `json:"count"`
	Line  int    `json:"line"` // of the first one, in the capture
	Was   string `json:"was"`
	Now   string `json:"now"`
}
