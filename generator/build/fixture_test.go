package build

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"sync"
	"testing"

	"policyarchive/generator/pages"
	"policyarchive/generator/schema"
	"policyarchive/generator/words"
)

// spoken are the words of the interface, in English.
var spoken = sync.OnceValue(func() *words.Set {
	all, err := words.Load("../..", "en-GB", "")
	if err != nil {
		panic(err)
	}
	return all
})

// clause makes the markup of one paragraph as package render does.
func clause(anchor string, n int, text string) string {
	id := fmt.Sprintf("%s.%d", anchor, n)
	return fmt.Sprintf(`<p id="%s"><a class="pilcrow" href="#%s">¶</a>%s</p>`, id,
		id, text)
}

func clauses(anchor string, texts ...string) string {
	var b strings.Builder
	for i, t := range texts {
		b.WriteString(clause(anchor, i+1, t))
	}
	return b.String()
}

func policyOf(key, title, lang, dir string, count int) schema.Policy {
	u := "/" + key + "/"
	return schema.Policy{
		Key: key, Title: title, Lang: lang, Dir: dir, URL: u, ArchiveURL: u + "archive/", ChangelogURL: u + "changelog/",
		CompareURL: u + "compare/", DaysURL: u + "on/", UpcomingURL: u + "upcoming/", SourceURL: "/" + key + ".md", VersionCount: count,
	}
}

// The invented policy of an invented company, in five versions: two captures,
// a dated one, the one in force, and one announced.
func versions() []schema.Version {
	v := []schema.Version{
		{Name: "2010-05-01", State: "superseded", Captured: "2010-05-01"},
		{Name: "2014-03-12", State: "superseded", Captured: "2014-03-12", Summary: "The section on postal mail is gone."},
		{Name: "2019-06-01", State: "superseded", Published: "2019-05-02", Effective: "2019-06-01", Until: "2026-11-23",
			Class:   "material",
			Summary: "We now say how long we keep each kind of information, and with whom we share it."},
		{Name: "2026-11-23", State: "in-force", Effective: "2026-11-23", Class: "editorial",
			Summary: "Grammar and links only; the meaning is unchanged."},
		{Name: "2027-02-01", State: "announced", Published: "2026-12-01", Effective: "2027-02-01",
			Day: "2027-02-01", Class: "material",
			Summary: "Card payments come in, with a new section about them."},
	}
	for i := range v {
		v[i].Ordinal, v[i].Number = i+1, i+1
		v[i].URL = "/privacy/archive/" + v[i].Name + "/"
		v[i].SourceURL = v[i].URL + "policy.md"
		v[i] = pages.DescribeVersion(spoken().Site, v[i])
	}
	return v
}

