package check

import (
	"net/url"
	"strings"
	"testing"

	"policyarchive/generator/draft"
	"policyarchive/generator/lineage"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
)

// broken is one thing that is broken in a sound text, and the rule that must
// find it: that one, and no other.
type broken struct {
	rule   string
	change []string // of the sound text: old, new, …
	want   string   // part of the finding
	// before, if it is not nil, are changes of the sound text that make the
	// version before; without, the text is judged by itself.
	before []string
}

// announced is the front matter of a change that is declared in full, and kept.
var announced = []string{"class: clarification\nsummary: We say more clearly what we collect.",
	"class: material\nsummary: We collect your age."}

var brokenThings = []broken{
	// The file.
	{"encoding", []string{"small", "sm\xe4ll"},
		`policy.md:11:51: error: the byte 0xE4 is not UTF-8; save the file as UTF-8 [encoding]`, nil},
	{"encoding", []string{"small", "sm\x00ll"}, `policy.md:11:51: error: the file holds a zero byte`, nil},
	{"encoding", []string{"small", "sm\x1b[31mall"},
		`policy.md:11:51: error: U+001B is a character that pages, feeds and terminals cannot show; take it out [encoding]`, nil},
	{"encoding", []string{"small", "sm\u202eall\u202c"},
		`policy.md:11:51: error: U+202E shows the text in another order than it is written in`, nil},
	{"encoding", []string{"small", "sm\u2067all"},
		`policy.md:11:51: error: U+2067 turns the direction of the text up to U+2069, which does not follow in its paragraph; take it out [encoding]`, nil},
	{"encoding", []string{"small", "sm&#x1b;all"},
		`policy.md:11:51: error: &#x1b; stands for U+001B, which no text may hold; take it out [encoding]`, nil},
	{"encoding", []string{"small", "sm&#x2067;all"},
		`policy.md:11:51: error: U+2067 turns the direction of the text up to U+2069, which does not follow in its paragraph; take it out [encoding]`, nil},
	{"encoding", []string{"small", "sm&#8297;all"},
		`policy.md:11:51: error: U+2069 ends a stretch of text in another direction, and none began in its paragraph; take it out [encoding]`, nil},
	{"damage", []string{"small", "sm\uFFFDll"}, `policy.md:11:51: warning: a character was lost in a conversion`, nil},
	{"language", []string{"title: Privacy", "title: Privacy\nlang: de"},
		"warning: the text seems to be in English, and is said to be in German (de); write \"lang: en\"", nil},
	{"front-matter", []string{"title: Privacy", "title: \"Privacy"},
		"policy.md:2:8: error: the front matter is not valid YAML", nil},
	{"front-matter", []string{"2024-02-01", "2024-02-30"},
		`policy.md:3:1: error: effective: "2024-02-30" is not a date`, nil},
	{"front-matter", []string{"2024-02-01", "2024-02-011"},
		`policy.md:3:1: error: effective: "2024-02-011" is not a date`, nil},
	{"front-matter", []string{"title: Privacy", "title: Privacy\nlang: 'x\" onload=\"y'"},
		`policy.md:3:1: error: lang: "x\" onload=\"y" is no language tag (BCP 47)`, nil},
	{"front-matter", []string{"title: Privacy", "title: \"Priv\\u0007acy\""},
		`policy.md:2:1: error: title: U+0007 is a character that pages, feeds and terminals cannot show`, nil},
	{"front-matter", []string{"class: clarification", "class: tiny"},
		`policy.md:4:1: error: class: "tiny" is none of`, nil},
	{"front-matter-key", []string{"effective:", "efective:"},
		`policy.md:3:1: warning: the front matter has a key "efective" that means nothing here; write "effective", if that is what is meant [front-matter-key]`, nil},
	{"front-matter-key", []string{"summary:", "Summary:"},
		`policy.md:5:1: warning: the front matter has a key "Summary"`, nil},
	{"placeholder", []string{"We collect your name", "We collect your name and [[name the rest\nof it]]"},
		"policy.md:15:26: error: a placeholder was left: “[[name the rest of it]]”; write the text in its place", nil},
	{"placeholder", []string{"Anvil runs", "[Insert company name] runs"},
		"policy.md:11:1: error: a placeholder was left: “[Insert company name]”", nil},
	{"front-matter", []string{"layout: legal", "published: true"},
		"policy.md:6:1: note: published: true is no date, and is left to the program that knows it; nothing has to be done", nil},
	{"front-matter", []string{"layout: legal", "draft: true"},
		"policy.md:6:1: note: draft: true keeps nothing back: what is frozen is published", nil},
	{"template", []string{"None. That", "None. {% include age.html %} That"},
		"policy.md:17:20: error: code of a template is shown as it is: “{% include age.html %}”; write the text that it " +
			"stands for", nil},
	{"template", []string{"None. That", "None. We keep it {years} years. That"},
		"policy.md:17:31: error: code of a template is shown as it is: “{years}”", nil},
	{"template", []string{"None. That", "None ([why]({{site.url}}/why)). That"},
		"policy.md:17:21: error: “why” leads to code of a template: {{site.url}}/why; write the address", nil},
	{"remark", []string{"None. That", "None. {/* not reviewed by legal yet */} That"},
		"policy.md:17:20: error: a remark to other writers is shown to readers: “{/* not reviewed by legal yet */}”; take it out", nil},
	{"footnote", []string{"None. That", "None.[^law] That"},
		"policy.md:17:19: error: “[^law]” is the mark of a note that is not there; write the note", nil},
	{"footnote", []string{"None. That", "None.\n\n[^law]: The law of smiths.\n\nThat"},
		"warning: no mark leads to the note [^law]; put [^law] where it belongs", nil},
	{"dialect", []string{"None. That", "None.\n\n:::note\nLook.\n:::\n\nThat"},
		"policy.md:19:1: warning: markup that is not read here is shown as it is: “:::note”", nil},
	{"dialect", []string{"None. That", "None. ** Really ** none. That"},
		"policy.md:17:20: warning: markup that is not read here is shown as it is: “** Really **”; for bold text", nil},
	{"placeholder", []string{"None. That", "None. TODO: ask Ann. That"},
		"policy.md:17:20: error: a placeholder was left: “TODO”", nil},
	{"placeholder", []string{"summary: We say more clearly what we collect.", "summary: TODO"},
		"policy.md:5:1: error: a placeholder was left in the summary: “TODO”; write what it stands for", nil},

	// Promises.
	{"reserved-id", []string{"## What we collect\n", "## What we collect {#_main}\n"},
		`policy.md:13:4: error: the id #_main is one of the page around the text`, nil},
	{"duplicate-id", []string{"## What we collect\n", "## What we collect {#x}\n\n### Again {#x}\n"},
		`error: the id #x is already that of the section “What we collect”`, nil},
	{"taken-id", []string{"## Contact", "## Age {#what-we-collect}\n\nWe ask nobody how old they are.\n\n## Contact",
		"Privacy\neffective", "Privacy\nreviewed: 2023-12-01\neffective"},
		`error: the id #what-we-collect was published for the section “What we collect”`, nil},
	{"lost-anchor", []string{"## Age\n\nWe do not ask anybody how old they are, nor do we keep birthdays.\n\n", "",
		announced[0], "class: material\nsummary: Age is gone."},
		`policy.md:13:4: note: the section “Age” is gone: links to #age will lead to a note that it was removed; if another section took its place, give that one's heading the id {#age} [lost-anchor]`,
		[]string{"## What we collect", "## Age\n\nWe do not ask anybody how old they are, nor do we keep birthdays.\n\n## " +
			"What we collect"}},
	{"fragment", []string{"Write to [", "See [what we collect](#what-we-colect). Write to ["},
		"error: “what we collect” leads to #what-we-colect, and this text has no such section; link to the anchor of a " +
			"section: \"generator sections\" lists them; #what-we-collect may be meant", nil},
	{"site-link", []string{"Write to [", "See [an old version](/privacy/archive/1999-01-01/). Write to ["},
		"error: “an old version” leads to /privacy/archive/1999-01-01/, and the site has no such page", nil},
	{"site-link", []string{"Write to [", "See [our shop](https://privacy.anvil.example/shop). Write to ["},
		"warning: “our shop” leads to /shop, which this site does not have", nil},
	{"reference", []string{`(See "What we collect" below.)`, `(See "What we collected" below.)`},
		`policy.md:11:61: error: the text refers to “What we collected”, but the section is called “What we collect”; write “What we collect” [reference]`, nil},
	{"reference", []string{`(See "What we collect" below.)`, `(See "Anvil Repairs" below.)`},
		`error: the text refers to “Anvil Repairs”, and no section is called so`, nil},
	{"reference", []string{"## What we collect", "## 1. What we collect", "## Contact", "## 2. Contact",
		`(See "What we collect" below.)`, "(See Section 9.)"}, `policy.md:11:61: error: the text refers to section 9, and no section has that number; write the number of the section that is meant`, nil},
	{"reference", []string{"## What we collect", "## Data of yours", announced[0], announced[1]},
		`policy.md:11:61: error: the text refers to “What we collect”, but the section is called “Data of yours”; write “Data of yours” [reference]`, []string{}},
	{"renumbered-reference", []string{"## 1. What we collect",
		"## 1. Age\n\nWe do not ask how old you are.\n\n## 2. What we collect", announced[0], announced[1]},
		`policy.md:11:`, []string{"## What we collect", "## 1. What we collect", "## Contact", "## 2. Contact",
			`(See "What we collect" below.)`, "(See Section 1.)"}},
	{"link", []string{"(https://anvil.example/help)", "(https://anvil.example:x/help)"},
		"error: the link of “our help” leads nowhere: its address cannot be read (https://anvil.example:x/help); write a " +
			"whole address, or take the link away and leave its words [link]", nil},
	{"archived-link", []string{"https://anvil.example/help",
		"https://web.archive.org/web/2016/https://anvil.example/help"}, "warning: “our help” leads into a web archive", nil},
	{"insecure-link", []string{"https://anvil.example/help", "http://anvil.example/help"},
		"warning: “our help” leads to an address without encryption: http://anvil.example/help; write https [insecure-link]", nil},
	{"link-text", []string{"(https://anvil.example/terms)", "(https://anvil.example/conditions)"},
		"warning: the text shows https://anvil.example/terms, but the link leads to https://anvil.example/conditions", nil},

	// Dates.
	{"stale-front-matter", []string{"your name", "your whole name", announced[0],
		"class: clarification\nsummary: It is the whole name."},
		"policy.md:3:1: error: the text changed, but effective: 2023-12-01 is still that of the version before",
		[]string{"2024-02-01", "2023-12-01"}},
	{"stale-front-matter", []string{"your name", "your whole name"},
		"policy.md:5:1: error: the text changed, but the summary is still that of the version before", []string{}},
	{"stated-date", []string{"Last updated: 1 June 2023", "Last updated: 1 June 2023. We say so", "your name",
		"your name and age", announced[0], announced[1]},
		"error: words changed, but the text still says “Last updated 1 June 2023”; write the date of this version " +
			"[stated-date]", []string{"# Privacy\n", "# Privacy\n\nLast updated: 1 June 2023\n"}},
	{"stated-date", []string{"# Privacy\n", "# Privacy\n\nEffective date: March 1st, 2024.\n", announced[0], announced[1]},
		"error: the text says “Effective date March 1st, 2024”, and the front matter effective: 2024-02-01", []string{}},
	{"date-order", []string{"effective: 2024-02-01", "published: 2024-02-02\neffective: 2024-02-01"},
		"policy.md:4:1: error: effective: 2024-02-01 lies before published: 2024-02-02", nil},
	{"notice", []string{"your name", "your name and age", announced[0], announced[1], "2024-02-01", "2024-01-20"},
		"policy.md:3:1: error: a material change wants 30 days of notice, and this one is in force 19 days after it is " +
			"published, on 2024-01-20; write effective: 2024-01-31 or a later day [notice]", []string{}},

	// The declared class.
	{"class", []string{"class: clarification", "class: editorial", "## Contact",
		"## Age\n\nWe do not ask how old you are.\n\n## Contact", "We say more clearly what we collect.",
		"We say nothing of age."},
		"policy.md:4:1: error: declared editorial, but 1 section was added; declare the class that fits", []string{}},
	{"class", []string{"your name", "your **name**", announced[0], announced[1]},
		"policy.md:4:1: error: declared material, but no word of the text changed", []string{}},
	{"substance", []string{"None. That", "None for 3 days. That", "class: clarification", "class: editorial",
		"We say more clearly what we collect.", "A slip."},
		"policy.md:17:23: error: declared editorial, but words of substance changed here: “3”, “days”", []string{}},
	{"substance", []string{"None. That", "None for 3 days. That", "We say more clearly what we collect.", "A slip."},
		"policy.md:17:23: warning: declared clarification, but words of substance changed here: “3”", []string{}},
	{"substance", []string{"runs two shops", "runs two little shops", "class: clarification", "class: editorial",
		"We say more clearly what we collect.", "A slip."},
		"error: declared editorial, but the definition of “Shops” changed", []string{"These Shops are small",
			"They are small", " That shops are open does not change this.", "", `(See "What we collect" below.)`,
			`(See "What we collect" below.) The Shops`}},
	{"no-class", []string{"your name", "your whole name",
		"class: clarification\nsummary: We say more clearly what we collect.\n",
		""}, "warning: words changed, and nothing says what kind of change it is", []string{}},
	{"no-summary", []string{"your name", "your whole name", "summary: We say more clearly what we collect.\n", ""},
		"policy.md:4:1: warning: declared clarification, and no summary tells readers", []string{}},

	// Definitions.
	{"undefined-term", []string{` ("Shops")`, "", announced[0], announced[1]},
		"policy.md:11:33: warning: “Shops” is used as a defined term, and its definition is gone",
		[]string{"These Shops are small", "Now these Shops are small"}},
	{"undefined-term", []string{"We collect your name;",
		`We ("Anvil") collect your name; the User Account keeps it. A user account is safe. Of the User Account we make copies. We are Anvil and`},
		"warning: “User Account” is written as a defined term, and nothing defines it", nil},
	{"defined-twice", []string{"We collect your name", `In all of our places ("Shops") we collect your name`},
		"warning: “Shops” is defined here and in line 11", nil},
	{"unused-definition", []string{"We collect your name", `We collect what you are called ("Appellation")`},
		"policy.md:15:33: warning: “Appellation” is defined, and never used", nil},
	{"changed-definition", []string{"Anvil runs two shops", "Anvil runs two large shops", announced[0], announced[1]},
		"note: the definition of “Shops” changed; the term is used in 1 other place: What we collect",
		[]string{"That shops are open", "That Shops are open"}},
	{"agreement", []string{"These Shops are", "This Shops is"},
		"policy.md:11:33: warning: “This Shops”: “Shops” is defined as a plural; write “These Shops” and the plural of the " +
			"verb [agreement]", nil},

	// The language of the law.
	{"vague", []string{"We collect your name", "We may collect your name"},
		"policy.md:15:4: warning: “may” leaves open whether and when: “We may collect your name”; say what is done, when " +
			"and why [vague]", nil},
	{"check-back", []string{"None. That", "None. Please check this page regularly for changes. That"},
		"policy.md:17:20: warning: the text asks readers to look for changes themselves", nil},
	{"notice-by-posting", []string{"None. That", "None. We will notify you of changes by posting the new text here. That"},
		"policy.md:17:20: warning: changes are made known by posting them, and in no other way", nil},
	{"contact", []string{"Write to [smith@anvil.example](mailto:smith@anvil.example).", "Write to us.", "/help", "/hlp"},
		"policy.md:1:1: warning: the policy gives no e-mail address", nil},

	// Reading.
	{"long-sentence", []string{"We collect your name", "We collect " + strings.Repeat("this and ", 30) + "your name"},
		"policy.md:15:1: warning: this part of a sentence has 64 words; divide it", nil},
	{"long-sentence", []string{"None. That", "None. We collect " + strings.Repeat("this and ", 30) + "your name. That"},
		"policy.md:17:20: warning: this sentence has 64 words; divide it", nil},
	{"readability", []string{"That is all we do.",
		"Notwithstanding aforementioned particularities, organisational circumstances necessitate individualised " +
			"considerations.", announced[0], announced[1]},
		"policy.md:1:1: warning: the text is harder to read than before: its reading ease fell from", []string{"None. That",
			"None. " + strings.Repeat("We keep it as short as we can for you. ", 12) + "That is all we do. That"}},
	{"heading-level", []string{"## Contact", "#### Contact"},
		"policy.md:19:6: warning: “Contact” is a heading of level 4 below one of level 2; write it with ###", nil},
	{"link-words", []string{"[our help]", "[here]"},
		"policy.md:15:28: warning: the link “here” does not say where it leads", nil},
	{"image-text", []string{"None. That", "None. ![](https://anvil.example/shop.png) That"},
		"policy.md:17:20: warning: an image has no alternative text", nil},

	// Waivers.
	{"waiver", []string{"## What", "<!-- check: allow long-sentence -->\n## What"},
		"policy.md:13:1: error: the waiver of long-sentence gives no reason", nil},
	{"waiver", []string{"## What", "<!-- check: allow long-sentenc The law's words. -->\n## What"},
		`policy.md:13:1: error: a waiver is for "long-sentenc", and no rule is called so; name the rule that stands in brackets behind the finding, such as long-sentence`, nil},
	{"waiver", []string{"## What", "<!-- check: allow archive-changed A slip. -->\n## What"},
		"policy.md:13:1: error: archive-changed cannot be waived", nil},
	{"waiver", []string{"layout: legal", "check: {allow: {contact: }}"},
		"policy.md:6:1: error: the waiver of contact gives no reason", nil},
	{"unused-waiver", []string{"## What", "<!-- check: allow long-sentence The law's words. -->\n## What"},
		"policy.md:13:1: warning: the waiver of long-sentence waives nothing; take it out [unused-waiver]", nil},
}

