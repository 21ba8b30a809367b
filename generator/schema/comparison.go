package schema

// Verdict is the one-line answer of a comparison.
type Verdict struct {
	Kind         string `json:"kind"`              // identical, presentation, wording, sections
	Title        bool   `json:"title,omitempty"`   // the wording of the policy's own title changed
	Changed      int    `json:"changed,omitempty"` // sections with changed wording
	Of           int    `json:"of,omitempty"`      // sections in the newer text
	Added        int    `json:"added,omitempty"`
	Removed      int    `json:"removed,omitempty"`
	WordsAdded   int    `json:"wordsAdded,omitempty"`
	WordsRemoved int    `json:"wordsRemoved,omitempty"`

	// What pages.DescribeVerdict says of it: the answer in a sentence, without its full
	// stop, and how many words came and went; empty if none did.
	Sentence string `json:"sentence"`
	Words    string `json:"words,omitempty"`
}

// CompareLink leads to a comparison.
type CompareLink struct {
	From    Version `json:"from"`
	To      Version `json:"to"`
	URL     string  `json:"url"`
	Verdict Verdict `json:"verdict"`
}

// ComparisonPage is two versions held together. It is written twice: inline,
// and side by side below the same path.
type ComparisonPage struct {
	Policy   Policy          `json:"policy"`
	From     Version         `json:"from"`
	To       Version         `json:"to"`
	Verdict  Verdict         `json:"verdict"`
	Sections []SectionChange `json:"sections"` // only those that changed in any way
	Links    []LinkChange    `json:"links"`
	Markup   int             `json:"markup"`   // stretches whose emphasis or structure changed
	View     string          `json:"view"`     // inline or side-by-side
	OtherURL string          `json:"otherURL"` // the other view
	// MarkdownURL is the redline as Markdown; empty of one on the page of a draft or of
	// what is announced.
	MarkdownURL string `json:"markdownURL,omitempty"`
	Body        string `json:"body"` // name of the HTML fragment of its redline
	// Redacted says of versions between the two that their text was removed, as HTML.
	Redacted []string     `json:"redacted,omitempty"`
	Previous *CompareLink `json:"previous"` // the change before this one
	Next     *CompareLink `json:"next"`
}

// SectionChange is a line in a comparison's list.
type SectionChange struct {
	Number       string `json:"number,omitempty"`
	Title        string `json:"title"`
	Around       string `json:"around,omitempty"`    // the title of the section around it, if others have its title
	OldNumber    string `json:"oldNumber,omitempty"` // if it was another
	OldTitle     string `json:"oldTitle,omitempty"`  // likewise
	Status       string `json:"status"`              // presentation, wording, renamed, renumbered, moved, added, removed
	WordsAdded   int    `json:"wordsAdded,omitempty"`
	WordsRemoved int    `json:"wordsRemoved,omitempty"`
	Words        string `json:"words,omitempty"` // what pages.DescribeWords says of them
	URL          string `json:"url"`             // its redline
}

// LinkChange is a link whose words stayed and whose target changed.
type LinkChange struct {
	Text    string `json:"text"`
	Old     string `json:"old"`
	New     string `json:"new"`
	Section Anchor `json:"section"`
}