func sections() []schema.Section {
	long := "In the course of using the service you may give us information by which you can be contacted or " +
		"identified, and information about your use of it. It includes, among other things, your name, your address, the songs you marked and the evenings on which you opened the lamp. We ask for no more than the service needs, and we say beside each field what it is for."
	more := "When you visit, our servers record what your browser sends with every request: its address, its kind, the " +
		"page you came from and the time. Like many services we use cookies; a cookie is a small file kept by your browser. You can tell your browser to refuse them, in which case some parts of the service will not know you from one visit to the next."
	s := []schema.Section{
		{Depth: 1, Body: "<p>Lantern (“we”) gives you this policy to tell you how it collects, uses and discloses what it " +
			"learns from those who use <a href=\"https://lantern.example/\">lantern.example</a> and its subdomains (“the " +
			"Sites”). It applies only to what you give us through the Sites.</p>"},
		{Anchor: "collection", Depth: 1, Number: "1.", Title: "Information collection: the personal information we collect",
			Body: clauses("collection", long, more)},
		{Anchor: "use", Depth: 1, Number: "2.", Title: "How we use personal information", Aliases: []string{"purposes"},
			Body: clauses("use",
				`We use personal information <span class="enum" id="use.1.i">(i)</span> to run and improve the Sites, <span class="enum" id="use.1.ii">(ii)</span> to manage your account, and <span class="enum" id="use.1.iii">(iii)</span> to answer you. (See “<a class="reference" href="#deleting">Changing or deleting information</a>” below.)`, long)},
		{Anchor: "retention", Depth: 2, Number: "2.1", Title: "How long we keep it",
			Body: `<div class="table" role="group" tabindex="0" aria-label="Table"><table><thead><tr><th>What</th><th>How long</th><th>Legal basis</th></tr></thead><tbody><tr><td>Account details</td><td>Until you delete the account, and thirty days</td><td>Contract, Art. 6(1)(b)</td></tr><tr><td>Server records</td><td>Fourteen days</td><td>Legitimate interest, Art. 6(1)(f)</td></tr></tbody></table></div>`},
		{Anchor: "sharing", Depth: 1, Number: "3.", Title: "Sharing", Body: clauses("sharing",
			"<strong>Other users.</strong> We show your name on your page according to the settings you chose.",
			"<strong>Service providers.</strong> "+
				more) + `<ul><li id="sharing.3">hosting in two countries;</li><li id="sharing.4">payment, once you buy something;</li><li id="sharing.5">post.</li></ul>`},
		{Anchor: "partners", Depth: 2, Number: "3.1", Title: "Partners", Body: clauses("partners", "We have none.")},
		{Anchor: "partners-abroad", Depth: 3, Number: "3.1.1", Title: "Partners abroad",
			Body: clauses("partners-abroad", "Nor there.")},
		{Anchor: "deleting", Depth: 1, Number: "4.", Title: "Changing or deleting your information",
			Body: clauses("deleting", `You may review, correct or delete your information in your <a href="https://lantern.example/settings">account settings</a>.`) + `<blockquote><p>Deleted means deleted, also from copies, within thirty days.</p></blockquote><pre><code>DELETE /account HTTP/1.1
Host: lantern.example and a line that is far too long for a telephone, so that it scrolls in its own box
</code></pre>`},
		{Anchor: "security", Depth: 1, Number: "5.", Title: "Security",
			Body: clauses("security", "We take reasonable measures to protect your information from those who have no "+
				"business with it.")},
		{Anchor: "情報", Depth: 1, Number: "6.", Title: "個人情報の取り扱いについて", TitleHTML: `<span lang="ja">個人情報の取り扱いについて</span>`,
			Body: `<p lang="ja">当社は、利用者の個人情報を、本ポリシーに定める目的のためにのみ取り扱います。法令に基づく場合を除き、あらかじめ本人の同意を得ることなく、第三者に提供することはありません。</p>`},
		{Anchor: "contact", Depth: 1, Number: "7.", Title: "Contact",
			Body: clauses("contact", `Write to <a href="mailto:privacy@lantern.example">privacy@lantern.example</a>.`)},
	}
	for i := range s {
		if s[i].Anchor == "" {
			continue
		}
		s[i].HistoryURL = "/privacy/sections/" + s[i].Anchor + "/"
		s[i].Since = &schema.Since{Note: "Unchanged since at least 1 May 2010"}
		switch s[i].Anchor {
		case "use":
			s[i].Since = &schema.Since{Note: `Changed <time datetime="2026-11-23">23 November 2026</time>`, Recent: true,
				CompareURL: "/privacy/compare/2019-06-01/2026-11-23/#use"}
		case "retention":
			s[i].Since = &schema.Since{Note: "Added 1 June 2019", Recent: true,
				CompareURL: "/privacy/compare/2014-03-12/2019-06-01/#retention"}
		}
	}
	return s
}

// termList is a list of defined terms.
const termList = `<dl><div><dt id="_term-we">we</dt>` +
	`<dd><blockquote><p>Lantern (“we”) gives you this policy.</p></blockquote>` +
	`<p>Defined in <a href="#collection">Introduction</a>. ` +
	`Unchanged since <time datetime="2010-05-01">1 May 2010</time>.` +
	`</p></dd></div></dl>`

// versionBody is the text of a version's page; now adds the links to the text in force.
func versionBody(now bool) string {
	var b strings.Builder
	for _, s := range sections() {
		if s.Title == "" {
			fmt.Fprintf(&b, `<section class="section depth-1">%s</section>`, s.Body)
			continue
		}
		link := ""
		if now {
			link = fmt.Sprintf(`<a class="now" href="/privacy/#%s" title="The same section in the text in force">Now</a>`,
				s.Anchor)
		}
		title := s.TitleHTML
		if title == "" {
			title = html.EscapeString(s.Title)
		}
		fmt.Fprintf(&b, `<section class="section depth-%d"><div class="heading"><h%d id="%s"><span class="number">%s</span> %s</h%d><a class="permalink" href="#%s" aria-label="Link to this section: %s">#</a>%s</div>%s</section>`,
			s.Depth, s.Depth+1, s.Anchor, s.Number, title, s.Depth+1, s.Anchor, html.EscapeString(s.Title), link, s.Body)
	}
	if now {
		b.WriteString(`<section class="section depth-1"><div class="heading"><h2 id="postal-mail">Postal mail</h2></div><p>Write to our post box.</p></section>`)
	}
	return b.String()
}

