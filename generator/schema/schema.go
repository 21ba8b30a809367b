// Package schema has the values that templates read, and those that say which pages
// and files a site has. Package pages computes them, package build hands them to Hugo.
// What the template of a layout reads stands in the file of the same name.
package schema

// Site is everything that the templates show: plain values, computed before
// Hugo starts. Each page's Data is written as one JSON file that its template
// reads; the field names of that JSON are the contract with layouts/. Of versions,
// verdicts and changed sections, which are many, what is empty or 0 is left out.
//
// Every URL is a site path that begins with the path of the site's base URL
// ("/", or "/legal/" for https://example.org/legal/) and, for a page, ends
// with a slash. Fields named HTML, Body or Redline hold HTML that templates
// print as it is, except where it is said to be the name of a fragment, which
// templates hand to the partial fragment.html.
type Site struct {
	Language string // in which it speaks: the name of its words, see package words
	Policies []Policy
	Pages    []Page
	// Files are published byte for byte, keyed by slash path below the site's
	// root: archived texts, records, machine-readable lists.
	Files map[string][]byte
	// Copies are further such files: what reads them, which sees to it that they
	// have the bytes they should.
	Copies map[string]func() ([]byte, error)
	// Redirects are old addresses and where they lead, for hosts that can
	// redirect. No link of the site depends on them.
	Redirects []Redirect
	// NextTransition is the day (YYYY-MM-DD) on which an announced version
	// comes into force; empty if there is none.
	NextTransition string
	// LogURL is the page of the log of the archive, and VerifyURL the one that compares
	// with it what a reader has; empty if it has none.
	LogURL, VerifyURL string
}

// Redirect is one line of _redirects.
type Redirect struct {
	From, To string
	// Query are parameters of the query that the line asks for; To may name their
	// values, as :from. Such a line holds even where there is a file.
	Query  []string
	Status int
}

// The layouts, each the name of a template and named by what a reader sees.
const (
	LayoutHome           = "home"           // HomePage
	LayoutPolicy         = "policy"         // PolicyPage
	LayoutVersion        = "version"        // VersionPage
	LayoutRedacted       = "redacted"       // RedactedPage
	LayoutAnnotated      = "annotated"      // AnnotatedPage
	LayoutUpcoming       = "upcoming"       // UpcomingPage
	LayoutDraft          = "draft"          // DraftPage
	LayoutHistory        = "history"        // SectionPage; Hugo keeps the name "section" for lists of pages
	LayoutArchive        = "archive"        // ArchivePage
	LayoutDays           = "days"           // DaysPage
	LayoutComparison     = "comparison"     // ComparisonPage
	LayoutComparisons    = "comparisons"    // ComparisonsPage
	LayoutComparisonList = "comparisonlist" // ComparisonListPage
	LayoutChangelog      = "changelog"      // ChangelogPage
	LayoutCorrections    = "corrections"    // CorrectionsPage
	LayoutLog            = "log"            // LogPage
	LayoutVerify         = "verify"         // VerifyPage
)

// Page is one page of the site.
type Page struct {
	// Path is the page's place below the site's root, without the base URL's
	// path and without a closing slash: "/privacy/archive/2016-11-04", or "/"
	// for the home page. A segment holds letters and digits of any script and
	// - _ . ~ only, and no two paths differ in case alone.
	Path        string
	Layout      string // one of the Layout constants
	Language    string // in which the page speaks of what it shows: the name of its words
	Title       string // for <title> and the browser's tab
	Description string // for search engines and link previews
	Lang        string // BCP 47, of the policy's text
	Dir         string // ltr or rtl
	Modified    string // YYYY-MM-DD, for the sitemap; may be empty
	NoIndex     bool   // a search engine is asked to leave the page out
	// Canonical is the URL under which search engines and annotation tools file the
	// page; if it is empty, the page's own, or none if search engines leave it out.
	Canonical string
	Data      string // the name under which the store has what the template reads
	// Text is what the page has to show, if that is the whole text of a version; else
	// nil.
	Text *WholeText
}

// WholeText is a text as a page has to show it, from its beginning to its end: see
// package drift.
type WholeText struct {
	Version string   // its policy and its name: privacy/2016-11-04
	Title   string   // as a line; "" if the page shows it in no heading of its own
	Lines   []string // its blocks that have words or signs
}

// Policy names a policy wherever it is mentioned.
type Policy struct {
	Key          string `json:"key"`   // directory name: privacy
	Title        string `json:"title"` // the policy's own title: Privacy policy
	Lang         string `json:"lang"`
	Dir          string `json:"dir"`
	Relation     string `json:"relation"` // of links to it from every page; may be empty
	URL          string `json:"url"`
	ArchiveURL   string `json:"archiveURL"` // empty, as all that follow but Drafted, while it has no version
	ChangelogURL string `json:"changelogURL"`
	DaysURL      string `json:"daysURL"` // where it says what applied on a day
	CompareURL   string `json:"compareURL"`
	UpcomingURL  string `json:"upcomingURL"`
	CalendarURL  string `json:"calendarURL"` // of coming changes; empty if none was ever announced
	SourceURL    string `json:"sourceURL"`   // the bytes in force, as Markdown
	Drafted      bool   `json:"drafted"`     // this is a preview, and a draft stands at URL
	VersionCount int    `json:"versionCount"`
	// RedactedCount is how many versions besides had a text that was removed.
	RedactedCount int       `json:"redactedCount,omitempty"`
	InForce       *Version  `json:"inForce"`   // nil while nothing is in force
	Announced     []Version `json:"announced"` // frozen, effective date still ahead; nearest first
}

// Named is what names the policy on pages that stay the same when it gets
// another version.
func (p Policy) Named() Policy {
	p.VersionCount, p.InForce, p.Announced, p.CalendarURL = 0, nil, nil, ""
	return p
}

// Anchor is a link to a section.
type Anchor struct {
	Anchor string `json:"anchor"`
	Title  string `json:"title"`
	URL    string `json:"url"`
}
