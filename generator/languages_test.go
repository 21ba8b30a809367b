package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/net/html"

	"policyarchive/generator/words"
)

// TestOtherLanguages builds sites in other languages that have all that can happen to
// a policy, and reads every word on them: none is English. The words in Arabic and in
// Japanese are those in English with other letters, so that whatever is left in Latin
// ones was written somewhere else than in the files of words.
func TestOtherLanguages(t *testing.T) {
	if testing.Short() {
		t.Skip("builds nine sites")
	}
	t.Parallel()
	for _, test := range []struct {
		lang, dir, letters string
		forms              []string
	}{
		{"de", "ltr", "", nil},
		{"ar", "rtl", arabicLetters, []string{"zero", "one", "two", "few", "many", "other"}},
		{"ja", "ltr", japaneseLetters, []string{"other"}},
	} {
		t.Run(test.lang, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			tr := transliterate(test.letters)
			name := tr("Beispiel")
			err := newSite(dir, `organisation = "Trakt"`, `organisation = "`+name+`"`,
				`title    = "Trakt privacy policy"`, `title    = "`+tr("Richtlinien")+`"`,
				`title = "Privacy policy"`, `title = "`+tr("Datenschutz")+`"`,
				`lang  = "en"`, `lang  = "`+test.lang+`"`, `locale   = "en-GB"`, `locale   = "`+test.lang+`"`,
				"compareAll     = 16", "compareAll     = 0")
			if err != nil {
				t.Fatal(err)
			}
			english := latin
			if test.letters == "" {
				english = onlyEnglish(t)
			} else {
				writeWords(t, dir, test.lang, test.forms, tr)
			}
			eventful(t, dir, tr)
			for _, args := range [][]string{
				{"--now", "2026-07-03"}, {"--now", "2026-09-02"}, {"--now", "2026-07-03", "--drafts"},
			} {
				if made := must(t, append([]string{"build", "-s", dir}, args...)...); made.stderr != "" {
					t.Errorf("build %v says %s", args, made.stderr)
				}
				readAll(t, filepath.Join(dir, "public"), test.lang, test.dir, english)
			}
		})
	}
}

// TestOtherPolicyLanguage: what stands around a policy speaks its language if there
// are words, else that of the site, and each says which it is.
func TestOtherPolicyLanguage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	err := newSite(dir, "[params.policies.privacy]\n",
		"[params.policies.terms]\nlang = \"ar\"\n[params.policies.cookies]\nlang = \"de-AT\"\n[params.policies.privacy]\n")
	if err != nil {
		t.Fatal(err)
	}
	same, arabic := transliterate(""), transliterate(arabicLetters)
	eventful(t, dir, same)
	for policy, tr := range map[string]func(string) string{"terms": arabic, "cookies": same} {
		first := "## " + tr("Erstens") + "\n\n" + tr("Wir speichern nichts.") + "\n\n" + tr("Nie.") + "\n\n"
		for n, second := range []string{"Alles ist alt.", "Alles ist neu."} {
			write(t, filepath.Join(dir, "content", policy, "policy.md"),
				"# "+tr("Bedingungen")+"\n\n"+first+first+"## "+tr("Zweitens")+"\n\n"+tr(second)+"\n")
			must(t, "snapshot", policy, "-s", dir, "--now", []string{"2020-01-01", "2021-01-01"}[n])
		}
	}
	must(t, "build", "-s", dir, "--now", "2026-07-03")
	public := filepath.Join(dir, "public")
	has := func(page string, wants ...string) {
		t.Helper()
		text := read(t, filepath.Join(public, filepath.FromSlash(page)))
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %s", page, want)
			}
		}
	}
	const english, german, day = `<html lang=en-GB dir=ltr>`, `<html lang=de dir=ltr>`,
		`<time datetime=2021-01-01 title=2021-01-01>`
	has("index.html", english, `<a href=/cookies/ lang=de-AT>`, `<a href=/terms/ lang=ar dir=rtl>`,
		"In force since "+day+"1 January 2021")
	has("404.html", english)
	has("privacy/index.html", english, "Skip to the text")
	has("terms/index.html", english, "Skip to the text", `class=book dir=rtl`, `class=prose lang=ar dir=rtl`,
		`<span lang=en-GB dir=ltr>Unchanged since`, `<a class=permalink lang=en-GB`)
	has("terms/archive/2020-01-01/index.html", `<a class="now" lang="en-GB"`,
		`aria-label="Link to this section: `+arabic("Erstens"))
	has("terms/compare/2020-01-01/2021-01-01/index.html",
		`<summary><span lang="en-GB" dir="ltr">2 sections without a change</span>`)
	has("terms/compare/index.html", `"own":{"dir":"ltr","lang":"en-GB"}`)
	has("terms/changelog/atom.xml", `xml:lang="en-GB"`)
	has("cookies/index.html", german, `class=prose lang=de-AT`, "Zum Text springen", "Geändert am "+day+"1. Januar 2021")
	has("cookies/compare/index.html", german, `"failed":"Die Texte konnten nicht geladen werden."`)
	has("cookies/changelog/index.html", german, "1. Januar 2021")
	has("cookies/changelog/atom.xml", `xml:lang="de"`, "Änderungen</title>")
	has("cookies/changelog/feed.json", `"language":"de"`, `"title":"Bedingungen: Änderungen"`)
	for _, policy := range []string{"privacy", "terms", "cookies"} {
		has("sitemap.xml", "<loc>https://privacy.example.org/"+policy+"/</loc>")
	}
	for _, policy := range []string{"terms", "cookies"} {
		holdSite(t, dir, public, "https://privacy.example.org/", policy)
	}
}

