package check

import (
	"slices"
	"strings"
	"testing"
)

// rulesOf are the rules that speak of a text.
func rulesOf(source string) []string {
	var list []string
	for _, f := range found(parse(source)) {
		list = append(list, f.Rule)
	}
	return list
}

// Words that are typed or said are quoted, too, and define nothing; names are
// defined in lower case as well.
func TestQuotedExamplesDefineNothing(t *testing.T) {
	const text = "---\nlang: en\n---\n\n# Privacy\n\n## Search\n\nWe keep what you search for (%s) for a day. The harbour keeps no more than that.\n"
	for quoted, want := range map[string]bool{
		"“ferries to the island today”": false, `e.g. “when is high tide”`: false, `"how to moor a boat"`: false,
		"“Search Terms”": true, "the “Terms of a Search”": true,
	} {
		if got := slices.Contains(rulesOf(strings.Replace(text, "%s", quoted, 1)), "unused-definition"); got != want {
			t.Errorf("%s: a definition that nobody uses: %t, not %t", quoted, got, want)
		}
	}
}

// Content that somebody posts, and what is granted with it, is no change of a
// text; and a service that tells its users is another way than the page.
func TestNoticeByPostingMeansNotices(t *testing.T) {
	const text = "---\nlang: en\n---\n\n# Terms\n\n## Changes\n\n%s\n"
	for sentence, want := range map[string]bool{
		"We will notify you of changes by posting the new text here.":                                                                         true,
		"We may change these terms by publishing a revised version on this page.":                                                             true,
		"By posting a photograph you grant us the right to copy, modify and show it.":                                                         false,
		"By making your words available, you represent that we may change their form.":                                                        false,
		"We give notice of changes, such as by posting the new terms; if they are material, we may notify you through our services.":          false,
		"We give notice of changes by posting the new terms and, where they matter, by our timetable or other communications to each holder.": false,
	} {
		if got := slices.Contains(rulesOf(strings.Replace(text, "%s", sentence, 1)), "notice-by-posting"); got != want {
			t.Errorf("%s\nnotice by posting only: %t, not %t", sentence, got, want)
		}
	}
}
