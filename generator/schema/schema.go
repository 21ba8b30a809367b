// Package schema has the values that templates read, and those that say which pages
// and files a site has. Package pages computes them, package build hands them to Hugo.
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
	LayoutHome        = "home"        // HomePage
	LayoutPolicy      = "policy"      // PolicyPage
	LayoutVersion     = "version"     // VersionPage
	LayoutAnnotated   = "annotated"   // AnnotatedPage
	LayoutUpcoming    = "upcoming"    // UpcomingPage
	LayoutDraft       = "draft"       // DraftPage
	LayoutHistory     = "history"     // SectionPage; Hugo keeps the name "section" for lists of pages
	LayoutArchive     = "archive"     // ArchivePage
	LayoutComparison  = "comparison"  // ComparisonPage
	LayoutComparisons = "comparisons" // ComparisonsPage
	LayoutChangelog   = "changelog"   // ChangelogPage
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
	Canonical   string // URL of the page that search engines should show instead; may be empty
	Feeds       bool   // the page has an Atom and a JSON feed beside it; its Data is a ChangelogPage
	Data        string // the name under which the store has what the template reads
}

// Policy names a policy wherever it is mentioned.
type Policy struct {
	Key          string    `json:"key"`   // directory name: privacy
	Title        string    `json:"title"` // the policy's own title: Privacy policy
	Lang         string    `json:"lang"`
	Dir          string    `json:"dir"`
	URL          string    `json:"url"`
	ArchiveURL   string    `json:"archiveURL"` // empty, as all that follow but Drafted, while it has no version
	ChangelogURL string    `json:"changelogURL"`
	CompareURL   string    `json:"compareURL"`
	UpcomingURL  string    `json:"upcomingURL"`
	CalendarURL  string    `json:"calendarURL"` // of coming changes; empty if none was ever announced
	SourceURL    string    `json:"sourceURL"`   // the bytes in force, as Markdown
	Drafted      bool      `json:"drafted"`     // this is a preview, and a draft stands at URL
	VersionCount int       `json:"versionCount"`
	InForce      *Version  `json:"inForce"`   // nil while nothing is in force
	Announced    []Version `json:"announced"` // frozen, effective date still ahead; nearest first
}

// Named is what names the policy on pages that stay the same when it gets
// another version.
func (p Policy) Named() Policy {
	p.VersionCount, p.InForce, p.Announced, p.CalendarURL = 0, nil, nil, ""
	return p
}

// Version names a version wherever it is mentioned. Dates are YYYY-MM-DD or
// empty when unknown; a captured date is never to be shown as an effective one.
type Version struct {
	Name      string `json:"name"`    // 2016-11-04 or 2016-11-04.2
	Ordinal   int    `json:"ordinal"` // 1 is the oldest
	State     string `json:"state"`   // announced, in-force, superseded, withdrawn
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
}

// PolicyPage is /privacy/: the text in force (or, while none is, the announced one).
type PolicyPage struct {
	Policy   Policy    `json:"policy"`
	Version  Version   `json:"version"`
	Title    string    `json:"title"`
	Sections []Section `json:"sections"`
	// Draft says that this is a working text, and Version the one in force; nil
	// on all sites but previews.
	Draft *Draft `json:"draft"`
	// Tombstones are anchors whose section is not in the current text.
	Tombstones []Tombstone `json:"tombstones"`
	// Latest is the newest entry of the changelog that belongs to Version.
	Latest *Entry `json:"latest"`
	// Previous compares with the version before; nil for the first.
	CompareURL string `json:"compareURL"`
	// AnnotatedURL is the text with the age of each passage; "" for the first version.
	AnnotatedURL string `json:"annotatedURL"`
	// EditURL is where a change of the text can be suggested; may be empty.
	EditURL string `json:"editURL"`
}

// Section is one section of a displayed text, in document order. A section
// without Title is text that stands under no heading of its own.
type Section struct {
	Anchor    string   `json:"anchor"`
	Aliases   []string `json:"aliases"` // other anchors that must resolve to this section
	Depth     int      `json:"depth"`   // 1 is a top-level section, rendered as h2
	Number    string   `json:"number"`  // as printed: 5. or (a) or empty
	Title     string   `json:"title"`   // plain text, without the number
	TitleHTML string   `json:"titleHTML"`
	// Body is the name of the HTML fragment of the section's own text, anchored; empty
	// if it has none.
	Body       string `json:"body"`
	HistoryURL string `json:"historyURL"`
	Since      *Since `json:"since"`
}