const inlineRedline = `<div class="redline"><details class="fold"><summary>2 sections without a change</summary><section class="section depth-1"><div class="heading"><h2 id="collection"><span class="number">1.</span> Information collection</h2><a class="permalink" href="#collection" aria-label="Link to this section: Information collection">#</a></div><p>In the course of using the service you may give us information.</p></section></details>
<section class="section depth-1 change" data-status="wording"><div class="heading"><h2 id="use"><span class="number"><del>3.</del><ins>2.</ins></span> How we use <ins>personal </ins>information</h2><a class="permalink" href="#use" aria-label="Link to this section: How we use personal information">#</a></div>
<p class="changed">We use <del>your data</del><ins>personal information</ins> (i) to run and improve <del class="minor">the sites</del><ins class="minor">the Sites</ins>, (ii) to manage your account, and (iii) to answer you. Please see the <span class="relinked">account settings</span> for <del>more</del><ins>what you can change yourself, at any time and without giving a reason</ins>.</p>
<details class="fold"><summary>4 unchanged paragraphs</summary><p>Unchanged text.</p></details>
<p class="added"><ins>We keep server records for fourteen days. After that they are removed, and only counts remain, from which nobody can be told.</ins></p>
<p class="removed"><del>We may send you newsletters, marketing or promotional materials and other information on services offered by us or by third parties.</del></p>
<p class="moved"><span class="moved-from">Moved here from <a href="#contact">Contact</a></span> If you have a question, write to us. We answer <del>soon</del><ins>within a month</ins>.</p></section>
<section class="section depth-1 change" data-status="moved"><div class="heading"><h2 id="contact"><span class="number">7.</span> Contact</h2><a class="permalink" href="#contact" aria-label="Link to this section: Contact">#</a></div><p class="moved-away">Moved to <a href="#use">How we use personal information</a></p><ul><li class="changed">post<del>;</del><ins>.</ins></li></ul></section>
<section class="section depth-1 change" data-status="removed"><span id="retention" class="alias"></span><div class="heading"><h2 id="post"><del>Postal mail</del></h2><a class="permalink" href="#post" aria-label="Link to this section: Postal mail">#</a></div><p class="removed"><del>Write to our post box.</del></p></section></div>`

const columnsRedline = `<div class="redline columns"><section class="section depth-1 change" data-status="wording"><div class="heading"><h2 id="use"><span class="number">2.</span> How we use personal information</h2><a class="permalink" href="#use" aria-label="Link to this section: How we use personal information">#</a></div>
<div class="pair changed"><div class="old"><p>We use <del>your data</del> (i) to run and improve the Sites, (ii) to manage your account, and (iii) to answer you.</p></div><div class="new"><p>We use <ins>personal information</ins> (i) to run and improve the Sites, (ii) to manage your account, and (iii) to answer you.</p></div></div>
<details class="fold"><summary>4 unchanged paragraphs</summary><div class="pair"><div class="old"><p>Unchanged text.</p></div><div class="new"><p>Unchanged text.</p></div></div></details>
<div class="pair added"><div class="old"></div><div class="new"><p><ins>We keep server records for fourteen days. After that they are removed, and only counts remain.</ins></p></div></div>
<div class="pair removed"><div class="old"><p><del>We may send you newsletters, marketing or promotional materials.</del></p></div><div class="new"></div></div></section></div>`

func verdict(kind string) schema.Verdict {
	v := schema.Verdict{Kind: kind, Of: 10}
	switch kind {
	case "wording":
		v.Changed, v.WordsAdded, v.WordsRemoved = 3, 24, 1
	case "sections":
		v.Changed, v.Added, v.Removed, v.WordsAdded, v.WordsRemoved = 2, 1, 2, 1240, 310
	}
	return pages.DescribeVerdict(spoken().Site, v)
}

