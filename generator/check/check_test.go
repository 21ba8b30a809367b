package check

import (
	"strings"
	"testing"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// sound is a text in which no rule finds anything; each test breaks one thing.
const sound = `---
title: Privacy
effective: 2024-02-01
class: clarification
summary: We say more clearly what we collect.
layout: legal
---

# Privacy

Anvil runs two shops ("Shops"). These Shops are small. (See "What we collect" below.)

## What we collect

We collect your name; see [our help](https://anvil.example/help) and [https://anvil.example/terms](https://anvil.example/terms).

**Cookies.** None. That shops are open does not change this.

## Contact

Write to [smith@anvil.example](mailto:smith@anvil.example). (See "Cookies" above.)
`

// parse makes a draft of a text, as the commands do.
func parse(source string) Draft {
	doc := policy.Parse("policy.md", []byte(source))
	lineage.New().Add(doc, nil)
	return Draft{Doc: doc, Source: []byte(source), Today: "2024-01-01"}
}

func TestSoundText(t *testing.T) {
	for _, f := range Run(parse(sound)) {
		t.Error(f)
	}
}

func TestRules(t *testing.T) {
	for _, test := range []struct {
		name, old, new string
		want           string // the only finding
	}{
		{"YAML", "title: Privacy", "title: \"Privacy", "policy.md:2:8: error: the front matter is not valid YAML"},
		{"date", "2024-02-01", "2024-02-30", `policy.md:3:1: error: effective: "2024-02-30" is not a date`},
		{"class", "class: clarification", "class: tiny", `policy.md:4:1: error: class: "tiny" is none of`},
		{"slip in a key", "effective:", "efective:", `policy.md:3:1: warning: the front matter has a key "efective" that means nothing here; write "effective", if that is what is meant [front-matter-key]`},
		{"key in capitals", "summary:", "Summary:", `policy.md:5:1: warning: the front matter has a key "Summary"`},
		{"no end", "layout: legal\n---", "layout: legal\n", `policy.md:1:1: error: the front matter begins here and never ends; close it with a line "---" [front-matter]`},
		{"not UTF-8", "small", "sm\xe4ll", `policy.md:11:51: error: the byte 0xE4 is not UTF-8; save the file as UTF-8 [encoding]`},
		{"zero byte", "small", "sm\x00ll", `policy.md:11:51: error: the file holds a zero byte`},
		{"lost letter", "small", "sm\uFFFDll", `policy.md:11:51: warning: a character was lost in a conversion`},
		{"ids", "## What we collect\n", "## What we collect {#x}\n\n### Again {#x}\n", `error: the id #x is already that of the section “What we collect”`},
		{"reference", `(See "What we collect" below.)`, `(See "What we collected" below.)`, `policy.md:11:61: warning: the text refers to “What we collected”, but the section is called “What we collect”; write “What we collect” [reference]`},
		{"dangling reference", `(See "What we collect" below.)`, `(See "Anvil Repairs" below.)`, `warning: the text refers to “Anvil Repairs”, and no section is called so`},
		{"agreement", "These Shops are", "This Shops is", "policy.md:11:33: warning: “This Shops”: “Shops” is defined as a plural; write “These Shops” and the plural of the verb [agreement]"},
		{"no encryption", "https://anvil.example/help", "http://anvil.example/help", "warning: “our help” leads to an address without encryption: http://anvil.example/help; write https [insecure-link]"},
		{"web archive", "https://anvil.example/help", "https://web.archive.org/web/2016/https://anvil.example/help", "warning: “our help” leads into a web archive"},
		{"link text", "(https://anvil.example/terms)", "(https://anvil.example/conditions)", "warning: the text shows https://anvil.example/terms, but the link leads to https://anvil.example/conditions"},
		{"no address", "(https://anvil.example/help)", "(https://anvil.example:x/help)", "warning: the link of “our help” is no address"},
		{"nobody to write to", "Write to [smith@anvil.example](mailto:smith@anvil.example).", "Write to us.", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(sound, test.old) {
				t.Fatalf("the text has no %q", test.old)
			}
			list := Run(parse(strings.Replace(sound, test.old, test.new, 1)))
			if test.want == "" { // a page for messages is enough
				if len(list) != 0 {
					t.Errorf("found %v", list)
				}
				return
			}
			if len(list) == 0 || !strings.Contains(list[0].String(), test.want) {
				t.Fatalf("found %v, want %s", list, test.want)
			}
			if len(list) > 1 && test.name != "no end" {
				t.Errorf("one thing is broken, and more is found: %v", list)
			}
		})
	}
}

