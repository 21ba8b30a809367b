package check

import (
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/draft"
	"policyarchive/generator/history"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
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

// parse makes a subject of a text, as the commands do.
func parse(source string) *subject {
	text := textOf(lineage.New(), []byte(source))
	return newSubject(&draft.Draft{Policy: "privacy", Text: text, Today: "2024-01-01"}, Options{Limits: Defaults()})
}

// textOf is a text that a tracker follows.
func textOf(tracker *lineage.Tracker, source []byte) draft.Text {
	text := draft.Text{Doc: policy.Parse("policy.md", source), Source: source, Tracker: tracker}
	tracker.Add(text.Doc, nil)
	return text
}

// follow makes a subject of a text that follows a version.
func follow(before, source string) *subject {
	was := textOf(lineage.New(), []byte(before))
	d := &draft.Draft{Policy: "privacy", Today: "2024-01-01", Previous: versionOf(was.Doc, "2023-12-01"), Base: &was}
	d.History = &history.History{Policy: "privacy", Versions: []*history.Version{d.Previous}}
	d.Text = textOf(was.Tracker.Clone(), []byte(source))
	d.Comparison = weave.Compare(was.Doc, d.Doc)
	return newSubject(d, Options{Limits: Defaults()})
}

// versionOf is a version that has been in force since a day.
func versionOf(doc *policy.Document, day string) *history.Version {
	name := archive.Name{Date: day, Ordinal: 1}
	v := &archive.Version{Policy: "privacy", Name: name,
		Record: archive.Record{Policy: "privacy", Version: name, Effective: day}}
	outline := &history.Outline{Text: doc.Digest}
	for _, s := range doc.Sections {
		outline.Sections = append(outline.Sections,
			history.Heading{Lineage: s.Lineage, Title: s.Title, Headed: s.Heading >= 0})
	}
	return &history.Version{Version: v, Doc: doc, Outline: outline, State: history.InForce}
}

// found runs the rules.
func found(s *subject) []Finding {
	list, _ := Run(s.Draft, s.Options, true)
	return list
}

// foundNew runs the rules, and leaves out what the text before had as well.
func foundNew(s *subject) []Finding {
	list, _ := Run(s.Draft, s.Options, false)
	return list
}

// change replaces parts of a text, each of which must be there: old, new, old, new …
func change(t *testing.T, text string, parts ...string) string {
	t.Helper()
	for i := 0; i < len(parts); i += 2 {
		if !strings.Contains(text, parts[i]) {
			t.Fatalf("the text has no %q", parts[i])
		}
		text = strings.Replace(text, parts[i], parts[i+1], 1)
	}
	return text
}

func TestSoundText(t *testing.T) {
	for _, f := range found(parse(sound)) {
		t.Error(f)
	}
	for _, f := range found(follow(sound, sound)) {
		t.Error(f)
	}
}

func TestContact(t *testing.T) {
	for text, want := range map[string]bool{
		"Write to us.":                           true,
		"Write to a@example.org.":                false,
		"Write to dpo[at]example[dot]org.":       false,
		"Use [our form](/contact).":              false,
		"[Write](https://support.example.org/x)": false,
		"See [our page](https://example.org/).":  true,
	} {
		got := false
		for _, f := range found(parse("# Privacy\n\n## One\n\n" + text + "\n")) {
			got = got || f.Rule == "contact"
		}
		if got != want {
			t.Errorf("%s: found %t", text, got)
		}
	}
}

func TestEmpty(t *testing.T) {
	for _, source := range []string{"", "\n\n", "---\ntitle: Privacy\n---\n"} {
		if list := worst(found(parse(source))); len(list) != 1 || list[0].Rule != "empty" {
			t.Errorf("%q: found %v", source, list)
		}
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
		for _, f := range found(parse("---\nlayout: x\ndate: 2024-01-01\ntags: [a]\n---\n# Privacy\n\n## One\n\n" + text +
			" Write to a@example.org.\n")) {
			t.Errorf("%s\n%s", text, f)
		}
	}
}

// worst returns the errors.
func worst(list []Finding) []Finding {
	return slices.DeleteFunc(list, func(f Finding) bool { return f.Severity != Error })
}