// TestMissingWords: a site that lacks words is not built, or says what is in English.
func TestMissingWords(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := newSite(dir, `locale   = "en-GB"`, `locale   = "fr"`, `lang  = "en"`, `lang  = "fr"`); err != nil {
		t.Fatal(err)
	}
	eventful(t, dir, transliterate(""))
	french := filepath.Join(dir, words.Dir, "fr.toml")
	warns := func(warning string, wants ...string) {
		t.Helper()
		if made := must(t, "build", "-s", dir); !strings.Contains(made.stderr, warning) {
			t.Errorf("the build says %q, not %s", made.stderr, warning)
		}
		page := read(t, filepath.Join(dir, "public", "privacy", "index.html"))
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("the page lacks %s: %.500s", want, page)
			}
		}
	}
	warns("there are no words of the interface in the locale of the site, so that it speaks English",
		"<html lang=en dir=ltr>")
	write(t, french, "skip = \"Aller au texte\"\n")
	warns("layouts/_words/fr.toml has no words for absorbed, ", "<html lang=fr dir=ltr>", "Aller au texte", "History")
	write(t, filepath.Join(dir, "layouts", "_partials", "foot.html"), `{{ T "nowhere" }}`)
	if err := os.Remove(french); err != nil {
		t.Fatal(err)
	}
	c := run(t, "build", "-s", dir)
	if c.code == exitFine || !strings.Contains(c.stderr, `words of "nowhere", which there are not in the language "en"`) {
		t.Errorf("without an English word: %d, %s", c.code, c.stderr)
	}
}

// The letters that stand for a to z.
const (
	arabicLetters   = "ابتثجحخدذرزسشصضطظعغفقكلمنه"
	japaneseLetters = "アイウエオカキクケコサシスセソタチツテトナニヌネノハ"
)

// transliterate returns a function that puts other letters in the place of those of
// words; "" leaves them.
func transliterate(letters string) func(string) string {
	list := []rune(letters)
	return func(s string) string {
		return strings.Map(func(r rune) rune {
			switch {
			case len(list) == 0:
			case 'a' <= r && r <= 'z':
				return list[r-'a']
			case 'A' <= r && r <= 'Z':
				return list[r-'A']
			}
			return r
		}, s)
	}
}

// writeWords writes the words of a language: the English ones, transliterated.
func writeWords(t *testing.T, dir, lang string, forms []string, tr func(string) string) {
	t.Helper()
	var table map[string]any
	if err := toml.Unmarshal([]byte(read(t, filepath.Join("..", words.Dir, "en.toml"))), &table); err != nil {
		t.Fatal(err)
	}
	keep := regexp.MustCompile(`\{\{.*?\}\}|<[^>]*>`)
	whole := func(s string) string {
		var b strings.Builder
		at := 0
		for _, m := range keep.FindAllStringIndex(s, -1) {
			b.WriteString(tr(s[at:m[0]]) + s[m[0]:m[1]])
			at = m[1]
		}
		return b.String() + tr(s[at:])
	}
	for key, value := range table {
		switch value := value.(type) {
		case string:
			table[key] = whole(value)
		case map[string]any:
			all := map[string]string{}
			for _, form := range forms {
				all[form] = whole(value["other"].(string))
			}
			table[key] = all
		}
	}
	data, err := toml.Marshal(table)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, words.Dir, lang+".toml"), string(data))
}

