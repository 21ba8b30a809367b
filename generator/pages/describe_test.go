package pages

import (
	"regexp"
	"testing"

	"policyarchive/generator/schema"
)

// TestWordsOfVersions: what is known of dates, and no more.
func TestWordsOfVersions(t *testing.T) {
	plain := func(s string) string { return regexp.MustCompile(`<[^>]*>`).ReplaceAllString(s, "") }
	for want, v := range map[string]schema.Version{
		"In force from 1 June 2019 until 3 July 2020":                                                           {Effective: "2019-06-01", Until: "2020-07-03", State: "superseded"},
		"In force from 1 June 2019, since replaced":                                                             {Effective: "2019-06-01", State: "superseded"},
		"In force since 1 June 2019":                                                                            {Effective: "2019-06-01", State: "in-force"},
		"Announced on 1 May 2019, applies from 1 June 2019":                                                     {Published: "2019-05-01", Effective: "2019-06-01", State: "announced"},
		"Announced for 1 June 2019, withdrawn on 2 May 2019, never in force":                                    {Effective: "2019-06-01", Withdrawn: "2019-05-02", State: "withdrawn"},
		"Announced on 1 May 2019, announced for 1 June 2019, never in force, as another version took its place": {Published: "2019-05-01", Effective: "2019-06-01", Overtaken: "2019-05-20"},
		"Published on 1 May 2019, captured on 2 May 2019":                                                       {Published: "2019-05-01", Captured: "2019-05-02"},
		"Published on 1 May 2019":                                                                               {Published: "2019-05-01", Captured: "2019-05-01"},
		"Date unknown":                                                                                          {},
	} {
		v.Name = "2019-06-01.2"
		got := DescribeVersion(spoken(t).Site, v)
		if plain(got.Dates) != want {
			t.Errorf("%q, not %q", plain(got.Dates), want)
		}
		if got.Plain != "1 June 2019 (2)" || plain(got.Called) != got.Plain {
			t.Errorf("it is called %q, %q", got.Called, got.Plain)
		}
	}
}

func TestWordsOfVerdicts(t *testing.T) {
	for want, v := range map[string]schema.Verdict{
		"No change": {Kind: "identical"},
		"Only the presentation changed, not a word": {Kind: "presentation"},
		"The title changed, 1 section added, 2 sections removed, wording changed in 3 of 10 sections (1 word added, 1,240 " +
			"words removed)": {Kind: "sections", Title: true, Added: 1, Removed: 2, Changed: 3, Of: 10, WordsAdded: 1,
			WordsRemoved: 1240},
		"The order of sections changed": {Kind: "sections"},
	} {
		v = DescribeVerdict(spoken(t).Site, v)
		got := v.Sentence
		if v.Words != "" {
			got += " (" + v.Words + ")"
		}
		if got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