// Since says how long a section has had its wording.
type Since struct {
	Version Version `json:"version"` // the first version with this wording
	// AtLeast: the wording is that of the oldest known version, so it may be older.
	AtLeast bool `json:"atLeast"`
	// Change is what that version did: "" (nothing known), added or wording; or
	// draft, if it is a draft that changes the section, and no version.
	Change     string `json:"change"`
	CompareURL string `json:"compareURL"` // the comparison that shows the change; empty if none
}

// Tombstone keeps the anchor of a section that is not in the current text alive:
// of one that vanished, or that comes with an announced version.
type Tombstone struct {
	Anchor     string   `json:"anchor"`
	Aliases    []string `json:"aliases"` // further anchors that led to it
	Title      string   `json:"title"`
	Last       Version  `json:"last"` // the last version that had it; announced, if none did yet
	LastURL    string   `json:"lastURL"`
	Successors []Anchor `json:"successors"` // where its text went, if known
	HistoryURL string   `json:"historyURL"`
}

// Anchor is a link to a section.
type Anchor struct {
	Anchor string `json:"anchor"`
	Title  string `json:"title"`
	URL    string `json:"url"`
}

// VersionPage is one dated version.
type VersionPage struct {
	Policy    Policy        `json:"policy"`
	Version   Version       `json:"version"`
	Title     string        `json:"title"`
	SourceURL string        `json:"sourceURL"` // its archived bytes
	Contents  string        `json:"contents"`  // name of the HTML fragment that lists its sections; may be empty
	Body      string        `json:"body"`      // name of the HTML fragment of its text
	Previous  *Version      `json:"previous"`
	Next      *Version      `json:"next"`
	Compare   []CompareLink `json:"compare"` // with its predecessor
	// CompareCurrentURL leads to the comparison with the text in force, whichever
	// that is: to its page or, if it has none, to where any two are compared;
	// empty for what no text in force comes after.
	CompareCurrentURL string   `json:"compareCurrentURL"`
	Record            Fidelity `json:"record"`
	// AnnotatedURL is the text with the age of each passage, as a page of its own;
	// else Ages names the HTML fragment from which the page's script makes the same,
	// for texts too large to be repeated. Both are empty if nothing is known.
	AnnotatedURL string `json:"annotatedURL"`
	Ages         string `json:"ages"`
}

// CompareLink leads to a comparison.
type CompareLink struct {
	From    Version `json:"from"`
	To      Version `json:"to"`
	URL     string  `json:"url"`
	Verdict Verdict `json:"verdict"`
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

// ArchivePage lists all versions.
type ArchivePage struct {
	Policy   Policy   `json:"policy"`
	Entries  []Entry  `json:"entries"` // newest first
	Timeline Timeline `json:"timeline"`
	// Periods lead to pages of the same kind with the versions of a year or a month,
	// newest first; empty if this page lists all versions. Period is that of this page.
	Periods []Anchor `json:"periods,omitempty"`
	Period  string   `json:"period,omitempty"`
	// WeaveURL is the file in which the page's script looks for phrases.
	WeaveURL string `json:"weaveURL"`
}

// Timeline is the geometry of the archive's picture.
type Timeline struct {
	Height   int            `json:"height"` // in pixels, as all that is vertical; across it stands percent
	Baseline int            `json:"baseline"`
	Dense    bool           `json:"dense"`  // there are many marks
	Radius   int            `json:"radius"` // of a mark
	Years    []TimelineTick `json:"years"`
	Marks    []TimelineMark `json:"marks"`
	Gaps     []TimelineSpan `json:"gaps"` // stretches for which nothing is known
}

// TimelineTick is a labelled year (or month).
type TimelineTick struct {
	X     string `json:"x"` // 12.50%
	Label string `json:"label"`
}

// TimelineMark is one version; its height says how much it changed.
type TimelineMark struct {
	X       string `json:"x"`       // 12.50%
	Top     int    `json:"top"`     // where it ends
	Class   string `json:"class"`   // the version's state, and pale if no word changed
	Anchor  string `json:"anchor"`  // of its name, near an end: start, end; else empty
	Name    string `json:"name"`    // of the version
	Verdict string `json:"verdict"` // first, or the kind of a Verdict
	URL     string `json:"url"`
}

// TimelineSpan is a stretch of time.
type TimelineSpan struct {
	X     string `json:"x"`     // 12.50%
	Width string `json:"width"` // likewise
}

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
	Body     string          `json:"body"`     // name of the HTML fragment of its redline
	Previous *CompareLink    `json:"previous"` // the change before this one
	Next     *CompareLink    `json:"next"`
}

