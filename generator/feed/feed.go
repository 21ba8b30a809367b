// Package feed writes what happened as feeds: Atom (RFC 4287) and JSON Feed 1.1.
package feed

import (
	"bytes"
	"encoding/xml"
	"html"
	"net/url"

	"policyarchive/generator/plainjson"
)

// Feed is a list of entries that programs fetch again and again.
type Feed struct {
	ID       string // an absolute IRI that never changes
	Title    string
	Language string // BCP 47, of the title and of what entries do not say otherwise
	Author   string
	Updated  string // RFC 3339, as all times here
	Page     string // the page that tells the same; absolute, as all addresses here
	Entries  []Entry
}

// Entry is one thing that happened.
type Entry struct {
	ID        string // an absolute IRI that never changes
	URL       string
	Published string
	Updated   string
	Title     string
	Summary   string
	Content   string   // HTML, in which addresses are absolute
	Tags      []string // for programs that choose
	// Language is that of the text of which the entry tells; Words, that of its title
	// and its summary. Both are BCP 47.
	Language, Words string
}

// Size is about how many bytes an entry has in a feed.
func (e *Entry) Size() int {
	return frame + Escaped(e.Title) + 2*Escaped(e.Summary) + Escaped(e.Content)
}

// Escaped is how many bytes a text has in a feed.
func Escaped(text string) int {
	var b bytes.Buffer
	escape(&b, text)
	return b.Len()
}

// frame is about how many bytes of a feed stand around the words of an entry.
const frame = 1_000

// Atom writes the feed for its address self.
func (f *Feed) Atom(self string) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	tag(&b, "feed", "", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", f.Language)
	b.WriteByte('\n')
	element(&b, "title", f.Title)
	element(&b, "id", f.ID)
	element(&b, "updated", f.Updated)
	b.WriteString("<author><name>")
	escape(&b, f.Author)
	b.WriteString("</name></author>\n")
	tag(&b, "link", "/", "rel", "self", "type", "application/atom+xml", "href", address(self))
	b.WriteByte('\n')
	tag(&b, "link", "/", "rel", "alternate", "type", "text/html", "href", address(f.Page))
	b.WriteByte('\n')
	for i := range f.Entries {
		f.Entries[i].atom(&b)
	}
	b.WriteString("</feed>\n")
	return b.Bytes()
}

func (e *Entry) atom(b *bytes.Buffer) {
	tag(b, "entry", "", "xml:lang", e.Language)
	b.WriteByte('\n')
	var words []string
	if e.Words != e.Language {
		words = []string{"xml:lang", e.Words}
	}
	element(b, "title", e.Title, words...)
	element(b, "id", e.ID)
	element(b, "published", e.Published)
	element(b, "updated", e.Updated)
	tag(b, "link", "/", "rel", "alternate", "type", "text/html", "href", address(e.URL))
	b.WriteByte('\n')
	for _, t := range e.Tags {
		tag(b, "category", "/", "term", t)
		b.WriteByte('\n')
	}
	words = append([]string{"type", "html"}, words...)
	// As HTML too: rss2email would send a summary of plain text in place of the content.
	element(b, "summary", html.EscapeString(e.Summary), words...)
	element(b, "content", e.Content, words...)
	b.WriteString("</entry>\n")
}

// element writes an element that holds text, with attributes: names and values.
func element(b *bytes.Buffer, name, text string, attributes ...string) {
	tag(b, name, "", attributes...)
	escape(b, text)
	b.WriteString("</" + name + ">\n")
}

func tag(b *bytes.Buffer, name, end string, attributes ...string) {
	b.WriteString("<" + name)
	for i := 0; i < len(attributes); i += 2 {
		b.WriteString(" " + attributes[i] + `="`)
		escape(b, attributes[i+1])
		b.WriteByte('"')
	}
	b.WriteString(end + ">")
}

// address writes an address as a URI: not every reader takes others.
func address(at string) string {
	u, err := url.Parse(at)
	if err != nil {
		return at
	}
	return u.String()
}

// escape writes text so that it means itself; a line break stays one.
func escape(b *bytes.Buffer, text string) {
	for line := range bytes.Lines([]byte(text)) {
		whole := bytes.TrimSuffix(line, []byte("\n"))
		_ = xml.EscapeText(b, whole) // a buffer takes all
		b.Write(line[len(whole):])
	}
}

// jsonFeed is https://www.jsonfeed.org/version/1.1/.
type jsonFeed struct {
	Version  string       `json:"version"`
	Title    string       `json:"title"`
	Page     string       `json:"home_page_url"`
	Self     string       `json:"feed_url"`
	Language string       `json:"language"`
	Authors  []jsonAuthor `json:"authors"`
	Items    []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID        string   `json:"id"`
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	Summary   string   `json:"summary"`
	Content   string   `json:"content_html"`
	Published string   `json:"date_published"`
	Modified  string   `json:"date_modified"`
	Language  string   `json:"language"`
	Tags      []string `json:"tags,omitempty"`
}

// JSON writes the feed for its address self.
func (f *Feed) JSON(self string) ([]byte, error) {
	out := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Page: address(f.Page),
		Self: address(self), Language: f.Language, Authors: []jsonAuthor{{f.Author}},
		Items: make([]jsonItem, 0, len(f.Entries))}
	for i := range f.Entries {
		e := &f.Entries[i]
		out.Items = append(out.Items, jsonItem{ID: e.ID, URL: address(e.URL), Title: e.Title, Summary: e.Summary,
			Content: e.Content, Published: e.Published, Modified: e.Updated, Language: e.Language, Tags: e.Tags})
	}
	return plainjson.Marshal(out, "")
}
