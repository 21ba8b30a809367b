package policy

import (
	"slices"
	"strings"
	"unicode"
)

// otherText are the words by which what stands around a mention says that it is
// of a text that has a name: the section “Refunds” in our Terms, Article 6 GDPR,
// “Weights” on depots.example. It is empty where nothing says so, or where the
// words say that this text is meant: of this policy, below.
func otherText(before, after []Token) string {
	if of, own := namedAfter(after[:min(len(after), around)]); own || of != "" {
		return of
	}
	return namedBefore(before[max(0, len(before)-around):])
}

// namedAfter are the words that name a text behind a mention. own tells that
// they mean the text itself.
func namedAfter(after []Token) (of string, own bool) {
	i := 0
	for i < len(after) && (strings.Contains(`"”»)`, after[i].Text) || after[i].Text == "(") {
		if after[i].Text == "(" { // 6(1)(f)
			if i+2 >= len(after) || after[i+2].Text != ")" || len(after[i+1].Text) > 4 {
				break
			}
			i += 2
		}
		i++
	}
	for n := 0; n < 2 && i < len(after) && sectionWords[after[i].Word()]; n++ {
		i++
	}
	if i < len(after) && isLaw(after[i].Text) {
		return after[i].Word(), false
	}
	if i == len(after) {
		return "", false
	}
	switch word := after[i].Word(); {
	case word == "below", word == "above", word == "hereof", word == "herein":
		return "", true
	case !belongsTo[word]:
		return "", false
	}
	var words []string
	for _, t := range after[i+1 : min(i+10, len(after))] {
		word := t.Word()
		switch {
		case len(words) == 0 && ownWords[word]:
			return "", true
		case strings.ContainsAny(t.Text, ".;:!?") && len(t.Text) == 1, endsName[word]:
			return "", false
		case word == "":
			continue
		}
		words = append(words, word)
		if texts[word] || isLaw(t.Text) || isHost(t.Text) {
			return strings.Join(words, " "), false
		}
	}
	return "", false
}

// namedBefore are the words that name a text right before a mention: our Terms,
// section 5; the GDPR's Article 6.
func namedBefore(before []Token) string {
	i := len(before)
	for i > 0 && (before[i-1].Word() == "" && before[i-1].Text != "." && before[i-1].Text != ";" ||
		sectionWords[before[i-1].Word()] || before[i-1].Word() == "the") {
		i--
	}
	if i == 0 {
		return ""
	}
	name := strings.TrimSuffix(strings.TrimSuffix(before[i-1].Text, "'s"), "’s")
	if isLaw(name) {
		return strings.ToLower(name)
	}
	if !texts[strings.ToLower(name)] {
		return ""
	}
	words := []string{strings.ToLower(name)}
	for n := i - 2; n >= 0 && len(words) < 6; n-- {
		switch word := before[n].Word(); {
		case ownWords[word], word == "":
			return ""
		case word == "the", word == "our", word == "their", word == "its":
			return word + " " + strings.Join(words, " ")
		default:
			words = slices.Insert(words, 0, word)
		}
	}
	return ""
}

// isLaw reports whether a word is called as laws and agreements are: GDPR, DSGVO.
func isLaw(word string) bool {
	return len(word) >= 3 && len(word) <= 6 &&
		!strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsUpper(r) })
}

// isHost reports whether a word is the name of a site.
func isHost(word string) bool {
	at := strings.LastIndexByte(word, '.')
	return at > 0 && at < len(word)-1 && strings.ContainsFunc(word[:at], unicode.IsLetter) &&
		unicode.IsLetter(rune(word[at+1]))
}

// isOwn reports whether the words that name a text name this one: our privacy
// policy, where that is its title.
func (d *Document) isOwn(of string) bool {
	title := kindOfText.Replace(" " + strings.ToLower(d.Title) + " ")
	if strings.TrimSpace(title) == "" {
		title = " privacy policy "
	}
	named := false
	for _, word := range strings.Fields(of) {
		switch word {
		case "the", "our", "a", "of", "and":
			continue
		}
		if !strings.Contains(title, " "+strings.TrimSpace(kindOfText.Replace(" "+word+" "))+" ") {
			return false
		}
		named = true
	}
	return named
}

// kindOfText makes one word of those by which one kind of text is called.
var kindOfText = strings.NewReplacer(" notice ", " policy ", " statement ", " policy ", " conditions ", " terms ",
	" use ", " service ")

var (
	sectionWords = nameSet("section sections heading headings paragraph part chapter article clause titled entitled " +
		"called headed")
	belongsTo = nameSet("of in on from at under within du de des der dem del della dello do da van im auf sur dans")
	ownWords  = nameSet("this these present following dieser diese diesem cette ce présente esta este questa deze")
	endsName  = nameSet("for that which who when if order case how what where is are was were will may can you we they " +
		"and or to")
	texts = nameSet(`terms conditions policy policies notice statement agreement contract act law laws code regulation regulations directive constitution convention
		treaty guidelines rules charter faq manual handbook documentation website site page homepage app settings dashboard menu account preferences console browser
		licence license addendum eula ordinance decree statute annex gdpr centre center guide portal store
		agb nutzungsbedingungen datenschutzerklärung gesetz gesetzes verordnung vertrag vertrags conditions règlement loi contrat términos condiciones ley reglamento contrato
		termini condizioni legge regolamento contratto termos lei regulamento voorwaarden wet verordening`)
)
