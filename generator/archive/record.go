package archive

import "time"

// Names of the files of a version.
const (
	TextFile   = "policy.md"
	RecordFile = "version.json"
	// A capture is named "capture" with the extension of what was obtained.
	captureStem = "capture"
)

// RecordFormat is the format of version.json that this package writes, and the
// newest that it reads.
const RecordFormat = 1

// Record is what the archive knows about a version beside its text: the content
// of version.json. Dates are YYYY-MM-DD; an empty one is unknown.
type Record struct {
	Policy  string `json:"policy"`
	Version Name   `json:"version"`
	// After names the version that this one follows, when the days in their
	// names would put them in another order.
	After Name `json:"after,omitzero"`

	// Captured is when the text was seen online: a time, RFC 3339 in UTC with
	// whole seconds, or only a day. It says nothing about being in force.
	Captured  string `json:"captured,omitempty"`
	Published string `json:"published,omitempty"` // announced
	Effective string `json:"effective,omitempty"` // in force from

	// Lang is the language of the text (BCP 47), where it is another one than that
	// of the policy and the text itself does not say.
	Lang string `json:"lang,omitempty"`

	Class   Class  `json:"class,omitempty"`
	Summary string `json:"summary,omitempty"` // for readers, one or a few sentences

	Source  Source `json:"source,omitzero"`
	Text    File   `json:"text"`
	Capture *File  `json:"capture,omitempty"` // nil for a version that was written here

	// Restorations are the repairs that made the text from the capture.
	Restorations []Restoration `json:"restorations,omitempty"`
	// Doubts are warnings about the capture's fidelity, for readers.
	Doubts []string `json:"doubts,omitempty"`

	// Anchors are those that this version was the first to have when it was
	// archived. Each leads to its section for ever, also when older versions
	// are added later or the program comes to find better ones.
	Anchors []Anchor `json:"anchors,omitempty"`
}

// Anchor is a section's permanent name, beside the title that it had.
type Anchor struct {
	Anchor string `json:"anchor"`
	Title  string `json:"title,omitempty"`
}

// Class is what an editor declares about a change.
type Class string

// The classes of changes.
const (
	Undeclared    Class = ""
	Editorial     Class = "editorial"     // no change of meaning
	Clarification Class = "clarification" // the same meaning, said better
	Material      Class = "material"      // rights or duties change
)

// Source says where a version comes from. Every field may be empty.
type Source struct {
	Original   string `json:"original,omitempty"`   // the http or https URL at which the text was published
	Archived   string `json:"archived,omitempty"`   // the URL of a third party's copy, such as the Wayback Machine's
	Medium     string `json:"medium,omitempty"`     // how it was obtained: wayback, corpus, git, file, written, ...
	Repository string `json:"repository,omitempty"` // of a Git history
	Commit     string `json:"commit,omitempty"`
	Path       string `json:"path,omitempty"` // of the file that was read, in Repository if there is one
	// Selector is the CSS selector that said which part of the page is the text.
	Selector string `json:"selector,omitempty"`
}

// File is a file in the version's own directory.
type File struct {
	Name   string `json:"file"`
	SHA256 string `json:"sha256"` // 64 lower-case hexadecimal digits
	Bytes  int64  `json:"bytes"`
}

// Restoration is one kind of repair between capture and text.
type Restoration struct {
	Rule  string `json:"rule"`
	Line  int    `json:"line"`  // of the first place, in the capture, from 1; 0 if it has none
	Count int    `json:"count"` // number of places
	Was   string `json:"was,omitempty"`
	Now   string `json:"now,omitempty"`
	Note  string `json:"note,omitempty"` // for readers: what and why
}

// CapturedTime is Captured as a time in UTC; midnight if only the day is known.
// It is the zero time if nothing is known.
func (r *Record) CapturedTime() (t time.Time, dayOnly bool) {
	t, dayOnly, err := parseCaptured(r.Captured)
	if err != nil {
		return time.Time{}, false
	}
	return t, dayOnly
}
