package check

import "sync"

// Rule is one thing that is looked for. RULES.md has an entry for each.
type Rule struct {
	Name     string
	Severity Severity // of its findings; some are milder
	// English: it knows that language only, and is silent about texts in others.
	English bool
	// Change: it judges what changed since the version before, not a text by itself.
	Change bool
	// Fixed: it protects the archive, and cannot be waived.
	Fixed bool
	// Freeze: its errors stop a snapshot, too.
	Freeze bool
	// Always: its errors are reported of a text as it is, whether they stood there before
	// the change or not, and cannot be waived: no new version may have them.
	Always bool

	find func(d *subject) []Finding // nil for rules about the archive
}

// Rules are all rules, by theme.
func Rules() []Rule {
	return []Rule{
		// The archive: see record.go.
		{Name: "archive-changed", Severity: Error, Fixed: true},
		{Name: "archive-gone", Severity: Error, Fixed: true},
		{Name: "archive-added", Severity: Error, Fixed: true},
		{Name: "manifest", Severity: Error, Fixed: true},
		{Name: "log", Severity: Error, Fixed: true},
		{Name: "handmade-snapshot", Severity: Error, Fixed: true},
		{Name: "backdated", Severity: Warning, Fixed: true},
		{Name: "imported", Severity: Note, Fixed: true},
		{Name: "text-gone", Severity: Warning, Fixed: true},
		{Name: "withdrawal", Severity: Note, Fixed: true},
		{Name: "late-withdrawal", Severity: Error, Fixed: true},
		{Name: "correction", Severity: Note, Fixed: true},
		{Name: "redaction", Severity: Warning, Fixed: true},
		{Name: "missing-snapshot", Severity: Error, Fixed: true, find: missingSnapshot},
		{Name: "limit", Severity: Error, Fixed: true},

		// The file.
		{Name: "policy-name", Severity: Error, Freeze: true, Always: true, find: policyName},
		{Name: "encoding", Severity: Error, Freeze: true, Always: true, find: encoding},
		{Name: "damage", Severity: Warning, find: damage},
		{Name: "language", Severity: Warning, find: otherLanguage},
		{Name: "front-matter", Severity: Error, Freeze: true, Always: true, find: frontMatter},
		{Name: "front-matter-key", Severity: Warning, find: unknownKeys},
		{Name: "empty", Severity: Error, Freeze: true, find: emptyText},
		{Name: "placeholder", Severity: Error, Freeze: true, find: placeholders},
		{Name: "template", Severity: Error, Freeze: true, find: templates},
		{Name: "remark", Severity: Error, Freeze: true, find: remarks},
		{Name: "footnote", Severity: Error, find: footnotes},
		{Name: "dialect", Severity: Warning, find: dialects},

		// Promises.
		{Name: "reserved-id", Severity: Error, Freeze: true, Always: true, find: reservedIDs},
		{Name: "duplicate-id", Severity: Error, Freeze: true, find: duplicateIDs},
		{Name: "taken-id", Severity: Error, find: takenIDs},
		{Name: "lost-anchor", Severity: Warning, Change: true, find: lostAnchors},
		{Name: "fragment", Severity: Error, find: fragments},
		{Name: "site-link", Severity: Error, find: siteLinks},
		{Name: "reference", Severity: Error, find: references},
		{Name: "renumbered-reference", Severity: Error, Change: true, find: renumberedReferences},
		{Name: "link", Severity: Error, find: brokenLinks},
		{Name: "archived-link", Severity: Warning, find: archivedLinks},
		{Name: "insecure-link", Severity: Warning, find: insecureLinks},
		{Name: "link-text", Severity: Warning, find: linkTexts},

		// Dates.
		{Name: "stale-front-matter", Severity: Error, Change: true, Freeze: true, find: stale},
		{Name: "stated-date", Severity: Error, Change: true, find: statedDates},
		{Name: "date-order", Severity: Error, find: dateOrder},
		{Name: "notice", Severity: Error, Change: true, find: notice},
		{Name: "review", Severity: Warning, find: review},

		// The declared class.
		{Name: "class", Severity: Error, Change: true, Freeze: true, find: contradiction},
		{Name: "substance", Severity: Error, Change: true, find: substance},
		{Name: "no-class", Severity: Warning, Change: true, find: noClass},
		{Name: "no-summary", Severity: Warning, Change: true, find: noSummary},

		// Definitions.
		{Name: "undefined-term", Severity: Warning, find: undefinedTerms},
		{Name: "defined-twice", Severity: Warning, find: definedTwice},
		{Name: "unused-definition", Severity: Warning, find: unusedDefinitions},
		{Name: "changed-definition", Severity: Note, Change: true, find: changedDefinitions},
		{Name: "agreement", Severity: Warning, English: true, find: agreement},

		// The language of the law.
		{Name: "vague", Severity: Warning, English: true, find: vague},
		{Name: "check-back", Severity: Warning, English: true, find: checkBack},
		{Name: "notice-by-posting", Severity: Warning, English: true, find: noticeByPosting},
		{Name: "contact", Severity: Warning, find: contact},

		// Reading.
		{Name: "long-sentence", Severity: Warning, find: longSentences},
		{Name: "readability", Severity: Warning, English: true, Change: true, find: readability},
		{Name: "heading-level", Severity: Warning, find: headingLevels},
		{Name: "link-words", Severity: Warning, find: linkWords},
		{Name: "image-text", Severity: Warning, find: imageTexts},

		// Translations.
		{Name: "translation-source", Severity: Error, find: translationSource},
		{Name: "stale-translation", Severity: Warning, find: staleTranslation},

		// Waivers: see waiver.go.
		{Name: "waiver", Severity: Error},
		{Name: "unused-waiver", Severity: Warning},
	}
}

// RuleNamed returns the rule of a name; false if there is none.
func RuleNamed(name string) (Rule, bool) {
	r, known := rulesByName()[name]
	return r, known
}

var rulesByName = sync.OnceValue(func() map[string]Rule {
	rules := map[string]Rule{}
	for _, r := range Rules() {
		rules[r.Name] = r
	}
	return rules
})
