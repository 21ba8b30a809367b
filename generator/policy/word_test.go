package policy

import (
	"strings"
	"testing"
)

func TestWord(t *testing.T) {
	for _, test := range [][2]string{
		{"Labels", "labels"}, {"don’t", "don't"}, {"don‘t", "don't"}, {"بالملصقـــات", "بالملصقات"}, {"İstanbul",
			"istanbul"}, {"donʼt", "don't"}, {"users’", "users"}, {"ﬁle", "file"}, {"eﬃcient", "efficient"}, {"ﬆ", "st"},
		{"STRASSE", "strasse"}, {"Straße", "strasse"}, {"e\u0301t\u00e9", "été"}, {"ΟΔΟΣ", "οδοσ"}, {"οδος",
			"οδοσ"}, {"la\u00adbels", "labels"}, {"zero\u200bwidth", "zerowidth"},
		{"Ｗｉｄｅ", "wide"}, {"Ⅳ", "iv"}, {"ﻻ", "لا"}, {"©\ufe0f", "©"}, {"_so_", "so"}, {"snake_case", "snake_case"}, {"10,000",
			"10,000"},
		{"%", "%"}, {"§", "§"}, {"€", "€"}, {"$", "$"}, {"&", "&"}, {"±", "±"}, {"13+", "13+"}, {"<13", "<13"}, {"✓", "✓"},
		{"=", ""}, {"===", ""}, {">", ""}, {"<", ""}, {"+", ""}, {"~", ""}, {"|", ""}, {"^", ""}, {"`", ""}, {"→", ""}, {"■",
			""}, {"●", ""}, {"➔", ""}, {"🖼", ""},
		{"-", ""}, {"‑", ""}, {"–", ""}, {"—", ""}, {"“", ""}, {"…", ""}, {"•", ""}, {"*", ""}, {"#", ""}, {"´",
			""}, {"ʼ", ""},
		{"https://A.example/x?y=1", "a.example"}, {"http://a.example", "a.example"}, {"www.a.example",
			"a.example"}, {"a.example/x", "a.example"}, {"a.example", "a.example"},
	} {
		if got := (Token{Text: test[0]}).Word(); got != test[1] {
			t.Errorf("the word of %q is %q, want %q", test[0], got, test[1])
		}
	}
}

// TestTokens: what is one token, and what makes one word.
func TestTokens(t *testing.T) {
	for _, test := range []struct{ source, tokens, words string }{
		{"**P**rivacy of *all*, un**frigg**ing.", "P rivacy of all , un frigg ing .", "privacy of all unfrigging"},
		{"[Boats](1)[Lamps](2)[Piers](3)", "Boats Lamps Piers", "boatslampspiers"},
		{"see [this](/x).The rest, <b>Note:</b>the", "see this . The rest , Note : the", "see this the rest note the"},
		{"**Users**’ and user<b>’s</b>", "Users ’ and user ’s", "users and user's"},
		{"**10**,000 and H<sub>2</sub>O", "10 ,000 and H 2 O", "10,000 and h 2 o"},
		{"10\u202f000 km, 5\u202f€ or 5\u00a0€", "10 000 km , 5 € or 5 €", "10 000 km 5 € or 5 €"},
		{"opt‑out, opt-out", "opt ‑ out , opt - out", "opt out opt out"},
		{"Google+ for 13+, not <13 or &gt;=16 or +44, C++", "Google+ for 13+ , not <13 or >=16 or +44 , C++",
			"google+ for 13+ not <13 or >=16 or +44 c++"},
		{"a\n\n===", "a === ", "a"},
		{"a + b = c", "a + b = c", "a b c"},
		{"At https://a.example/x?u=1&v=(2), (www.b.example/y) or c.example/z.",
			"At https://a.example/x?u=1&v=(2) , ( www.b.example/y ) or c.example/z .", "at a.example b.example or c.example"},
		{"Ask p@x.example or x.example.", "Ask p @ x.example or x.example .", "ask p x.example or x.example"},
		{"and/or, N.V./S.A., 03/22/2022", "and / or , N.V . / S.A . , 03 / 22 / 2022", "and or n.v s.a 03 22 2022"},
		{"![](a.png) ![](b.png)![Boat](c.png)![Lamp](d.png)", "🖼 🖼 Boat Lamp", "boat lamp"},
	} {
		var tokens, words []string
		for _, b := range Parse("a.md", []byte(test.source)).Blocks {
			for _, token := range b.Tokens {
				tokens = append(tokens, token.Text)
			}
			words = append(words, Words(b.Tokens)...)
		}
		if got := strings.Join(tokens, " "); got != strings.TrimSpace(test.tokens) {
			t.Errorf("%q has the tokens\n%s, want\n%s", test.source, got, test.tokens)
		}
		if got := strings.Join(words, " "); got != test.words {
			t.Errorf("%q has the words\n%s, want\n%s", test.source, got, test.words)
		}
	}
}

func TestSameWords(t *testing.T) {
	tokens := func(source string) []Token { return Parse("a.md", []byte(source)).Blocks[0].Tokens }
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"**P**rivacy", "Privacy", true},
		{"pri**va**cy", "p**riv**acy", true},
		{"[Boats](1)[Lamps](2)", "[Boats](1), [Lamps](2)", true},
		{"[Boats](1)[Lamps](2)", "BoatsLamps", true},
		{"now here", "nowhere", false},
		{"now*here*", "nowhere", true},
		{"now*here*", "now here", true},
		{"user<b>’s</b>", "user’s", true},
		{"30<sup>1</sup> days", "301 days", false},
		{"opt-out", "opt out", true},
		{"“don’t”", "\"don't\"", true},
		{"個人**情報**", "個人情報", true},
		{"https://a.example/x?u=1", "https://a.example/y", true},
		{"https://a.example/x", "https://b.example/x", false},
		{"p@a.example", "q@a.example", false},
		{"under <13", "under 13", false},
	} {
		for _, pair := range [][2]string{{test.a, test.b}, {test.b, test.a}} {
			if got := SameWords(tokens(pair[0]), tokens(pair[1])); got != test.want {
				t.Errorf("%q and %q are the same words: %v", pair[0], pair[1], got)
			}
		}
	}
}
