package pages

import (
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/changelog"
	"policyarchive/generator/schema"
	"policyarchive/generator/words"
)

// TestContradictions: what disagrees with a declared class is told in the language of
// the page.
func TestContradictions(t *testing.T) {
	for lang, wants := range map[string][]string{
		"en": {
			"",
			"Declared material, but: no word of the text changed.",
			"Declared editorial, but: words of substance changed: “may”, “must”.",
			"Declared editorial, but: 1 section added, 2 sections removed.",
			"Declared editorial, but: 1,200 clauses added.",
		},
		"de": {
			"",
			"Als wesentlich bezeichnet, aber: kein Wort des Textes wurde geändert.",
			"Als redaktionell bezeichnet, aber: Wörter von inhaltlichem Gewicht wurden geändert: „may“, „must“.",
			"Als redaktionell bezeichnet, aber: 1 Abschnitt hinzugekommen, 2 Abschnitte weggefallen.",
			"Als redaktionell bezeichnet, aber: 1.200 Absätze hinzugekommen.",
		},
	} {
		p := &pageBuilder{o: Options{Words: spoken(t)}, policy: schema.Policy{Dir: "ltr"}}
		p.speak(lang)
		for n, c := range []*changelog.Contradiction{
			nil, {Class: "material"}, {Class: "editorial", Words: []string{"may", "must"}},
			{Class: "editorial", Sections: true, Added: 1, Removed: 2}, {Class: "editorial", Added: 1200},
		} {
			e := &changelog.Entry{Step: &changelog.Step{Contradiction: c}}
			if got := p.contradiction(e); got != wants[n] {
				t.Errorf("%s: %q, not %q", lang, got, wants[n])
			}
		}
		if err := p.o.Words.Err(); err != nil {
			t.Error(err)
		}
	}
}

// TestRestorations: the note of a record is English, and its rule has words in every language.
func TestRestorations(t *testing.T) {
	p := &pageBuilder{o: Options{Words: spoken(t)}}
	for _, test := range []struct{ lang, rule, note, want string }{
		{"en", "space", "doubled blanks removed", "doubled blanks removed"},
		{"en", "link", "", "A link leads where it led when the text was published"},
		{"de", "space", "doubled blanks removed", "Überzählige Leerzeichen wurden entfernt"},
		{"de", "of-tomorrow", "something", "of-tomorrow"},
	} {
		p.speak(test.lang)
		if got := p.restoration(&archive.Restoration{Rule: test.rule, Note: test.note}); got != test.want {
			t.Errorf("%s in %s: %q, not %q", test.rule, test.lang, got, test.want)
		}
	}
}

// TestApart: what runs against the words around it stands between isolates.
func TestApart(t *testing.T) {
	p := &pageBuilder{o: Options{Words: spoken(t)}, policy: schema.Policy{Title: "سياسة", Dir: "rtl"}}
	p.speak("ar")
	if got := p.say("versionsOf"); p.words.Name != words.English || got != "\u2068سياسة\u2069: history" {
		t.Errorf("%q in %s", got, p.words.Name)
	}
}
