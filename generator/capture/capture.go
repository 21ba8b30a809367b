// Package capture turns bytes obtained elsewhere (a page saved from a web
// archive, a Markdown file of a corpus, of a repository) into the text of a
// policy version. It is pure: bytes in, values out.
//
// The published text is the captured one but for listed restorations: each
// undoes something that capturing did to the text, and none of them changes a
// word. What cannot be undone with certainty stays as it is and becomes a
// doubt, a sentence for the person who imports the capture.
//
// The rules, in the order in which they are applied:
//
//	encoding      bytes in another encoding became UTF-8
//	bom           byte order marks were removed
//	line-endings  CR LF and CR became LF
//	control       control characters that no text has were removed
//	notice        a provenance notice was lifted into metadata
//	extract       the main text was taken out of its page (HTML)
//	shown         what the page shows beside its text became text, and what it
//	              hides within a sentence was left out (HTML)
//	unsafe-link   a link that runs a script was removed, its text kept (HTML)
//	markdown      HTML became Markdown
//	title         the page's title became the first heading (HTML)
//	address       an e-mail address that a proxy had hidden became text
//	link          a link's target was restored, its text kept
//	space         stray white space was removed
//	residue       words that a page script left behind were removed
//
// Restoring a restored text changes nothing more.
package capture

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"policyarchive/generator/policy"
)

// Capture is a policy as it was obtained.
type Capture struct {
	Name string // of the file; its ending tells the format, a date in it when it was captured
	Data []byte
}

// Options is what the importing person knows about a capture.
type Options struct {
	// Original is the absolute URL at which the text was published; empty if unknown.
	Original string
	// Captured is when the text was seen; zero if unknown. DayOnly says that
	// its time of day means nothing.
	Captured time.Time
	DayOnly  bool
	// Charset is the encoding that the server declared; empty if unknown. What
	// the page declares itself comes first.
	Charset string
	// Encoding is the encoding of the bytes, if the importing person knows it
	// better than all that they and the server say; empty otherwise.
	Encoding string
	// Selector is the CSS selector of a page's main text. Several matches are
	// joined in the order of the page. Empty: the main text is searched for.
	Selector string
	// Parser is one that reads other texts of the policy, too, and remembers what they
	// have in common; nil for a new one.
	Parser *policy.Parser
}

// The formats of a capture.
const (
	Markdown = "markdown"
	HTML     = "html"
)

// Restored is the text of a version and what is known about it.
type Restored struct {
	Text   []byte // Markdown: UTF-8, LF, one newline at its end
	Format string // of the capture: Markdown or HTML

	// Captured is in UTC; zero if unknown. DayOnly: the time of day is unknown.
	Captured time.Time
	DayOnly  bool
	// Published and Effective are days (YYYY-MM-DD) or empty.
	Published string
	Effective string

	Original string // URL at which the text was published; empty if unknown
	Archived string // URL of the archive's copy; empty if unknown

	// Noise tells that the capture had in it what a server or a proxy puts into
	// each answer anew: captures of one text then differ in their bytes.
	Noise bool

	Restorations []Restoration
	Doubts       []string
	Concerns     []Concern // what each doubt is about, in the same order
}

// Concern is what a doubt is about.
type Concern struct {
	Kind Kind
	Much bool // it touches much of the text
}

// Kind is a kind of doubt, in words.
type Kind string

// The kinds of doubts about a capture.
const (
	Letters   Kind = "letters that cannot be read"
	Guessed   Kind = "an encoding that was guessed"
	ErrorPage Kind = "an error page"
	Short     Kind = "a very short text"
	Twice     Kind = "the text twice"
	Lost      Kind = "words lost on the way"
	Partly    Kind = "a small part of a page"
	Unseen    Kind = "words that the page shows at times"
	Beside    Kind = "what the page shows beside its text"
	Links     Kind = "links that lead nowhere now"
	Dates     Kind = "dates or addresses that disagree"
)

// Restoration is a difference between capture and text, or several alike.
type Restoration struct {
	Rule  string `json:"rule"`           // one of the package's rules
	Line  int    `json:"line,omitempty"` // of the first one in the capture, from 1; 0 if it has no place there
	Count int    `json:"count"`          // how many alike, at least 1
	Was   string `json:"was,omitempty"`
	Now   string `json:"now,omitempty"`
	Note  string `json:"note,omitempty"` // in words, for readers
}

// ErrNoDate says that nothing tells when a text was captured, published or in
// force. Restore returns it beside a complete result.
var ErrNoDate = errors.New("no date is known")

// Restore makes the text of a version from a capture.
//
// The date of capture is taken from the first of these that has one: the
// provenance notice, opts.Captured, the front matter, the file's name. Without
// any date the error wraps [ErrNoDate] and the result is complete but for it;
// with any other error the result is nil. Errors do not name the capture: the
// caller, who knows its path, does.
func Restore(c Capture, opts Options) (*Restored, error) {
	r := &restorer{name: c.Name, opts: opts, result: &Restored{}, alike: map[Restoration]int{}}
	if err := r.run(c.Data); err != nil {
		return nil, err
	}
	if r.result.Captured.IsZero() && r.result.Published == "" && r.result.Effective == "" {
		return r.result, fmt.Errorf("%w: give the day it was captured with --captured YYYY-MM-DD, or put the day into the "+
			"file's name, as in 2016-11-04.md", ErrNoDate)
	}
	return r.result, nil
}

