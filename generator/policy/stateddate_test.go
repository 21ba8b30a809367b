package policy

import "testing"

func TestStatedDates(t *testing.T) {
	for text, want := range map[string]StatedDate{
		"Last updated: 1 June 2024":                              {"Last updated", "1 June 2024", 0, 3, 6},
		"*Effective date: June 1st, 2024.*":                      {"Effective date", "June 1st, 2024", 0, 3, 7},
		"Effective June 1, 2024":                                 {"Effective", "June 1, 2024", 0, 1, 5},
		"Last modified on 2024-06-01":                            {"Last modified", "2024-06-01", 0, 3, 8},
		"This text was last revised June 1 2024":                 {"last revised", "June 1 2024", 0, 5, 8},
		"Version 3.2 – in force from 1 June 2024":                {"in force from", "1 June 2024", 0, 6, 9},
		"Privacy Policy (last updated 1 June 2024)":              {"last updated", "1 June 2024", 0, 5, 8},
		"These Terms of Service are effective as of 1 June 2024": {"effective as of", "1 June 2024", 0, 7, 10},
		"We wrote it anew. Updated: June 1, 2024":                {"Updated", "June 1, 2024", 0, 7, 11},
		"Published by Anvil | Last updated 1 June 2024":          {"Last updated", "1 June 2024", 0, 6, 9},
	} {
		list := Parse("x.md", []byte(text+"\n")).StatedDates()
		if len(list) != 1 || list[0].Label != want.Label || list[0].Date != want.Date || list[0].Day() != "2024-06-01" {
			t.Errorf("%s: found %+v", text, list)
			continue
		}
		doc := Parse("x.md", []byte(text+"\n"))
		if got := Text(doc.Blocks[0].Tokens[list[0].First:list[0].End]); got != want.Date {
			t.Errorf("%s: tokens %q", text, got)
		}
	}
	for _, text := range []string{"We updated 3 May rules.", "Updated regularly.",
		"The law, effective 1 June 2024, " + "and so on, and on, and on, and on, and on, and on, and on, and on, and on, " +
			"and on, and on, and on, says more.",
		"The Act, effective 1 June 2024, remains.", "We use the model contracts (revised 1 June 2024) of the Commission.",
		"The Harbour Law is in force since 1 June 2024.",
		"These Terms limit no claim under the Harbour Act, effective 1 June 2024."} {
		if list := Parse("x.md", []byte(text+"\n")).StatedDates(); len(list) != 0 {
			t.Errorf("%s: found %+v", text, list)
		}
	}
	if s := (StatedDate{Date: "06/01/2024"}); s.Day() != "" {
		t.Errorf("%s is read as %s", s.Date, s.Day())
	}
}