func TestContact(t *testing.T) {
	for text, found := range map[string]bool{
		"Write to us.":                           true,
		"Write to a@example.org.":                false,
		"Write to dpo[at]example[dot]org.":       false,
		"Use [our form](/contact).":              false,
		"[Write](https://support.example.org/x)": false,
		"See [our page](https://example.org/).":  true,
	} {
		got := false
		for _, f := range Run(parse("# Privacy\n\n## One\n\n" + text + "\n")) {
			got = got || f.Rule == "contact"
		}
		if got != found {
			t.Errorf("%s: found %t", text, got)
		}
	}
}

func TestEmpty(t *testing.T) {
	for _, source := range []string{"", "\n\n", "---\ntitle: Privacy\n---\n"} {
		if list := Worst(Run(parse(source))); len(list) != 1 || list[0].Rule != "empty" {
			t.Errorf("%q: found %v", source, list)
		}
	}
}

// What the front matter says of the version before must not be said of this one.
func TestStale(t *testing.T) {
	changed := parse(strings.Replace(sound, "two shops", "three shops", 1))
	changed.Previous, changed.Today = parse(sound).Doc, "2024-03-01"
	rules := func(d Draft) string {
		var s []string
		for _, f := range Run(d) {
			s = append(s, string(f.Severity)+" "+f.Position.String()+" "+f.Rule)
		}
		return strings.Join(s, "\n")
	}
	if got, want := rules(changed), "error policy.md:3:1 stale-front-matter\nerror policy.md:5:1 stale-front-matter"; got != want {
		t.Errorf("found\n%s", got)
	}
	given := changed
	given.EffectiveGiven, given.SummaryGiven = true, true
	if got := rules(given); got != "" {
		t.Errorf("overruled, found\n%s", got)
	}
	early := changed
	early.Today = "2024-01-01"
	if got, want := rules(early), "error policy.md:5:1 stale-front-matter"; got != want {
		t.Errorf("before its day, found\n%s", got)
	}
	same := parse(sound)
	same.Previous, same.Today = parse(sound).Doc, "2024-03-01"
	if got := rules(same); got != "" {
		t.Errorf("unchanged, found\n%s", got)
	}
}

func TestContradictionHasItsPlace(t *testing.T) {
	d := parse(sound)
	d.Contradiction = "declared clarification, but no word of the text changed"
	list := Run(d)
	if len(list) != 1 || list[0].Severity != Error || list[0].Position.Line != 4 {
		t.Errorf("found %v", list)
	}
}

// Other tools' keys, and words that are no section's name, are no findings.
func TestNoFalseAlarm(t *testing.T) {
	for _, text := range []string{
		"For the purposes of this Section, \"you\" shall refer to you.",
		"See \"Cookies\" below.\n\n**Cookies.** We use none.",
		"We run shops (\"Shops\"). See \"Shops\" above.",
		"We run sites (\"Sites\"). The Sites are fine, and this Sites policy holds.",
		"Our address (\"Address\") is here. This Address is ours.",
		"[example.org](https://example.org/)",
		"[https://example.org](https://example.org/)",
		"[https://example.org/a](https://EXAMPLE.org/a/)",
		"[privacy](/privacy) [top](#one)",
	} {
		for _, f := range Run(parse("---\nlayout: x\ndate: 2024-01-01\ntags: [a]\n---\n# Privacy\n\n## One\n\n" + text + " Write to a@example.org.\n")) {
			t.Errorf("%s\n%s", text, f)
		}
	}
}