func changes() []schema.SectionChange {
	return []schema.SectionChange{
		{Number: "2.", Title: "How we use personal information", OldTitle: "How we use information", Status: "renamed",
			Words: pages.DescribeWords(spoken().Site, 20, 1), URL: "/privacy/compare/2019-06-01/2026-11-23/#use"},
		{Number: "7.", OldNumber: "8.", Title: "Contact", Status: "renumbered",
			URL: "/privacy/compare/2019-06-01/2026-11-23/#contact"},
		{Title: "Postal mail", Status: "removed", Words: pages.DescribeWords(spoken().Site, 0, 120),
			URL: "/privacy/compare/2019-06-01/2026-11-23/#post"},
	}
}

// entries is the changelog, newest first.
func entries() []schema.Entry {
	kinds := []string{"", "presentation", "presentation", "wording", "sections"}
	var all []schema.Entry
	vs := versions()
	for i := len(vs) - 1; i >= 0; i-- {
		e := schema.Entry{Version: vs[i]}
		if i > 0 {
			v := verdict(kinds[i])
			e.Verdict, e.Sections = &v, changes()
			e.CompareURL = "/privacy/compare/" + vs[i-1].Name + "/" + vs[i].Name + "/"
		}
		all = append(all, e)
	}
	return all
}

// groups folds the two of entries that changed no word.
func groups() []schema.EntryGroup {
	es := entries()
	return []schema.EntryGroup{{Entries: es[:1]}, {Entries: es[1:2]}, {Folded: true, Days: "12 March 2014 to 1 June 2019", Entries: es[2:4]}, {Entries: es[4:]}}
}

func timeline() schema.Timeline {
	vs := versions()
	mark := func(i int, x string, top int, verdict, anchor string) schema.TimelineMark {
		return schema.TimelineMark{X: x, Top: top, Class: vs[i].State, Anchor: anchor, Name: vs[i].Name, Verdict: verdict,
			URL: vs[i].URL}
	}
	return schema.Timeline{
		Height: 120, Baseline: 90, Radius: 5,
		Years: []schema.TimelineTick{{X: "4.00%", Label: "2010"}, {X: "20.50%", Label: "2013"}, {X: "37.00%", Label: "2016"},
			{X: "53.50%", Label: "2019"}, {X: "70.00%", Label: "2022"}, {X: "86.50%", Label: "2025"}},
		Marks: []schema.TimelineMark{
			mark(0, "5.80%", 80, "first", "start"), mark(1, "27.00%", 30, "sections", ""), mark(2, "55.80%", 45, "sections", ""),
			mark(3, "96.90%", 76, "wording", "end"), mark(4, "98.00%", 60, "sections", "end"),
		},
		Gaps: []schema.TimelineSpan{{X: "5.80%", Width: "21.20%"}, {X: "27.00%", Width: "28.80%"}},
	}
}