// SectionChange is a line in a comparison's list.
type SectionChange struct {
	Number       string `json:"number,omitempty"`
	Title        string `json:"title"`
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

// Entry is one line of the changelog.
type Entry struct {
	ID         string          `json:"id"` // tag: URI, never changes
	Version    Version         `json:"version"`
	Verdict    *Verdict        `json:"verdict"` // nil for the first version
	Sections   []SectionChange `json:"sections"`
	CompareURL string          `json:"compareURL"`
	// Quiet: nothing changed that a reader must hear of; see changelog.Entry.
	Quiet bool `json:"quiet"`
	// QuietBefore counts the quiet versions between this one and the last that
	// was not quiet.
	QuietBefore   int    `json:"quietBefore"`
	Contradiction string `json:"contradiction"` // declared class against computed verdict; empty if they agree
	// Feed: feeds tell of it; the newest entries only are in them.
	Feed        bool   `json:"feed,omitempty"`
	RedlineHTML string `json:"redlineHTML"` // for feeds: changed sections only, inline styles
	// FeedSections are what feeds tell in place of a redline that is too long: the
	// sections that changed; not all if FeedMore.
	FeedSections []SectionChange `json:"feedSections,omitempty"`
	// MoreSections is how many of the sections that changed Sections leaves out.
	MoreSections  int    `json:"moreSections,omitempty"`
	FeedMore      bool   `json:"feedMore,omitempty"`
	SignificantAt string `json:"significantAt"` // RFC 3339, the Atom updated
	PublishedAt   string `json:"publishedAt"`   // RFC 3339
	// Announced: it was told of before its day.
	Announced bool `json:"announced"`
	// Events are what became of an announced version: entries of their own in
	// feeds, newest first, since who read of the announcement has read that one.
	Events []EntryEvent `json:"events"`
}

// EntryEvent is a day in the life of a version after its announcement.
type EntryEvent struct {
	ID   string `json:"id"`   // tag: URI, never changes
	Kind string `json:"kind"` // in-force, overtaken, withdrawn
	At   string `json:"at"`   // RFC 3339
}

// ChangelogPage is /privacy/changelog/ and its feeds, newest group first.
type ChangelogPage struct {
	Policy  Policy       `json:"policy"`
	Groups  []EntryGroup `json:"groups"`
	Updated string       `json:"updated"` // RFC 3339
	ID      string       `json:"id"`
	// Periods and Period are as on an ArchivePage.
	Periods []Anchor `json:"periods,omitempty"`
	Period  string   `json:"period,omitempty"`
}

// EntryGroup is one entry, or neighbouring quiet ones folded into a line.
type EntryGroup struct {
	Folded  bool    `json:"folded"`
	Entries []Entry `json:"entries"` // newest first; at least one
}

// SectionPage is the biography of a section.
type SectionPage struct {
	Policy     Policy    `json:"policy"`
	Anchor     string    `json:"anchor"`
	Number     string    `json:"number"`
	Title      string    `json:"title"`
	CurrentURL string    `json:"currentURL"`      // empty when the section is gone
	EditURL    string    `json:"editURL"`         // where a change of the text can be suggested; may be empty
	Wordings   []Wording `json:"wordings"`        // newest first, those that have a text here
	Older      []Wording `json:"older,omitempty"` // those before them, up to what a page lists
	// Changelogs are pages of the changelog that tell of wordings before those of
	// Older, newest first.
	Changelogs []Anchor   `json:"changelogs,omitempty"`
	Count      int        `json:"count"` // of all wordings
	Gone       *Tombstone `json:"gone"`
	// Absorbed are sections that are gone and lead here, of which no event tells.
	Absorbed []Anchor `json:"absorbed,omitempty"`
}

// Wording is a section's text through one or more consecutive versions.
type Wording struct {
	First    Version        `json:"first"`
	Last     Version        `json:"last"` // as First if Current: it goes on
	Versions int            `json:"versions"`
	Current  bool           `json:"current"`
	AtLeast  bool           `json:"atLeast"` // oldest known version: may be older
	Number   string         `json:"number"`
	Title    string         `json:"title"`
	Events   []SectionEvent `json:"events"` // what First did to it
	Later    []SectionEvent `json:"later"`  // what became of it since, and at its end; newest first
	// Body is the name of an HTML fragment; empty, as Redline, where the page would be
	// too long. Redline is the name of one, against the wording before; empty for the
	// first.
	Body       string `json:"body"`
	Redline    string `json:"redline"`
	URL        string `json:"url"` // the section in First
	CompareURL string `json:"compareURL"`
}

// SectionEvent is what a version did to a section.
type SectionEvent struct {
	// Kind is added, returned, removed, wording, renamed, renumbered, numbered,
	// unnumbered, moved, reordered, split, merged, grouped, ungrouped, took, gave,
	// heading-lost or heading-regained.
	Kind    string   `json:"kind"`
	Version Version  `json:"version"`
	Was     string   `json:"was"`    // the title or number before, of renamed, renumbered and unnumbered
	Others  []Anchor `json:"others"` // the other sections, of split, merged, took and gave
	URL     string   `json:"url"`    // the comparison that shows it; empty if there is none
}

// FixedLinks are addresses, as texts have them, that lead elsewhere than a
// browser takes them to, or nowhere, which is "".
type FixedLinks struct {
	Here      map[string]string `json:"here"`      // in texts of this site
	Elsewhere map[string]string `json:"elsewhere"` // in all others
}

// ComparisonsPage is /privacy/compare/, where a reader picks any two versions,
// and which lists the comparisons that have a page of their own.
type ComparisonsPage struct {
	Policy   Policy    `json:"policy"`
	Versions []Version `json:"versions"` // newest first
	// Bases are, by the names of versions, the addresses that relative links of
	// their texts count against: "" where nobody knows. That of a text of this
	// site is a path.
	Bases map[string]string `json:"bases"`
	Links FixedLinks        `json:"links"`
	// WeaveURL is the file from which the page's script makes a comparison.
	WeaveURL string `json:"weaveURL"`
	// FormURL takes the form where no script runs: with from and to in its query,
	// hosts that can redirect lead from it to the comparison.
	FormURL string `json:"formURL"`
	// Unanswered: this is the page at FormURL, of a host that did not.
	Unanswered bool          `json:"unanswered"`
	Neighbours []CompareLink `json:"neighbours"` // newest first
	Current    []CompareLink `json:"current"`    // older versions against the one in force, nearest first
	Others     []CompareLink `json:"others"`     // all other pairs, while versions are few
	// ChangesURL leads to the comparisons that Neighbours leaves out; empty if it has
	// all. Versions then leaves out as many: the script adds them, with OlderBase for
	// the base of those that are not in OlderBases.
	ChangesURL string            `json:"changesURL,omitempty"`
	OlderBase  string            `json:"olderBase,omitempty"`
	OlderBases map[string]string `json:"olderBases,omitempty"`
}

// AnnotatedPage is a text with the version that brought each passage:
// /privacy/annotated/ for the text in force.
type AnnotatedPage struct {
	Policy  Policy   `json:"policy"`
	Version Version  `json:"version"`
	Title   string   `json:"title"`
	Body    string   `json:"body"`    // name of an HTML fragment
	TextURL string   `json:"textURL"` // the text without all that
	Sources []Source `json:"sources"` // newest first
}

// Source is a version that words of a later text come from.
type Source struct {
	Called  string  `json:"called"`  // the version, as HTML
	AtLeast bool    `json:"atLeast"` // the oldest known: they may be older
	URL     string  `json:"url"`     // the comparison that shows how they came
	Words   int     `json:"words"`
	Percent float64 `json:"percent"` // of all words
	Shade   int     `json:"shade"`   // 0 is the oldest, 4 the newest
}

// UpcomingPage is /privacy/upcoming/: what will apply, and from when. What it
// says is true before the day, on it, and after it, until the site is built again.
type UpcomingPage struct {
	Policy Policy `json:"policy"`
	// Next is the announced version that comes first; nil when none is.
	Next  *Version `json:"next"`
	Title string   `json:"title"` // of Next's text
	// Notice is the days between Next's announcement and its day; 0 if unknown.
	Notice int `json:"notice"`
	// Comparison holds Next against the text in force; nil while none is.
	Comparison *ComparisonPage `json:"comparison"`
	CompareURL string          `json:"compareURL"` // its own page; may be empty
	// Later are the announced versions behind Next, in order, each against the
	// version before it.
	Later []CompareLink `json:"later"`
	// Withdrawn are the versions that were announced since the text in force was,
	// and do not apply.
	Withdrawn []Version `json:"withdrawn"`
	// Last is the version that came into force last; nil while none did.
	Last *Version `json:"last"`
}

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

// HomePage lists the policies; with one policy it leads straight to it.
type HomePage struct {
	Policies []Policy `json:"policies"`
}
