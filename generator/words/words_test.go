package words_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/words"
)

// folderOf is a site with files of words.
func folderOf(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(words.Dir), name+".toml")
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func load(t *testing.T, locale string, files map[string]string) *words.Set {
	t.Helper()
	all, err := words.LoadAlone(folderOf(t, files), locale, "")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const english = `greeting = "Hello, {{ .name }} & all"
listSeparator = ", "
[days]
one = "1 day"
other = "{{ .n }} days"
`

// TestNearestLanguage: a language, or what it is a kind of, else that of the site, else English.
func TestNearestLanguage(t *testing.T) {
	files := map[string]string{"en": english, "fr": english, "pt": english, "pt-BR": english, "zh-Hant": english}
	for _, test := range []struct{ site, text, own, beside string }{
		{"en-GB", "fr-CA", "en", "fr"},
		{"fr", "pt-BR", "fr", "pt-BR"},
		{"fr", "pt-AO", "fr", "pt"},
		{"fr", "zh", "fr", "fr"},
		{"fr", "zh-TW", "fr", "zh-Hant"},
		{"pt", "pt-PT", "pt", "pt"},
		{"ja", "ja", "en", "en"},
		{"en", "", "en", "en"},
		{"../en", "../fr", "en", "en"},
	} {
		all := load(t, test.site, files)
		if got := all.For(test.text); all.Site.Name != test.own || got.Name != test.beside || all.Err() != nil {
			t.Errorf("%s on a site in %s: %s on %s, %v", test.text, test.site, got.Name, all.Site.Name, all.Err())
		}
		if warned := len(all.Warnings) > 0; warned != (test.own == "en" && !strings.HasPrefix(test.site, "en")) {
			t.Errorf("a site in %s warns of %q", test.site, all.Warnings)
		}
	}
}

func TestDaysAndNumbers(t *testing.T) {
	for lang, want := range map[string]string{
		"en-GB": "4 November 2016, 1,240 days, ltr", "en-US": "November 4, 2016, 1,240 days, ltr",
		"de": "4. November 2016, 1.240 days, ltr",
		"ja": "2016年11月4日, 1,240 days, ltr", "ar": "4 نوفمبر 2016, 1,240 days, rtl",
	} {
		full := english
		for _, form := range []string{"zero", "two", "few", "many"} {
			full += form + " = \"{{ .n }} days\"\n"
		}
		l := load(t, lang, map[string]string{"en": english, "de": full, "ja": full, "ar": full}).Site
		if got := l.List(l.Date("2016-11-04"), l.Count("days", 1240), l.Direction); got != want {
			t.Errorf("%s: %s, not %s", lang, got, want)
		}
	}
	l := load(t, "en", map[string]string{"en": english}).Site
	if l.Date("some day") != "some day" || l.Count("days", 1) != "1 day" || l.List() != "" || l.List("a") != "a" {
		t.Error("what is no day, one day, and lists that need no separator")
	}
}

// TestIncomplete: languages of our own must be complete, others are completed.
func TestIncomplete(t *testing.T) {
	const short = "listSeparator = \"; \"\n[days]\nother = \"{{ .n }} x\"\n"
	dir := folderOf(t, map[string]string{"en": english, "de": short, "fr": short})
	all, err := words.LoadAlone(dir, "de", "")
	const want = "layouts/_words/de.toml has no words for days.one, greeting: add them, as layouts/_words/en.toml has them"
	if err == nil || err.Error() != want {
		t.Errorf("a German site: %v, %v", all, err)
	}
	all, err = words.LoadAlone(dir, "en", "")
	if err != nil {
		t.Fatal(err)
	}
	if all.For("de"); all.Err() == nil {
		t.Error("a German text on an English site is no error")
	}
	all, err = words.LoadAlone(dir, "fr", "")
	const warning = "layouts/_words/fr.toml has no words for days.one, greeting: "
	if err != nil || len(all.Warnings) != 1 || !strings.HasPrefix(all.Warnings[0], warning) {
		t.Fatalf("a French site warns of %q, %v", all.Warnings, err)
	}
	l := all.Site
	got := l.List(l.Say("greeting", map[string]any{"name": "<Ann>"}), l.Count("days", 1), l.Count("days", 3))
	if got != "Hello, <Ann> & all; 1 x; 3 x" || l.Err() != nil {
		t.Errorf("it says %q, %v", got, l.Err())
	}
}

func TestFaults(t *testing.T) {
	const file = "layouts/_words/fr.toml: "
	naem, dot := strings.Replace(english, ".name", ".naem", 1), strings.Replace(english, "{{ .n }}", "{{ . }}", 1)
	for want, files := range map[string]map[string]string{
		"layouts/_words/en.toml is missing":                    {"de": english},
		file + "greeting asks for naem, which it does not get": {"en": english, "fr": naem},
		file + "days asks for ., which it does not get":        {"en": english, "fr": dot},
		file + "greeting has no words":                         {"en": english, "fr": "greeting = \"\"\n"},
		file + "days has no words":                             {"en": english, "fr": "[days]\none = \"1\"\n"},
		file + "toml: ":                                        {"en": english, "fr": "greeting = Bonjour"},
		"layouts/_words/en.toml: toml: ":                       {"en": "greeting = Hello"},
	} {
		if _, err := words.LoadAlone(folderOf(t, files), "fr", ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, not %s", err, want)
		}
	}
	l := load(t, "en", map[string]string{"en": english}).Site
	for key, want := range map[string]string{
		"farewell": "layouts/_words/en.toml has no words for farewell", "greeting": "greeting asks for a value",
	} {
		l := load(t, "en", map[string]string{"en": english}).Site
		said := l.Say(key, map[string]any{})
		if said != "" || l.Err() == nil || !strings.Contains(l.Err().Error(), want) {
			t.Errorf("%s: %q, %v", key, said, l.Err())
		}
	}
	if l.Has("farewell") || !l.Has("listSeparator") || l.Err() != nil {
		t.Error("what it has")
	}
}

func TestSpeaks(t *testing.T) {
	l := load(t, "en-GB", map[string]string{"en": english}).Site
	for tag, want := range map[string]bool{"en": true, "en-US": true, "de": false, "": false, "ar": false} {
		if l.Speaks(tag) != want {
			t.Errorf("English speaks %q: %t", tag, !want)
		}
	}
}

// TestShipped: the languages that come with the generator are complete.
func TestShipped(t *testing.T) {
	for _, lang := range []string{"en", "de"} {
		all, err := words.LoadAlone("../..", lang, "")
		if err != nil || all.Site.Name != lang || len(all.Warnings) > 0 {
			t.Errorf("%s: %v", lang, err)
		}
	}
}

// TestDatePatterns: filled in, the patterns are how days are written, in whichever way
// a language or a site wants it.
func TestDatePatterns(t *testing.T) {
	for _, test := range []struct{ locale, format, want string }{
		{"en-GB", "", "{d} May {y}"},
		{"de", "", "{d}. Mai {y}"},
		{"en", "02.01.2006", "{dd}.05.{y}"},
		{"en", "Monday, 2 January 2006", "{y}-05-{dd}"}, // a weekday is no matter of the month
		{"en", "2 January 06", "{y}-05-{dd}"},
	} {
		set, err := words.LoadAlone("../..", test.locale, test.format)
		if err != nil {
			t.Fatal(err)
		}
		patterns := set.Site.DatePatterns()
		if len(patterns) != 12 || patterns[4] != test.want {
			t.Errorf("%s %q: %q, not %q", test.locale, test.format, patterns, test.want)
		}
	}
}

// TestOverridden: a site's file has the words that it changes, or a language of its own.
func TestOverridden(t *testing.T) {
	own := map[string]string{
		"en": "skip = \"Hop\"\nours = \"Ours\"\n", "de": "ours = \"Unsere\"\n", "fr": "skip = \"Sauter\"\n",
	}
	all, err := words.Load(folderOf(t, own), "en", "")
	if err != nil {
		t.Fatal(err)
	}
	english, german, french := all.Site, all.For("de"), all.For("fr")
	if got := english.Say("skip", nil) + english.Say("ours", nil) + french.Say("skip", nil); got != "HopOursSauter" {
		t.Errorf("the site says %q", got)
	}
	if said := english.Say("contents", nil); said == "" || french.Say("contents", nil) != said {
		t.Errorf("without words of its own the site says %q and %q", said, french.Say("contents", nil))
	}
	if said := german.Say("skip", nil); said == "" || said == "Hop" || all.Err() != nil {
		t.Errorf("in German it says %q, %v", said, all.Err())
	}
	if _, err := words.Load(folderOf(t, map[string]string{"de": "skip = Hallo"}), "en", ""); err == nil ||
		!strings.HasPrefix(err.Error(), "layouts/_words/de.toml: toml: ") {
		t.Errorf("a broken file: %v", err)
	}
}