// eventful gives a site a policy to which all has happened that pages tell of. tr has the
// letters in which it is written.
func eventful(t *testing.T, dir string, tr func(string) string) {
	t.Helper()
	command := func(args ...string) { must(t, append(args, "-s", dir)...) }
	write(t, filepath.Join(dir, "capture.html"), "<!doctype html><html><head><title>"+tr("Datenschutz")+"</title></head>"+
		"<body><nav><a href=\"/\">"+tr("Start")+"</a></nav><main><h1>"+tr("Datenschutz bei uns")+"</h1>"+
		"<p>"+tr("Wir nehmen den Schutz Ihrer Daten ernst und halten uns an alle Gesetze, und zwar immer.")+"</p>"+
		"<h2>1. "+tr("Daten")+"</h2><p>"+tr("Wir speichern Ihren Namen.")+"</p>"+
		"<h2>"+tr("Kontakt")+"</h2><p>"+tr("Schreiben Sie uns.")+"</p>"+
		"<p><a href=\"javascript:go()\">"+tr("Weiter")+"</a></p></main></body></html>")
	command("import", "file", "privacy", filepath.Join(dir, "capture.html"), "--captured", "2012-03-01",
		"--original", "https://old.example/privacy", "--accept", "--quiet")

	// freeze makes a version on a day of a text with what its front matter declares.
	freeze := func(day, effective, class, summary string, parts ...string) {
		front := "---\neffective: " + effective + "\n"
		if class != "" {
			front += "class: " + class + "\n"
		}
		if summary != "" {
			front += "summary: " + tr(summary) + "\n"
		}
		write(t, filepath.Join(dir, "content", "privacy", "policy.md"), front+"---\n"+strings.Join(parts, "\n\n")+"\n")
		if day != "" {
			command("snapshot", "privacy", "--now", day)
		}
	}
	title := "# " + tr("Datenschutz bei uns")
	intro := tr("Wir nehmen den Schutz Ihrer Daten ernst und halten uns an alle Gesetze, und zwar immer.")
	data := "## 1. " + tr("Daten") + "\n\n" + tr("Wir speichern Ihren Namen und die Anschrift.") + "\n\n" +
		"- " + tr("erstens das Alter") + "\n- " + tr("zweitens den Ort") + "\n\n" +
		tr("Mehr als das brauchen wir nicht und speichern wir auch nicht, solange Sie nicht zustimmen. ") +
		tr("Danach speichern wir es bis zum Ende, wenn Sie es wollen.")
	use := "## 2. " + tr("Verwendung") + "\n\n" + tr("Damit liefern wir Waren aus") + "[^1] " + tr("und schreiben Ihnen") +
		" [" + tr("hier") + "](https://a.example/).\n\n[^1]: " + tr("Mit der Post.")
	third := "## 3. " + tr("Dritte") + "\n\n" + tr("Dritten geben wir keine Daten weiter, die Sie uns anvertraut haben.") +
		"\n\n| " + tr("Wer") + " | " + tr("Was") + " |\n|---|---|\n| " + tr("Bote") + " | " + tr("Anschrift") + " |"
	contact := "## " + tr("Kontakt") + "\n\n" + tr("Schreiben Sie uns einen Brief, wenn Sie etwas wissen wollen.")
	replaced := func(text, old, new string) string { return strings.Replace(text, old, new, 1) }

	freeze("2018-05-25", "2018-05-25", "material", "Alles ist neu geschrieben.", title, intro, data, use, third, contact)
	freeze("2019-05-25", "2019-05-25", "", "", title, intro,
		replaced(data, tr("Namen"), "**"+tr("Namen")+"**"), replaced(use, "a.example", "b.example"), third, contact)
	freeze("2019-06-25", "2019-06-25", "editorial", "", title, intro, data, use, third, contact)
	freeze("2020-01-25", "2020-01-25", "editorial", "", title, intro, data, use, replaced(third, tr("Bote"), tr("Smith")),
		contact)
	data = replaced(data, tr("zustimmen. "), tr("zustimmen.")+"\n\n")
	freeze("2020-05-25", "2020-05-25", "clarification", "", title+" "+tr("jetzt"), intro,
		replaced(contact, tr("Kontakt"), tr("Anschrift")), replaced(data, "## 1.", "## 4."), use,
		replaced(third, tr("Bote"), tr("Post")))
	cookies := "## " + tr("Kekse") + "\n\n" + tr("Wir backen keine.")
	now := []string{title, intro, data, replaced(use, tr("Waren"), tr("Hefte")), cookies}
	freeze("2021-05-25", "2021-05-25", "material", "Kekse kommen dazu.", now...)
	next := func(day, effective, word string) {
		plan := "## " + tr("Plan "+word) + "\n\n" + tr("Er gilt "+word+" sicher.")
		freeze(day, effective, "material", "Der Plan gilt "+word+".", append(slices.Clone(now), plan)...)
	}
	next("2026-06-01", "2026-09-01", "bald")
	next("2026-06-10", "2026-09-01", "sofort")
	next("2026-07-01", "2027-01-01", "nie")
	command("withdraw", "privacy", "2027-01-01", "--reason", tr("Der Plan ist gestrichen."), "--now", "2026-07-02")
	command("correct", "privacy", "2019-06-25", "--wrong", tr("Das Datum der Änderung."), "--right",
		tr("Einen Tag später."), "--effective", "2019-06-26", "--now", "2026-07-02")
	command("redact", "privacy", "2020-01-25", "--reason", tr("Ein Mensch stand darin."), "--authority", tr("Das Gericht"),
		"--confirm", "2020-01-25", "--now", "2026-07-02")
	next("2026-07-02", "2027-03-01", "danach")
	next("", "2027-05-01", "einst") // a draft
}