// restorer holds the state of one Restore.
type restorer struct {
	name     string
	opts     Options
	result   *Restored
	notices  []notice
	original *url.URL            // nil if unknown
	archive  bool                // the capture says that it came from a web archive
	alike    map[Restoration]int // index in the result, without place and count
	lines    int                 // lines of the capture that stand before the text at hand
}

func (r *restorer) run(data []byte) error {
	if len(data) > MostBytes {
		return r.excess(string(data[:MostBytes]), MostBytes, MostBytes, "bytes")
	}
	if len(strings.TrimSpace(string(data))) == 0 {
		return errors.New("the file is empty; there is nothing to import")
	}
	if err := refuseBinary(data); err != nil {
		return err
	}
	if err := r.checkOriginal(); err != nil {
		return err
	}
	text, err := r.decode(data)
	if err != nil {
		return err
	}
	r.result.Format = format(r.name, text)
	var front, body string
	if r.result.Format == HTML {
		body, err = r.page(text)
		if err != nil {
			return err
		}
	} else {
		front, body = splitFrontMatter(r.liftNotices(text))
		r.dates(front)
		r.provenance()
	}
	body = r.showAddressesIn(body, strings.Count(front, "\n"))
	if _, err := cmp.Or(r.opts.Parser, policy.NewParser()).ParseWithin(r.name, []byte(front+body)); err != nil {
		return err
	}
	body = r.restoreMarkdown(body, strings.Count(front, "\n"))
	if fake, _ := splitFrontMatter(body); front == "" && fake != "" {
		body = "\n" + body // a rule that came to the top is not front matter
	}
	if strings.TrimSpace(body) == "" {
		return errors.New("no text is left of it; if it is a page, name its main text with a CSS selector (--selector)")
	}
	r.result.Text = []byte(front + body)
	r.doubtText(body)
	r.sortRestorations()
	return nil
}

func (r *restorer) checkOriginal() error {
	if r.opts.Original == "" {
		return nil
	}
	u, err := url.Parse(r.opts.Original)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return fmt.Errorf("the original address %q is not an absolute http or https URL, such as https://example.org/privacy",
			r.opts.Original)
	}
	return nil
}

// provenance settles where the text was published: the notice says it, else
// the option.
func (r *restorer) provenance() {
	for _, n := range r.notices {
		r.archive = true
		if r.result.Archived == "" {
			r.result.Archived = n.archived
		}
		r.setOriginal(n.original, "the provenance notice")
	}
	if option := r.opts.Original; option != "" {
		if m, ok := parseReplay(option); ok {
			r.archive = true
			if r.result.Archived == "" {
				r.result.Archived = option
			}
			option = m.url
		}
		r.setOriginal(option, "the given original address")
	}
}

// setOriginal takes an address if none is known, and doubts one that differs.
func (r *restorer) setOriginal(address, source string) {
	u, err := url.Parse(address)
	if address == "" || err != nil || u.Host == "" {
		return
	}
	if r.original == nil {
		r.original, r.result.Original = u, address
		return
	}
	if !sameAddress(r.original, u) {
		r.doubt(Dates, "%s says that the text was published at %s, but %s was taken", source, address, r.result.Original)
	}
}

func sameAddress(a, b *url.URL) bool {
	return strings.EqualFold(a.Host, b.Host) &&
		strings.TrimSuffix(a.EscapedPath(), "/") == strings.TrimSuffix(b.EscapedPath(), "/")
}

// doubt tells the importing person something once.
func (r *restorer) doubt(kind Kind, format string, args ...any) {
	r.doubtMuch(kind, false, format, args...)
}

// doubtMuch is doubt, and says whether much of the text is touched.
func (r *restorer) doubtMuch(kind Kind, much bool, format string, args ...any) {
	d := fmt.Sprintf(format, args...)
	if !slices.Contains(r.result.Doubts, d) {
		r.result.Doubts = append(r.result.Doubts, d)
		r.result.Concerns = append(r.result.Concerns, Concern{kind, much})
	}
}

// record lists a restoration; alike ones are counted together.
func (r *restorer) record(n Restoration) {
	if n.Count == 0 {
		n.Count = 1
	}
	alike := Restoration{Rule: n.Rule, Was: n.Was, Now: n.Now, Note: n.Note}
	if i, ok := r.alike[alike]; ok {
		r.result.Restorations[i].Count += n.Count
		return
	}
	r.alike[alike] = len(r.result.Restorations)
	r.result.Restorations = append(r.result.Restorations, n)
}

// sortRestorations puts those of one rule in the order of the capture's lines;
// the rules stay in the order in which they were applied.
func (r *restorer) sortRestorations() {
	order := map[string]int{}
	for i, n := range r.result.Restorations {
		if _, ok := order[n.Rule]; !ok {
			order[n.Rule] = i
		}
	}
	slices.SortStableFunc(r.result.Restorations, func(a, b Restoration) int {
		return cmp.Or(cmp.Compare(order[a.Rule], order[b.Rule]), cmp.Compare(a.Line, b.Line))
	})
}

// Readable reports whether the ending of a file's name is that of a format
// that Restore reads.
func Readable(name string) bool { return formatOf(name) != "" }

// formatOf is the format that a file's ending tells; "" if it tells none.
func formatOf(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".txt":
		return Markdown
	case ".html", ".htm", ".xhtml", ".shtml":
		return HTML
	}
	return ""
}

// format tells the format by the file's ending and, if that says nothing, by
// the text's beginning.
func format(name, text string) string {
	if f := formatOf(name); f != "" {
		return f
	}
	if looksLikePage.MatchString(text) {
		return HTML
	}
	return Markdown
}

var looksLikePage = regexp.MustCompile(`(?is)\A(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|title|meta)\b`)