// subject is the text in which one thing is broken.
func (b *broken) subject(t *testing.T) *subject {
	t.Helper()
	if b.before == nil {
		d := parse(change(t, sound, b.change...))
		d.Site, d.Origin = fewPages{}, privacyPage()
		if b.rule == "taken-id" {
			// The id was published with the version before.
			d.Tracker = lineage.New()
			d.Tracker.Add(policy.Parse("policy.md", []byte(sound)), nil)
			d.Tracker.Add(d.Doc, nil)
		}
		return d
	}
	before := change(t, sound, b.before...)
	d := follow(before, change(t, before, b.change...))
	d.Site, d.Origin = fewPages{}, privacyPage()
	return d
}

func TestEachRuleFindsItsOwn(t *testing.T) {
	if list := found(follow(sound, sound)); len(list) > 0 {
		t.Fatalf("the sound text has findings: %v", list)
	}
	for _, b := range brokenThings {
		t.Run(b.rule, func(t *testing.T) {
			d := b.subject(t)
			list := found(d)
			if len(list) == 0 {
				t.Fatalf("nothing was found; want %s", b.want)
			}
			matched := false
			for _, f := range list {
				matched = matched || strings.Contains(f.String(), b.want)
				if f.Rule != b.rule {
					t.Errorf("another rule spoke: %s", f)
				}
			}
			if !matched {
				t.Errorf("found %v\nwant %s", list, b.want)
			}
		})
	}
}

