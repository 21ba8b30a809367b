package pages

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/config"
	"policyarchive/generator/weave"
)

// atomFeed is an Atom feed as a program reads it.
type atomFeed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string   `xml:"lang,attr"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Entries []struct {
		Lang      string `xml:"lang,attr"`
		ID        string `xml:"id"`
		Title     string `xml:"title"`
		Published string `xml:"published"`
		Updated   string `xml:"updated"`
		Summary   string `xml:"summary"`
		Content   string `xml:"content"`
		Tags      []struct {
			Term string `xml:"term,attr"`
		} `xml:"category"`
		Link struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

func atomOf(t *testing.T, data []byte) (f atomFeed) {
	t.Helper()
	if err := xml.Unmarshal(data, &f); err != nil {
		t.Fatalf("%v: %.300s", err, data)
	}
	return f
}

// titles are those of the entries of a feed, in one line.
func (f *atomFeed) titles() string {
	var list []string
	for _, e := range f.Entries {
		list = append(list, e.Title)
	}
	return strings.Join(list, " | ")
}

// TestFeedsOfAPolicy: what changed no word is in no feed, what does not matter not in
// that of material changes, and each section has its own, also one that went lately.
func TestFeedsOfAPolicy(t *testing.T) {
	days := []string{"2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01", "2020-05-01"}
	const fees = "\n## Fees & <dues>\n\nWe ask for no money.\n"
	const logs = "\n## Logs\n\nWe keep logs on our server for thirty days.\n"
	servers := strings.Replace(logs, "server", "servers", 1)
	ninety := strings.Replace(servers, "thirty", "[ninety](/a)", 1)
	texts := []string{"# Privacy\n" + fees + logs, "# Privacy\n" + fees + strings.Replace(logs, "logs on", "*logs* on", 1),
		"# Privacy\n" + fees + servers, "# Privacy\n" + fees + ninety, "# Privacy\n" + ninety}
	h := archivedWith(t, days, texts, func(r *archive.Record) {
		if r.Version.Date == "2020-05-01" {
			r.Class, r.Summary = "material", `We "dropped" <fees>.`
		}
	})
	s, _, _ := siteOf(t, h, "2024-01-01", DefaultBounds)
	all := atomOf(t, s.Files["privacy/changelog/atom.xml"])
	for file, want := range map[string]string{
		"privacy/changelog/atom.xml":     "1 May 2020: material change | 1 April 2020 | 1 March 2020 | 1 January 2020",
		"privacy/changelog/material.xml": "1 May 2020: material change | 1 April 2020 | 1 January 2020",
		"privacy/sections/logs/atom.xml": "1 April 2020: Wording changed, 1 word added, 1 word removed | " +
			"1 March 2020: Wording changed, 1 word added, 1 word removed | 1 January 2020: The oldest version known",
		"privacy/sections/fees-dues/atom.xml": "1 May 2020: material change: Removed, 8 words removed | " +
			"1 January 2020: The oldest version known",
		"atom.xml": "Privacy: 1 May 2020: material change | Privacy: 1 April 2020 | Privacy: 1 March 2020 | " +
			"Privacy: 1 January 2020",
	} {
		f := atomOf(t, s.Files[file])
		if got := f.titles(); !strings.EqualFold(got, want) {
			t.Errorf("%s tells of %s, not\n%s", file, got, want)
		}
		if f.Updated != f.Entries[0].Updated || f.Title == "" ||
			!strings.HasPrefix(f.ID, "tag:privacy.example.org,2026-01-01:") {
			t.Errorf("%s: %s, %q, %s", file, f.Updated, f.Title, f.ID)
		}
		ids := []string{f.ID}
		for _, e := range f.Entries {
			if slices.Contains(ids, e.ID) || !strings.HasPrefix(e.Link.Href, "https://privacy.example.org/privacy/") {
				t.Errorf("%s: %s, %s", file, e.ID, e.Link.Href)
			}
			ids = append(ids, e.ID)
			if e.Lang != "en" || !strings.HasPrefix(e.Content, `<div lang="en" dir="ltr">`) ||
				strings.Contains(e.Content, `href="/`) {
				t.Errorf("%s: an entry in %q: %s", file, e.Lang, e.Content)
			}
		}
	}
	newest, april := all.Entries[0], all.Entries[1]
	if want := `We "dropped" <fees>. 1 section removed.`; html.UnescapeString(newest.Summary) != want ||
		newest.Tags[0].Term != "material" {
		t.Errorf("%q, %v", newest.Summary, newest.Tags)
	}
	for _, want := range []string{"<h2>Fees &amp; &lt;dues&gt;</h2>",
		`[-</span>We ask for no money.<span style="display:none">-]</span></del>`} {
		if !strings.Contains(newest.Content, want) {
			t.Errorf("the content lacks %s: %s", want, newest.Content)
		}
	}
	if !strings.Contains(april.Content, `>ninety<span style="display:none">+}</span></ins>`) ||
		!strings.Contains(april.Content, `href="https://privacy.example.org/a"`) {
		t.Errorf("the content is %s", april.Content)
	}
	if march := all.Entries[2]; !strings.Contains(march.Content, "came 1 version without") || len(march.Tags) != 0 {
		t.Errorf("%s, %v", march.Content, march.Tags)
	}
	var feed struct {
		Items []struct {
			ID, URL, Title, Summary, Language string
			Content                           string `json:"content_html"`
			Published                         string `json:"date_published"`
			Modified                          string `json:"date_modified"`
			Tags                              []string
		}
	}
	err := json.Unmarshal(s.Files["privacy/changelog/feed.json"], &feed)
	if err != nil || len(feed.Items) != len(all.Entries) {
		t.Fatalf("%d items, %v", len(feed.Items), err)
	}
	for i, item := range feed.Items {
		e := all.Entries[i]
		var tags []string
		for _, tag := range e.Tags {
			tags = append(tags, tag.Term)
		}
		if item.ID != e.ID || item.URL != e.Link.Href || item.Title != e.Title ||
			item.Summary != html.UnescapeString(e.Summary) || item.Content != e.Content ||
			item.Published != e.Published || item.Modified != e.Updated || item.Language != e.Lang ||
			!slices.Equal(item.Tags, tags) {
			t.Errorf("item %d: %+v\nentry: %+v", i, item, e)
		}
	}
}

