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
		{"ar", "rtl", "ابتثجحخدذرزسشصضطظعغفقكلمنه", []string{"zero", "one", "two", "few", "many", "other"}},
		{"ja", "ltr", "アイウエオカキクケコサシスセソタチツテトナニヌネノハ", []string{"other"}},
	} {
		t.Run(test.lang, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			tr := transliterate(test.letters)
			name := tr("Beispiel")
			if err := newSite(dir, `organisation = "Trakt"`, `organisation = "`+name+`"`, `title    = "Trakt privacy policy"`, `title    = "`+tr("Richtlinien")+`"`,
				`title = "Privacy policy"`, `title = "`+tr("Datenschutz")+`"`, `lang  = "en"`, `lang  = "`+test.lang+`"`, `locale   = "en-GB"`, `locale   = "`+test.lang+`"`); err != nil {
				t.Fatal(err)
			}
			english := latin
			if test.letters == "" {
				english = onlyEnglish(t)
			} else {
				writeWords(t, dir, test.lang, test.forms, tr)
			}
			eventful(t, dir, tr)
			for _, args := range [][]string{{"--now", "2026-07-03"}, {"--now", "2026-09-02"}, {"--now", "2026-07-03", "--drafts"}} {
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
	if err := newSite(dir, "[params.policies.privacy]\n", "[params.policies.terms]\nlang = \"ar\"\n[params.policies.cookies]\nlang = \"de-AT\"\n[params.policies.privacy]\n"); err != nil {
		t.Fatal(err)
	}
	eventful(t, dir, func(s string) string { return s })
	arabic := transliterate("ابتثجحخدذرزسشصضطظعغفقكلمنه")
	for policy, tr := range map[string]func(string) string{"terms": arabic, "cookies": func(s string) string { return s }} {
		for n, day := range []string{"2020-01-01", "2021-01-01"} {
			write(t, filepath.Join(dir, "content", policy, "policy.md"), "# "+tr("Bedingungen")+"\n\n"+strings.Repeat("## "+tr("Erstens")+"\n\n"+tr("Wir speichern nichts davon.")+"\n\n"+tr("Nie.")+"\n\n"+tr("Immer nicht.")+"\n\n", 2)+
				"## "+tr("Zweitens")+"\n\n"+tr([]string{"Alles ist alt.", "Alles ist neu."}[n])+"\n")
			must(t, "snapshot", policy, "-s", dir, "--now", day)
		}
	}
	must(t, "build", "-s", dir, "--now", "2026-07-03")
	public := filepath.Join(dir, "public")
	for page, want := range map[string][]string{
		"index.html":                                     {`<html lang=en-GB dir=ltr>`, `<a href=/cookies/ lang=de-AT>`, `<a href=/terms/ lang=ar dir=rtl>`, `In force since <time datetime=2021-01-01 title=2021-01-01>1 January 2021</time>`},
		"privacy/index.html":                             {`<html lang=en-GB dir=ltr>`, "Skip to the text"},
		"terms/index.html":                               {`<html lang=en-GB dir=ltr>`, `class=book dir=rtl`, `class=prose lang=ar dir=rtl`, `<span lang=en-GB dir=ltr>Unchanged since`, `<a class=permalink lang=en-GB`, "Skip to the text"},
		"terms/archive/2020-01-01/index.html":            {`<a class="now" lang="en-GB"`, `aria-label="Link to this section: ` + arabic("Erstens")},
		"terms/compare/2020-01-01/2021-01-01/index.html": {`<summary><span lang="en-GB" dir="ltr">2 sections without a change</span>`},
		"cookies/index.html":                             {`<html lang=de dir=ltr>`, `class=prose lang=de-AT`, "Zum Text springen", `Geändert am <time datetime=2021-01-01 title=2021-01-01>1. Januar 2021</time>`},
		"cookies/changelog/index.html":                   {`<html lang=de dir=ltr>`, "1. Januar 2021"},
		"cookies/changelog/atom.xml":                     {`xml:lang="de"`, "Änderungen</title>"},
		"terms/changelog/atom.xml":                       {`xml:lang="en-GB"`},
		"cookies/changelog/feed.json":                    {`"language":"de"`, `"title":"Bedingungen: Änderungen"`},
		"sitemap.xml":                                    {"https://privacy.example.org/cookies/", "https://privacy.example.org/privacy/", "https://privacy.example.org/terms/"},
		"404.html":                                       {`<html lang=en-GB dir=ltr>`},
	} {
		text := read(t, filepath.Join(public, filepath.FromSlash(page)))
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s lacks %s", page, w)
			}
		}
	}
	german := read(t, filepath.Join(public, "cookies", "compare", "index.html"))
	english := read(t, filepath.Join(public, "terms", "compare", "index.html"))
	if !strings.Contains(german, `"failed":"Die Texte konnten nicht geladen werden."`) || !strings.Contains(english, `"own":{"dir":"ltr","lang":"en-GB"}`) {
		t.Error("the scripts of the pages that compare speak other languages")
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
	eventful(t, dir, func(s string) string { return s })
	if made := must(t, "build", "-s", dir); !strings.Contains(made.stderr, "there are no words of the interface in the locale of the site, so that it speaks English") {
		t.Errorf("without French: %s", made.stderr)
	}
	if page := read(t, filepath.Join(dir, "public", "index.html")); !strings.Contains(page, "<html lang=en dir=ltr>") {
		t.Errorf("%.300s", page)
	}
	file := filepath.Join(dir, filepath.FromSlash(words.Dir), "fr.toml")
	write(t, file, "skip = \"Aller au texte\"\n")
	if made := must(t, "build", "-s", dir); !strings.Contains(made.stderr, "layouts/_words/fr.toml has no words for absorbed, ") {
		t.Errorf("with one word: %s", made.stderr)
	}
	if page := read(t, filepath.Join(dir, "public", "privacy", "index.html")); !strings.Contains(page, "<html lang=fr dir=ltr>") || !strings.Contains(page, "Aller au texte") || !strings.Contains(page, "All versions") {
		t.Errorf("%.500s", page)
	}
	own := filepath.Join(dir, filepath.FromSlash(words.Dir), "en.toml")
	write(t, own, strings.Replace(read(t, own), "skip = ", "skipped = ", 1))
	os.Remove(file)
	if c := run(t, "build", "-s", dir); c.code == exitFine || !strings.Contains(c.stderr, `words of "skip", which there are not in the language "en"`) {
		t.Errorf("without an English word: %d, %s", c.code, c.stderr)
	}
}

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
	if err := toml.Unmarshal([]byte(read(t, filepath.Join(dir, filepath.FromSlash(words.Dir), "en.toml"))), &table); err != nil {
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
	write(t, filepath.Join(dir, filepath.FromSlash(words.Dir), lang+".toml"), string(data))
}

// eventful gives a site a policy to which all has happened that pages tell of.
func eventful(t *testing.T, dir string, tr func(string) string) {
	t.Helper()
	text := func(front string, parts ...string) {
		write(t, filepath.Join(dir, "content", "privacy", "policy.md"), front+strings.Join(parts, "\n\n")+"\n")
	}
	title, intro := "# "+tr("Datenschutz bei uns"), tr("Wir nehmen den Schutz Ihrer Daten ernst und halten uns an alle Gesetze, die daf, und zwar immer.")
	data := "## 1. " + tr("Daten") + "\n\n" + tr("Wir speichern Ihren Namen und die Anschrift.") + "\n\n- " + tr("erstens das Alter") + "\n- " + tr("zweitens den Ort") + "\n\n" +
		tr("Mehr als das brauchen wir nicht und speichern wir auch nicht, solange Sie nicht zustimmen. Danach speichern wir es bis zum Ende, wenn Sie es wollen.")
	use := "## 2. " + tr("Verwendung") + "\n\n" + tr("Damit liefern wir Waren aus") + "[^1] " + tr("und schreiben Ihnen") + " [" + tr("hier") + "](https://a.example/).\n\n[^1]: " + tr("Mit der Post.")
	third := "## 3. " + tr("Dritte") + "\n\n" + tr("Dritten geben wir keine Daten weiter, die Sie uns anvertraut haben.") + "\n\n| " + tr("Wer") + " | " + tr("Was") + " |\n|---|---|\n| " + tr("Bote") + " | " + tr("Name") + " |"
	contact := "## " + tr("Kontakt") + "\n\n" + tr("Schreiben Sie uns einen Brief, wenn Sie etwas wissen wollen.")
	write(t, filepath.Join(dir, "capture.html"), "<!doctype html><html><head><title>"+tr("Datenschutz")+"</title></head><body><nav><a href=\"/\">"+tr("Start")+"</a></nav><main><h1>"+tr("Datenschutz bei uns")+"</h1><p>"+intro+
		"</p><h2>1. "+tr("Daten")+"</h2><p>"+tr("Wir speichern Ihren Namen.")+"</p><h2>"+tr("Kontakt")+"</h2><p>"+tr("Schreiben Sie uns.")+"</p><p><a href=\"javascript:go()\">"+tr("Weiter")+"</a></p></main></body></html>")
	must(t, "import", "file", "privacy", filepath.Join(dir, "capture.html"), "-s", dir, "--captured", "2012-03-01", "--original", "https://old.example/privacy", "--accept", "--quiet")
	summary := func(s string) string { return "summary: " + tr(s) + "\n" }
	text("---\neffective: 2018-05-25\nclass: material\n"+summary("Alles ist neu geschrieben.")+"---\n", title, intro, data, use, third, contact)
	must(t, "snapshot", "privacy", "-s", dir, "--now", "2018-05-25")
	text("---\neffective: 2019-05-25\n---\n", title, intro, strings.Replace(data, tr("Namen"), "**"+tr("Namen")+"**", 1), strings.Replace(use, "a.example", "b.example", 1), third, contact)
	must(t, "snapshot", "privacy", "-s", dir, "--now", "2019-05-25")
	text("---\neffective: 2019-06-25\nclass: editorial\n---\n", title, intro, data, use, third, contact)
	must(t, "snapshot", "privacy", "-s", dir, "--now", "2019-06-25")
	data = strings.Replace(data, "zustimmen. ", "zustimmen.\n\n", 1)
	moved := strings.Replace(contact, tr("Kontakt"), tr("Anschrift"), 1)
	text("---\neffective: 2020-05-25\nclass: clarification\n---\n", title+" "+tr("jetzt"), intro, moved, strings.Replace(data, "## 1.", "## 4.", 1), use, strings.Replace(third, tr("Bote"), tr("Post"), 1))
	must(t, "snapshot", "privacy", "-s", dir, "--now", "2020-05-25")
	now := []string{title, intro, data, strings.Replace(use, tr("Waren"), tr("Hefte"), 1), "## " + tr("Kekse") + "\n\n" + tr("Wir backen keine.")}
	text("---\neffective: 2021-05-25\nclass: material\n"+summary("Kekse kommen dazu.")+"---\n", now...)
	must(t, "snapshot", "privacy", "-s", dir, "--now", "2021-05-25")
	next := func(day, word string) {
		text("---\neffective: "+day+"\nclass: material\n"+summary("Der Plan gilt "+word+".")+"---\n", append(slices.Clone(now), "## "+tr("Plan "+word)+"\n\n"+tr("Er gilt "+word+" sicher."))...)
	}
	next("2026-09-01", "bald")
	must(t, "snapshot", "privacy", "-s", dir, "--now", "2026-06-01")
	next("2026-09-01", "sofort")
	must(t, "snapshot", "privacy", "-s", dir, "--now", "2026-06-10")
	next("2027-01-01", "nie")
	must(t, "snapshot", "privacy", "-s", dir, "--now", "2026-07-01")
	must(t, "withdraw", "privacy", "2027-01-01", "-s", dir, "--reason", tr("Der Plan ist gestrichen."), "--now", "2026-07-02")
	next("2027-03-01", "danach")
	must(t, "snapshot", "privacy", "-s", dir, "--now", "2026-07-02")
	next("2027-05-01", "einst")
}

// onlyEnglish finds words that the English file has and the German one has not.
func onlyEnglish(t *testing.T) *regexp.Regexp {
	t.Helper()
	word := regexp.MustCompile(`\pL{2,}`)
	said := func(lang string) map[string]bool {
		all := map[string]bool{}
		var table map[string]any
		if err := toml.Unmarshal([]byte(read(t, filepath.Join("..", filepath.FromSlash(words.Dir), lang+".toml"))), &table); err != nil {
			t.Fatal(err)
		}
		text := regexp.MustCompile(`\{\{.*?\}\}|<[^>]*>`).ReplaceAllString(fmt.Sprint(slices.Collect(maps.Values(table))), " ")
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
var ownNames = regexp.MustCompile(`\bAtom\b|\bJSON Feed\b|\bSHA-256\b|\bpolicy\.md\b|\bwithdrawal\.json\b|https?://\S+|\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z\b`)

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
				if key, value, _ := strings.Cut(line, ":"); slices.Contains([]string{"SUMMARY", "DESCRIPTION", "X-WR-CALNAME", "NAME"}, key) {
					say(key, value)
				}
			}
		case strings.HasSuffix(name, "atom.xml"):
			readAtom(t, text, lang, say)
		case strings.HasSuffix(name, "feed.json"):
			readJSONFeed(t, text, lang, say)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if pages < 60 {
		t.Errorf("only %d pages were read", pages)
	}
}

// said are the attributes that a reader meets.
var saidIn = []string{"title", "aria-label", "alt", "placeholder", "label", "data-title"}

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
		case n.Data == "script", n.Data == "style", n.Data == "code", n.Data != "html" && attributes["lang"] == "en":
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
			for _, key := range []string{"elements", "blocks", "inner", "own", "textLang"} { // which are no words
				delete(all, key)
			}
			leaves(all, func(text string) { say("data-words", text) })
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

func readAtom(t *testing.T, text, lang string, say func(where, text string)) {
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
	if feed.Lang != lang || len(feed.Entries) < 7 {
		t.Errorf("a feed in %s with %d entries", feed.Lang, len(feed.Entries))
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