// TestCodeIsShownAsItIs: an image in a code span is none.
func TestCodeIsShownAsItIs(t *testing.T) {
	d := follow(sound, change(t, sound, "None. That", "None. We write `![](shop.png)` and `TODO`. That", announced[0],
		"class: material\nsummary: We say how."))
	if list := foundNew(d); len(list) != 0 {
		t.Errorf("found %v", list)
	}
}

// TestEachRuleIsTested: with the tables of this file and of record_test.go.
func TestEachRuleIsTested(t *testing.T) {
	tested := map[string]bool{"empty": true, "policy-name": true, "review": true, "missing-snapshot": true,
		"text-gone": true, "withdrawal": true, "late-withdrawal": true, "correction": true, "redaction": true,
		"backdated": true, "limit": true, "imported": true,
		"translation-source": true, "stale-translation": true}
	for _, b := range brokenThings {
		tested[b.rule] = true
	}
	for _, r := range brokenRecords {
		tested[r.rule] = true
	}
	for _, r := range Rules() {
		if !tested[r.Name] {
			t.Errorf("no test breaks what %s finds", r.Name)
		}
	}
}

// fewPages is a site with the policy's page and little else.
type fewPages struct{}

func (fewPages) Has(p string) bool { return p == "privacy/archive/" }
func (fewPages) Own(p string) bool { return strings.HasPrefix(p, "privacy/") }

