package terms

import (
	"slices"
	"strings"

	"policyarchive/generator/policy"
)

// Name is a term as it stands in a text, without an article or an ending in parentheses:
// the “Services” are Services elsewhere.
type Name struct {
	Text   string
	tokens []string
}

// NameOf is the name of the term that a place defines.
func NameOf(doc *policy.Document, def policy.Definition) Name { return nameOf(named(doc, def)) }

// Words is a name of words with blanks between them.
func Words(text string) Name { return Name{text, strings.Fields(text)} }

func nameOf(tokens []policy.Token) Name {
	if n := len(tokens) - 3; n > 0 && tokens[n].Text == "(" && tokens[n+2].Text == ")" && len(tokens[n+1].Text) <= 2 {
		tokens = tokens[:n] // Service(s)
	}
	name := Name{Text: policy.Text(tokens)}
	for _, t := range tokens {
		name.tokens = append(name.tokens, t.Text)
	}
	return name
}

// First is the first word of a name; "" if it has none.
func (n Name) First() string {
	if len(n.tokens) == 0 {
		return ""
	}
	return n.tokens[0]
}

// Stands reports whether tokens begin with a name, its last word in any number or case of
// English or German, the words before it as adjectives of German. The first of several
// words may begin with a small letter within a sentence: personenbezogener Daten.
func (n Name) Stands(tokens []policy.Token, sameCase bool) bool {
	if len(n.tokens) == 0 || len(n.tokens) > len(tokens) {
		return false
	}
	last := len(n.tokens) - 1
	for i, w := range n.tokens[:last] {
		t := tokens[i].Text
		if i == 0 || !sameCase {
			t, w = strings.ToLower(t), strings.ToLower(w)
		}
		if !sameAdjective(t, w) {
			return false
		}
	}
	t, w := strings.TrimSuffix(strings.TrimSuffix(tokens[last].Text, "’s"), "'s"), n.tokens[last]
	if !sameCase {
		t, w = strings.ToLower(t), strings.ToLower(w)
	}
	return t == w || sameNoun(t, w)
}

// Person reports whether a name is a word for those who make the text or read it, which
// is used everywhere: we, your.
func (n Name) Person() bool { return persons[strings.ToLower(n.Text)] }

var persons = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields("we us our ours i me my you your yours wir uns unser unsere sie ihr ihre ihnen " +
		"du dein deine nous notre nos vous votre vos nosotros nuestro nuestra usted su noi nostro voi vostro " +
		"wij ons onze u uw nós nosso você seu 当社 弊社 お客様 我们 您") {
		set[w] = true
	}
	return set
}()

// closed reports whether tokens end with the parenthesis that closes one of theirs.
func closed(tokens []policy.Token) bool {
	open := map[string]string{")": "(", "）": "（"}[tokens[len(tokens)-1].Text]
	return open != "" && slices.ContainsFunc(tokens, func(t policy.Token) bool { return t.Text == open })
}

// named are the tokens of a term where it is defined, without quotation marks, what ends
// the sentence, and its article.
func named(doc *policy.Document, def policy.Definition) []policy.Token {
	tokens := doc.Blocks[def.Block].Tokens[def.Token:def.End]
	for len(tokens) > 0 && tokens[0].Word() == "" {
		tokens = tokens[1:]
	}
	for n := len(tokens); n > 0 && tokens[n-1].Word() == ""; n = len(tokens) {
		if closed(tokens) {
			break
		}
		tokens = tokens[:n-1]
	}
	if len(tokens) > 1 && tokens[1].Space {
		switch tokens[0].Word() {
		case "the", "a", "an", "our":
			return tokens[1:]
		}
	}
	return tokens
}