// onlyEnglish finds words that the English file has and the German one has not.
func onlyEnglish(t *testing.T) *regexp.Regexp {
	t.Helper()
	word := regexp.MustCompile(`\pL{2,}`)
	said := func(lang string) map[string]bool {
		all := map[string]bool{}
		var table map[string]any
		if err := toml.Unmarshal([]byte(read(t, filepath.Join("..", words.Dir, lang+".toml"))), &table); err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprint(slices.Collect(maps.Values(table)))
		text = regexp.MustCompile(`\{\{.*?\}\}|<[^>]*>`).ReplaceAllString(text, " ")
		for _, w := range word.FindAllString(text, -1) {
			all[strings.ToLower(w)] = true
		}
		return all
	}
	english, german := said("en"), said("de")
	var list []string
	for w := range english {
		if !german[w] {
			list = append(list, w)
		}
	}
	if len(list) < 200 {
		t.Fatalf("only %d words are English alone", len(list))
	}
	return regexp.MustCompile(`(?i)(?:^|[^\pL\pN])(?:` + strings.Join(list, "|") + `)(?:$|[^\pL\pN])`)
}

// latin finds words in Latin letters.
var latin = regexp.MustCompile(`[A-Za-z]{2,}`)

// ownNames are what is called so in every language, and names of files.
var ownNames = regexp.MustCompile(`\bAtom\b|\bJSON Feed\b|\bSHA-256\b|\bpolicy\.md\b|` +
	`\b(?:withdrawal|correction|redaction)\.json\b|` +
	`privacy\.example\.org\\n\d+\\n[A-Za-z0-9+/]+=(?:\\n)?|` + // a checkpoint in a calendar
	`https?://\S+|\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z\b`)