// privacyPage is where the text will be published.
func privacyPage() link.Origin {
	return link.Origin{Base: &url.URL{Path: "/privacy/"},
		Site: &link.Site{Root: &url.URL{Scheme: "https", Host: "privacy.anvil.example", Path: "/"},
			Policy: func(name string) *link.Policy {
				if name == "privacy" {
					return &link.Policy{}
				}
				return nil
			}}}
}

func TestReview(t *testing.T) {
	d := follow(sound, sound)
	d.Today = "2024-12-02"
	list := found(d)
	if len(list) != 1 || list[0].Rule != "review" ||
		!strings.Contains(list[0].String(), "write reviewed: 2024-12-02 into its front matter") {
		t.Errorf("found %v", list)
	}
	reviewed := change(t, sound, "layout: legal", "reviewed: 2024-06-01")
	d = follow(reviewed, reviewed)
	d.Today = "2024-12-02"
	if list := found(d); len(list) != 0 {
		t.Errorf("reviewed: found %v", list)
	}
}

// TestBracketsThatAreNoPlaceholders: marks of notes, links, and code.
func TestBracketsThatAreNoPlaceholders(t *testing.T) {
	for _, text := range []string{"your name [[1]]", "your name [[see the note]](https://anvil.example/note)",
		"your name (see [Your name](https://anvil.example/name))",
		"your name. Write `[[name]]` yourself", "your name\n\n```\n[[name]] [insert date]\n```\n\nand"} {
		if list := found(parse(change(t, sound, "your name", text))); len(list) > 0 {
			t.Errorf("%s: found %v", text, list)
		}
	}
}