// fixture is a whole site: a policy with a past and a future, in English, and
// one in Arabic that has neither.
func fixture(t testing.TB, f *Store) *schema.Site {
	t.Helper()
	put := func(html string) string {
		name, err := f.Put(html)
		if err != nil {
			t.Fatal(err)
		}
		return name
	}
	vs := versions()
	p := policyOf("privacy", "Privacy policy", "en", "ltr", len(vs))
	p.InForce, p.Announced = &vs[3], vs[4:]
	es := entries()
	s := &schema.Site{Language: spoken().Site.Name, NextTransition: "2027-02-01", Files: map[string][]byte{}}
	add := func(page schema.Page) { s.Pages = append(s.Pages, page) }
	show := func(data any) string {
		if d, ok := data.(schema.PolicyPage); ok {
			for i := range d.Sections {
				d.Sections[i].Body = put(d.Sections[i].Body)
			}
		}
		return f.Keep(data)
	}
	english := func(path, layout, title string, data any) schema.Page {
		return schema.Page{Language: spoken().Site.Name, Path: path, Layout: layout, Title: title,
			Description: title + ", with all that was ever spoken here before.", Lang: "en", Dir: "ltr", Modified: "2026-11-23",
			Data: show(data)}
	}
	add(english("/privacy", schema.LayoutPolicy, "Privacy policy", schema.PolicyPage{
		Policy: p, Version: vs[3], Title: "Privacy policy", Sections: sections(), Latest: &es[1],
		CompareURL: es[1].CompareURL, Terms: &schema.Terms{Body: put(termList), Count: 2, Listed: 2},
		LinkedData: `{"@context":"https://schema.org","name":"\u003c/script\u003e"}`,
		Gone: []schema.GoneSections{{Note: "Last in the version of 1 May 2010:", Sections: []schema.Tombstone{{Anchor: "postal-mail",
			Title: "Postal mail", LastURL: vs[0].URL + "#postal-mail",
			Successors: []schema.Anchor{{Anchor: "contact", Title: "Contact", URL: "#contact"}},
			HistoryURL: "/privacy/sections/postal-mail/"}}}},
	}))
	for i, v := range vs {
		d := schema.VersionPage{
			Policy: p, Version: v, SourceURL: v.SourceURL, Title: "Privacy policy",
			Body:   put(versionBody(v.State == "superseded")),
			Terms:  &schema.Terms{Body: put(termList), Count: 1234, Listed: 2, Folded: true},
			Record: schema.Fidelity{Origin: "written", SHA256: strings.Repeat("0f1e2d3c", 8), Bytes: 1234567},
		}
		if i > 0 {
			d.Previous = &vs[i-1]
			d.Compare = append(d.Compare, schema.CompareLink{From: vs[i-1], To: v,
				URL: "/privacy/compare/" + vs[i-1].Name + "/" + v.Name + "/", Verdict: verdict("wording")})
		} else {
			d.Record = schema.Fidelity{
				Origin: "imported", Original: "https://lantern.example/privacy",
				Archived:   "https://web.archive.org/web/20100501044542id_/https%3A//lantern.example/privacy",
				CapturedAt: "2010-05-01T04:45:42Z", SHA256: strings.Repeat("0f1e2d3c", 8), Bytes: 9876, CaptureFile: "capture.html",
				CaptureSHA256: strings.Repeat("a1b2c3d4", 8),
				Restorations: []schema.Restoration{{Rule: "links",
					Note: "Links that the archive had rewritten lead to their first target again", Count: 2, Line: 7,
					Was: "https://web.archive.org/settings", Now: "https://lantern.example/settings"}},
				Doubts: []string{"Two headings that the version before had are missing here."},
			}
		}
		if i+1 < len(vs) {
			d.Next = &vs[i+1]
		}
		if i == 3 {
			d.VerifyURL = "/verify/?version=privacy/" + v.Name
		}
		page := english("/privacy/archive/"+v.Name, schema.LayoutVersion, "Privacy policy, version of "+v.Name, d)
		page.NoIndex, page.Canonical = true, page.Path+"/"
		add(page)
		s.Files["privacy/archive/"+v.Name+"/policy.md"] = []byte("# Privacy  policy\r\n\r\n{{ not a template }} <p>  bytes </p>\n")
	}
	gone := pages.DescribeVersion(spoken().Site, schema.Version{Name: "2010-01-01", Number: 1, State: "redacted",
		URL: "/privacy/archive/2010-01-01/", Captured: "2010-01-01", Redacted: "2026-12-01",
		Reason: "It named <somebody>.", Authority: "The court of Anvil & others"})
	removed := english("/privacy/archive/2010-01-01", schema.LayoutRedacted, "Privacy policy: text removed",
		schema.RedactedPage{Policy: p, Version: gone, Next: &vs[0], RecordURL: "/privacy/archive/2010-01-01/policy.md",
			Line:    `Line 1 of <a href="/privacy/">the log</a>.`,
			Removed: []schema.RemovedFile{{Name: "2010-01-01/policy.md", SHA256: strings.Repeat("ab", 32), Size: "12 bytes"}}})
	removed.NoIndex = true
	add(removed)
	s.Files["privacy/archive/2010-01-01/policy.md"] = []byte("{}\n")
	add(english("/privacy/archive", schema.LayoutArchive, "Privacy policy: all versions",
		schema.ArchivePage{Policy: p, Years: oneByOne(es), Timeline: timeline(), WeaveURL: "/privacy/weave.json"}))
	add(english("/privacy/on", schema.LayoutDays, "Privacy policy: what applied on which day",
		schema.DaysPage{Policy: p, Made: "2026-12-01", MadeOn: "1 December 2026", Dates: spoken().Site.DatePatterns(),
			Intervals: []schema.Interval{
				{From: "2026-11-23", Version: "2026-11-23", Days: "From 23 November 2026", Answer: `<a href="/privacy/archive/2026-11-23/">the version in force from 23 November 2026</a>`,
					Next: "No newer one is known."},
				{From: "2010-05-01", Version: "2010-05-01", Days: "1 May 2010 to 22 November 2026",
					Answer: `<a href="/privacy/archive/2010-05-01/">the version captured on 1 May 2010</a>`,
					Next:   "The next one known came into force on 23 November 2026.", Gap: "Of the days between them, nothing is known.",
					CompareURL: "/privacy/compare/?from=2010-05-01&to=current"},
				{Days: "Before 1 May 2010", Answer: "no version is known"}}}))
	links := []schema.CompareLink{}
	for i := len(vs) - 1; i > 0; i-- {
		path := "/privacy/compare/" + vs[i-1].Name + "/" + vs[i].Name
		d := schema.ComparisonPage{
			Policy: p, From: vs[i-1], To: vs[i], Verdict: verdict("wording"), Sections: changes(), Markup: 2, View: "inline",
			OtherURL: path + "/side-by-side/",
			Links: []schema.LinkChange{{Text: "account settings", Old: "http://lantern.example/settings",
				New:     "https://lantern.example/account/settings/which/is/long",
				Section: schema.Anchor{Anchor: "use", Title: "How we use personal information", URL: "#use"}}},
			Body: put(inlineRedline),
		}
		if i > 1 {
			d.Previous = &schema.CompareLink{From: vs[i-2], To: vs[i-1],
				URL: "/privacy/compare/" + vs[i-2].Name + "/" + vs[i-1].Name + "/"}
		}
		if i+1 < len(vs) {
			d.Next = &schema.CompareLink{From: vs[i], To: vs[i+1],
				URL: "/privacy/compare/" + vs[i].Name + "/" + vs[i+1].Name + "/"}
		}
		add(english(path, schema.LayoutComparison, "What changed", d))
		d.View, d.OtherURL, d.Body = "side-by-side", path+"/", put(columnsRedline)
		page := english(path+"/side-by-side", schema.LayoutComparison, "What changed, side by side", d)
		page.Canonical = path + "/"
		add(page)
		links = append(links, schema.CompareLink{From: vs[i-1], To: vs[i], URL: path + "/", Verdict: verdict("sections")})
	}
	add(english("/privacy/compare", schema.LayoutComparisons, "Privacy policy: comparisons",
		schema.ComparisonsPage{Policy: p, Choices: choices(vs), WeaveURL: "/privacy/weave.json",
			FormURL: "/privacy/compare/pair/", ListURL: "/privacy/compare/all/", Pages: []string{}, From: vs[2].Name, To: vs[3].Name}))
	add(english("/privacy/compare/all", schema.LayoutComparisonList, "Privacy policy: all comparisons",
		schema.ComparisonListPage{Policy: p, Neighbours: []schema.CompareYear{{Title: "2026", Links: links}},
			Current: []schema.CompareYear{{Links: links[1:2]}}}))
	upcoming := schema.UpcomingPage{Policy: p, Next: &vs[4], Title: "Privacy policy", Notice: 62,
		CompareURL: "/privacy/compare/2026-11-23/2027-02-01/", Last: &vs[3], Later: []schema.CompareYear{{Links: links[:1]}},
		Comparison: &schema.ComparisonPage{Policy: p, From: vs[3], To: vs[4], Verdict: verdict("wording"), Sections: changes(),
			View: "inline", Body: put(inlineRedline)}}
	page := english("/privacy/upcoming", schema.LayoutUpcoming, "Privacy policy: coming changes", upcoming)
	page.NoIndex = true
	add(page)
	changelog := english("/privacy/changelog", schema.LayoutChangelog, "Privacy policy: changes",
		schema.ChangelogPage{Policy: p, Groups: groups()})
	add(changelog)
	add(english("/privacy/corrections", schema.LayoutCorrections, "Privacy policy: corrections",
		schema.CorrectionsPage{Policy: p, FeedURL: "/privacy/corrections/atom.xml", Corrections: []schema.Correction{
			{ID: "v2010-05-01.corrected-2026-11-24", Version: vs[0], Day: "2026-11-24", Wrong: "The <day>.",
				Right: "A day & a night.", FileURL: vs[0].SourceURL, PageURL: "/privacy/corrections/#v2010-05-01.corrected-2026-11-24"}}}))
	for _, sec := range append(sections(), schema.Section{Anchor: "postal-mail", Title: "Postal mail"}) {
		if sec.Anchor == "" {
			continue
		}
		d := schema.SectionPage{Policy: p, Anchor: sec.Anchor, Number: sec.Number, Title: sec.Title,
			CurrentURL: "/privacy/#" + sec.Anchor, Wordings: []schema.Wording{
				{Stood: "Since 23 November 2026", Current: true, Title: sec.Title, URL: vs[3].URL + "#" + sec.Anchor,
					CompareURL: es[1].CompareURL,
					Events: []schema.SectionEvent{{Kind: "wording", Version: vs[3], URL: es[1].CompareURL},
						{Kind: "renamed", Version: vs[3], Was: "Use <of> data", URL: es[1].CompareURL}},
					Body:    put("<p>We use personal information to run and improve the Sites, and to answer you.</p>"),
					Redline: put(`<div class="redline"><p class="changed">We use <del>your data</del><ins>personal information</ins> to run and improve the Sites, and to answer you.</p></div>`)},
				{Stood: "In the versions of 1 May 2010 to 1 June 2019", Title: sec.Title, URL: vs[0].URL + "#" + sec.Anchor,
					Body: put("<p>We use your data to run and improve the Sites, and to answer you.</p>"),
					Later: []schema.SectionEvent{{Kind: "took", Version: vs[1], URL: es[1].CompareURL,
						Others: []schema.Anchor{{Anchor: "contact", Title: "Contact", URL: "/privacy/sections/contact/"}}}}},
			}}
		if sec.Anchor == "postal-mail" {
			d.CurrentURL, d.Wordings = "", d.Wordings[1:]
			d.Gone = &schema.Tombstone{Anchor: sec.Anchor, Title: sec.Title, Note: "This section is no longer in the text.",
				LastURL:    vs[0].URL + "#postal-mail",
				Successors: []schema.Anchor{{Title: "Contact", URL: "/privacy/#contact"}}}
		}
		add(english("/privacy/sections/"+sec.Anchor, schema.LayoutHistory, sec.Title, d))
	}
	s.Files["privacy.md"] = []byte("# Privacy policy\n")
	for _, policy := range []string{"privacy/", "terms/"} {
		for _, name := range []string{"timemap", "changelog/atom.xml", "changelog/material.xml", "changelog/feed.json",
			"corrections/atom.xml"} {
			s.Files[policy+name] = []byte("\n")
		}
	}
	s.Files[pages.SiteFeedFile] = []byte("\n")
	s.LogURL, s.VerifyURL = "/log/", "/verify/"
	for _, name := range []string{pages.LogFile, pages.CheckpointFile, pages.PythonFile} {
		s.Files[name] = []byte("\n")
	}
	const logURL, checkpointURL, pythonURL = "/" + pages.LogFile, "/" + pages.CheckpointFile, "/" + pages.PythonFile
	add(english("/log", schema.LayoutLog, "Log of the archive", schema.LogPage{Checkpoint: "lantern.example\n1\nroot\n",
		Signed: "Nobody has signed it.", LogURL: logURL, CheckURL: checkpointURL, PythonURL: pythonURL,
		Address: "https://lantern.example/",
		Lines:   []schema.LogLine{{Number: 1, Day: "23 November 2026", What: "privacy 2026-11-23 was archived."}}}))
	add(english("/verify", schema.LayoutVerify, "Check a text against the log", schema.VerifyPage{LogURL: logURL,
		CheckpointURL: checkpointURL, PythonURL: pythonURL, Address: "https://lantern.example/", Root: "/",
		Dates: spoken().Site.DatePatterns()}))

	ar := policyOf("terms", "شروط الخدمة", "ar", "rtl", 1)
	v := pages.DescribeVersion(spoken().Site, schema.Version{Name: "2024-01-01", Ordinal: 1, State: "in-force",
		URL: "/terms/archive/2024-01-01/", Effective: "2024-01-01", SourceURL: "/terms/archive/2024-01-01/policy.md"})
	ar.InForce = &v
	arabic := func(path, layout string, data any) schema.Page {
		return schema.Page{Language: spoken().Site.Name, Path: path, Layout: layout, Title: ar.Title, Lang: "ar", Dir: "rtl",
			Data: show(data)}
	}
	add(arabic("/terms", schema.LayoutPolicy,
		schema.PolicyPage{Policy: ar, Version: v, Title: ar.Title, Latest: &schema.Entry{Version: v}, Sections: []schema.Section{
			{Anchor: "الخصوصية", Depth: 1, Number: "1.", Title: "الخصوصية",
				Body: clauses("الخصوصية", "نحن نجمع المعلومات التي تقدمها لنا عند استخدام الخدمة، ونستخدمها لتشغيل الخدمة "+
					"وتحسينها والرد على أسئلتك. لا نشاركها مع أي طرف ثالث إلا بموافقتك أو عندما يقتضي القانون ذلك."), HistoryURL: "/terms/sections/الخصوصية/", Since: &schema.Since{Note: "Unchanged since at least 1 January 2024"}},
			{Anchor: "الأمان", Depth: 1, Number: "2.", Title: "الأمان",
				Body: clauses("الأمان", "نتخذ تدابير معقولة لحماية معلوماتك من الوصول غير المصرح به.")},
		}}))
	add(arabic("/terms/sections/الخصوصية", schema.LayoutHistory,
		schema.SectionPage{Policy: ar, Anchor: "الخصوصية", Title: "الخصوصية", CurrentURL: "/terms/#الخصوصية",
			Wordings: []schema.Wording{{Stood: "Since at least 1 January 2024", Current: true, URL: v.URL,
				Body: put("<p>نحن نجمع المعلومات.</p>")}}}))
	add(arabic("/terms/archive", schema.LayoutArchive, schema.ArchivePage{Policy: ar,
		Years: oneByOne([]schema.Entry{{Version: v}})}))
	add(arabic("/terms/on", schema.LayoutDays, schema.DaysPage{Policy: ar, Intervals: []schema.Interval{
		{From: "2024-01-01", Version: "2024-01-01", Days: "From 1 January 2024", Answer: "the version of 1 January 2024"}}}))
	add(arabic("/terms/archive/2024-01-01", schema.LayoutVersion,
		schema.VersionPage{Policy: ar, Version: v, Title: ar.Title, Body: put("<p>نحن نجمع المعلومات.</p>"),
			Terms: &schema.Terms{Body: put("<dl><div><dt>نحن</dt><dd><p>نحن نجمع المعلومات.</p></dd></div></dl>"),
				Count: 1, Listed: 1}}))
	add(arabic("/terms/compare", schema.LayoutComparisons, schema.ComparisonsPage{Policy: ar}))
	add(arabic("/terms/corrections", schema.LayoutCorrections,
		schema.CorrectionsPage{Policy: ar, FeedURL: "/terms/corrections/atom.xml", Corrections: []schema.Correction{}}))
	nothing := arabic("/terms/upcoming", schema.LayoutUpcoming, schema.UpcomingPage{Policy: ar, Last: &v})
	nothing.NoIndex = true
	add(nothing)
	cl := arabic("/terms/changelog", schema.LayoutChangelog,
		schema.ChangelogPage{Policy: ar, Groups: []schema.EntryGroup{{Entries: []schema.Entry{{Version: v}}}}})
	add(cl)
	s.Files["terms.md"] = []byte("# شروط\n")
	s.Files["terms/archive/2024-01-01/policy.md"] = []byte("# شروط\n")
	s.Policies = []schema.Policy{p, ar}
	home := english("/", schema.LayoutHome, "Lantern policies", schema.HomePage{Policies: s.Policies})
	add(home)
	return s
}

// choices are versions to pick from, newest first.
func choices(versions []schema.Version) []schema.ChoiceYear {
	var list []schema.Choice
	for _, v := range slices.Backward(versions) {
		list = append(list, schema.Choice{Name: v.Name, Label: v.Plain + " · in force", Dates: v.Plain})
	}
	return []schema.ChoiceYear{{Title: "2026", Versions: list}}
}

// oneByOne are entries that are not folded.
func oneByOne(entries []schema.Entry) []schema.EntryYear {
	var groups []schema.EntryGroup
	for _, e := range entries {
		groups = append(groups, schema.EntryGroup{Entries: []schema.Entry{e}})
	}
	return []schema.EntryYear{{Groups: groups}}
}