// readAll reads every word on a site.
func readAll(t *testing.T, public, lang, direction string, english *regexp.Regexp) {
	t.Helper()
	pages, told := 0, map[string]bool{}
	check := func(name, where, text string) {
		if found := english.FindString(ownNames.ReplaceAllString(text, "")); found != "" && !told[where+text] {
			told[where+text] = true
			t.Errorf("%s: %s has the English %q: %.200s", name, where, strings.TrimSpace(found), text)
		}
	}
	err := filepath.WalkDir(public, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, _ := filepath.Rel(public, file)
		say := func(where, text string) { check(name, where, text) }
		switch text := read(t, file); {
		case strings.HasSuffix(name, ".html"):
			pages++
			readHTML(t, name, text, lang, direction, say)
		case strings.HasSuffix(name, ".css"):
			for _, m := range regexp.MustCompile(`content:\s*"([^"]*)"`).FindAllStringSubmatch(text, -1) {
				say("content", m[1])
			}
		case strings.HasSuffix(name, ".ics"):
			for _, line := range strings.Split(strings.ReplaceAll(text, "\r\n ", ""), "\r\n") {
				key, value, _ := strings.Cut(line, ":")
				if slices.Contains([]string{"SUMMARY", "DESCRIPTION", "X-WR-CALNAME", "NAME"}, key) {
					say(key, value)
				}
			}
		case strings.HasSuffix(name, "atom.xml"):
			readAtom(t, name, text, lang, say)
		case strings.HasSuffix(name, "feed.json"):
			readJSONFeed(t, text, lang, say)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if pages < 55 {
		t.Errorf("only %d pages were read", pages)
	}
}

// said are the attributes that a reader meets.
var saidIn = []string{"title", "aria-label", "alt", "placeholder", "label", "data-title", "data-printed", "data-place", "data-none",
	"data-done", "data-failed", "data-introduction"}

// filledIn are the names of what a script puts into words.
var filledIn = regexp.MustCompile(`\{[a-z]+\}`)

// readHTML reads a page, but for what says that it is in another language.
func readHTML(t *testing.T, name, text, lang, direction string, say func(where, text string)) {
	t.Helper()
	root, err := html.ParseWithOptions(strings.NewReader(text), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		attributes := map[string]string{}
		for _, a := range n.Attr {
			attributes[a.Key] = a.Val
		}
		switch {
		case n.Type == html.TextNode:
			say("text", n.Data)
		case n.Type == html.DoctypeNode:
			return
		case n.Data == "html" && name != "" && (attributes["lang"] != lang || attributes["dir"] != direction):
			t.Errorf("%s is in %s, %s", name, attributes["lang"], attributes["dir"])
		case n.Data == "script", n.Data == "style", n.Data == "code", attributes["translate"] == "no",
			n.Data != "html" && attributes["lang"] == "en":
			return
		case n.Data == "meta" && (attributes["name"] == "description" || strings.HasPrefix(attributes["property"], "og:")):
			say("meta", attributes["content"])
		}
		for _, key := range saidIn {
			say(key, attributes[key])
		}
		if data := attributes["data-words"]; data != "" {
			var all map[string]any
			if err := json.Unmarshal([]byte(data), &all); err != nil {
				t.Fatal(err)
			}
			for _, key := range []string{"elements", "blocks", "inner", "own", "text"} { // which are no words
				delete(all, key)
			}
			leaves(all, func(text string) { say("data-words", filledIn.ReplaceAllString(text, "")) })
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
}

// leaves are the texts in a value of JSON.
func leaves(value any, say func(string)) {
	switch value := value.(type) {
	case string:
		say(value)
	case []any:
		for _, v := range value {
			leaves(v, say)
		}
	case map[string]any:
		for _, v := range value {
			leaves(v, say)
		}
	}
}

func readAtom(t *testing.T, name, text, lang string, say func(where, text string)) {
	t.Helper()
	var feed struct {
		Lang    string `xml:"lang,attr"`
		Title   string `xml:"title"`
		Author  string `xml:"author>name"`
		Entries []struct {
			Title   string `xml:"title"`
			Summary string `xml:"summary"`
			Content string `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(text), &feed); err != nil {
		t.Fatal(err)
	}
	least := 7
	if strings.Contains(name, "/sections/") || strings.Contains(name, "/corrections/") {
		least = 1
	}
	if feed.Lang != lang || len(feed.Entries) < least {
		t.Errorf("%s: a feed in %s with %d entries", name, feed.Lang, len(feed.Entries))
	}
	say("feed", feed.Title+" "+feed.Author)
	for _, e := range feed.Entries {
		say("entry", e.Title+" "+e.Summary)
		readHTML(t, "", e.Content, lang, "", say)
	}
}

func readJSONFeed(t *testing.T, text, lang string, say func(where, text string)) {
	t.Helper()
	var feed struct {
		Title, Language string
		Items           []struct {
			Title, Summary string
			Content        string `json:"content_html"`
		}
	}
	if err := json.Unmarshal([]byte(text), &feed); err != nil {
		t.Fatal(err)
	}
	if feed.Language != lang || len(feed.Items) < 7 {
		t.Errorf("a feed in %s with %d items", feed.Language, len(feed.Items))
	}
	say("feed", feed.Title)
	for _, e := range feed.Items {
		say("item", e.Title+" "+e.Summary)
		readHTML(t, "", e.Content, lang, "", say)
	}
}