func TestMissingSnapshot(t *testing.T) {
	d := follow(sound, change(t, sound, "your name", "your age", announced[0], announced[1]))
	d.Limits.Snapshot = true
	list := foundNew(d)
	if len(list) != 1 || list[0].Rule != "missing-snapshot" {
		t.Errorf("found %v", list)
	}
	d.History.Versions = append(d.History.Versions, versionOf(d.Doc, "2024-01-01"))
	if list := foundNew(d); len(list) != 0 {
		t.Errorf("frozen: found %v", list)
	}
}

func TestTranslations(t *testing.T) {
	d := parse(change(t, sound, "layout: legal", "translates: datenschutz/2024-01-01"))
	for _, test := range []struct {
		translation draft.Translation
		want        string
	}{
		{draft.Translation{Original: "datenschutz", Version: "2024-01-01", Newest: "2024-03-01",
			Problem: "translates: datenschutz has no version \"2024-01-01\""}, "policy.md:6:1: error: translates: datenschutz " +
			"has no version \"2024-01-01\"; name the version that it renders, such as translates: datenschutz/2024-03-01 " +
			"[translation-source]"},
		{draft.Translation{Original: "datenschutz", Version: "2024-01-01", Newest: "2024-03-01", Exists: true, Changed: 2},
			"policy.md:6:1: warning: this translates version 2024-01-01 of datenschutz; in the newest, 2024-03-01, the words " +
				"of 2 sections are others"},
		{draft.Translation{Original: "datenschutz", Version: "2024-03-01", Newest: "2024-03-01", Exists: true}, ""},
	} {
		d.Translation = &test.translation
		list := found(d)
		if test.want == "" && len(list) == 0 ||
			len(list) == 1 && strings.HasPrefix(list[0].String(), test.want) && test.want != "" {
			continue
		}
		t.Errorf("found %v, want %s", list, test.want)
	}
}