// TestFeedsSayTheLanguage: an entry is in the language of its text, and its title in
// that of the interface.
func TestFeedsSayTheLanguage(t *testing.T) {
	h := archivedWith(t, []string{"2020-01-01", "2020-02-01"},
		[]string{"# سياسة\n\n## السجلات\n\nنحتفظ بالسجلات.\n", "# سياسة\n\n## السجلات\n\nنحتفظ بالسجلات دائما.\n"},
		func(r *archive.Record) { r.Lang = "ar" })
	s, _, _ := siteOf(t, h, "2024-01-01", DefaultBounds)
	for _, file := range []string{"privacy/changelog/atom.xml", "privacy/sections/السجلات/atom.xml"} {
		f := string(s.Files[file])
		for _, want := range []string{`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">`, `<entry xml:lang="ar">`,
			`<title xml:lang="en-GB">1 February 2020`,
			`<content type="html" xml:lang="en-GB">&lt;div lang=&#34;en-GB&#34; dir=&#34;ltr&#34;&gt;`,
			`&lt;div lang=&#34;ar&#34; dir=&#34;rtl&#34;&gt;&lt;h2 dir=&#34;rtl&#34;&gt;السجلات`} {
			if !strings.Contains(f, want) {
				t.Errorf("%s lacks %s: %s", file, want, f)
			}
		}
	}
}

// TestFeedOfSite: it tells of all policies, the newest first, and readers see these in
// the order of hugo.toml.
func TestFeedOfSite(t *testing.T) {
	var all []*weave.History
	for n, name := range []string{"cookies", "privacy", "terms"} {
		h := archived(t, []string{fmt.Sprintf("2020-01-0%d", n+1), fmt.Sprintf("2020-02-0%d", n+1)},
			[]string{"# " + name + "\n\nWe keep logs.\n", "# " + name + "\n\nWe keep no logs.\n"})
		h.Policy = name
		all = append(all, weave.Of(h))
	}
	s, _, err := Compute(t.Context(), all, &memory{}, Options{
		Config:  config.Site{Title: "Site", PolicyOrder: []string{"terms", "privacy"}},
		BaseURL: "https://privacy.example.org/legal/", Day: "2024-01-01", Words: spoken(t)})
	if err != nil {
		t.Fatal(err)
	}
	f := atomOf(t, s.Files[SiteFeedFile])
	const want = "terms: 3 February 2020 | privacy: 2 February 2020 | cookies: 1 February 2020 | " +
		"terms: 3 January 2020 | privacy: 2 January 2020 | cookies: 1 January 2020"
	if got := f.titles(); got != want || f.Title != "Site: changes of all policies" {
		t.Errorf("%s: %s", f.Title, got)
	}
	const self = `rel="self" type="application/atom+xml" href="https://privacy.example.org/legal/atom.xml"`
	if !strings.Contains(string(s.Files[SiteFeedFile]), self) {
		t.Error("it names another address as its own")
	}
	var order []string
	for _, p := range s.Policies {
		order = append(order, p.Key)
	}
	if got := strings.Join(order, " "); got != "terms privacy cookies" {
		t.Errorf("readers see %s", got)
	}
}

// TestSectionFeedsAreFew: sections that went long ago have none, and the routes know
// which have.
func TestSectionFeedsAreFew(t *testing.T) {
	var days, texts []string
	for n := range 14 {
		text := fmt.Sprintf("# P\n\n## Logs\n\nWe keep logs for %d days.\n", n+5)
		if n == 0 {
			text += "\n## Early\n\nThis went at once.\n"
		}
		if n < 6 {
			text += "\n## Lately\n\nThis went lately.\n"
		}
		days, texts = append(days, fmt.Sprintf("2020-01-%02d", n+1)), append(texts, text)
	}
	h := archived(t, days, texts)
	s, _, _ := siteOf(t, h, "2024-01-01", DefaultBounds)
	routes := NewRoutes(t.Context(), []string{"privacy"}, func(string) *weave.History { return weave.Of(h) },
		config.Site{}, nil)
	for section, want := range map[string]int{"logs": sectionEntries, "lately": 2, "early": 0} {
		at := "privacy/sections/" + section + "/atom.xml"
		data, found := s.Files[at]
		if found != (want > 0) || routes.Has(at) != found {
			t.Errorf("%s is there: %t; the routes have it: %t", at, found, routes.Has(at))
			continue
		}
		if found {
			if f := atomOf(t, data); len(f.Entries) != want && len(f.Entries) != want+1 {
				t.Errorf("%s has %d entries: %s", at, len(f.Entries), f.titles())
			}
		}
	}
}
