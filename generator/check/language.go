package check

import (
	"fmt"
	"regexp"

	"policyarchive/generator/policy"
)

// vague finds the qualifiers that leave open what is done with personal data:
// may, might, some, often, possible. What readers may do is no such thing, nor
// what the law may demand.
func vague(d *Draft) []Finding {
	var list []Finding
	for i := range d.Doc.Blocks {
		tokens := d.Doc.Blocks[i].Tokens
		if d.Doc.Blocks[i].Kind != policy.Paragraph {
			continue
		}
		for _, s := range sentences(tokens) {
			for n := s[0]; n < s[1]; n++ {
				if isVague(tokens[s[0]:s[1]], n-s[0]) {
					list = append(list, d.at(i, n, fmt.Sprintf("“%s” leaves open whether and when: “%s”", tokens[n].Text, around(tokens[s[0]:s[1]], n-s[0])),
						"say what is done, when and why"))
					break // once a sentence
				}
			}
		}
	}
	return list
}

// around is a word with a few of its neighbours.
func around(tokens []policy.Token, n int) string {
	return policy.Text(tokens[max(0, n-2):min(len(tokens), n+4)])
}

// isVague reports whether word n of a sentence is a qualifier that hides what
// is done.
func isVague(tokens []policy.Token, n int) bool {
	next := func(k int) string {
		if n+k < len(tokens) {
			return tokens[n+k].Word()
		}
		return ""
	}
	switch tokens[n].Text {
	case "may", "might":
		return next(1) != "not" && !demanded(next(1), next(2)) && doer(tokens, n)
	case "often":
		return doer(tokens, n)
	case "some", "Some":
		switch next(1) {
		case "information", "data", "third", "partners", "providers":
			return true
		case "cases", "circumstances", "instances", "situations":
			return next(2) != "you" && next(3) != "you"
		case "of":
			return next(2) == "your" || next(2) == "this" || next(2) == "the" && (next(3) == "information" || next(3) == "data")
		case "personal":
			return next(2) == "information" || next(2) == "data"
		}
	case "possible":
		switch next(1) {
		case "purposes", "uses", "recipients", "that":
			return next(1) != "that" || n > 0 && tokens[n-1].Word() == "is"
		}
	}
	return false
}

// demanded reports whether the words behind "may" leave open what others
// demand or forbid, which a policy cannot know.
func demanded(next, then string) bool {
	switch then {
	case "required", "prohibited", "obliged", "compelled", "requested", "permitted", "necessary", "limited", "subject", "liable":
		return next == "be"
	}
	return false
}

// doer reports whether the words before a verb name who processes data, or the
// data: the last of them decides. How and whether something is done is said
// where these words stand.
func doer(tokens []policy.Token, n int) bool {
	for i := n - 1; i >= 0 && i >= n-3; i-- {
		switch tokens[i].Word() {
		case "you", "user", "users", "customer", "customers", "visitor", "visitors", "child", "children", "parent", "parents", "individual", "individuals", "person", "people",
			"member", "members", "subject", "subjects", "consumer", "consumers", "resident", "residents", "there", "it", "this", "as", "law", "laws", "who", "agent", "authority", "court", "rights":
			return false
		case "we", "they", "our", "us", "partners", "affiliates", "providers", "provider", "parties", "party", "advertisers", "information", "data", "cookies", "companies", "company":
			return i == 0 || tokens[i-1].Word() != "how" && tokens[i-1].Word() != "whether"
		}
	}
	return false
}

var (
	askedToLook = regexp.MustCompile(`(?i)\b(?:you (?:should|must|agree to|need to|are (?:advised|encouraged|responsible|expected|invited))|please|your responsibility to|(?:encourage|advise|recommend|suggest|urge|ask|invite)s?(?: that)? (?:you|users|everyone)(?: to)?)\b`)
	lookAgain   = regexp.MustCompile(`(?i)\b(?:check|review|visit|revisit|consult|re-?read|look at|monitor|refer to|check back|come back)\b(?:\W+\w+){0,8}?\W+(?:regularly|periodically|frequently|from time to time|occasionally|often|each time|for (?:any |the latest )?(?:changes|updates|revisions|modifications|information on))`)
	ownText     = regexp.MustCompile(`(?i)\b(?:page|policy|policies|statement|notice|notices|terms|document|agreement|back)\b`)
)

// checkBack finds a text that leaves it to the reader to find out about changes.
func checkBack(d *Draft) []Finding {
	return d.inSentences(func(sentence, _ string) (problem, fix string) {
		if askedToLook.MatchString(sentence) && lookAgain.MatchString(sentence) && ownText.MatchString(sentence) {
			return "the text asks readers to look for changes themselves", "say how you will tell them of changes, and strike this out"
		}
		return "", ""
	})
}

var (
	ofChanges = regexp.MustCompile(`(?i)\b(?:change|changes|changed|update|updates|amend|amends|amendments?|modif\w+|revis\w+)\b`)
	byPosting = regexp.MustCompile(`(?i)\b(?:by|through|via)\s+(?:simply\s+)?(?:posting|publishing|updating|placing|making)\b`)
	otherWays = regexp.MustCompile(`(?i)\b(?:e-?mails?|notifications?|pop-?ups?|banners?|in-app|messages?|newsletters?|prominent|prominently|directly|home ?page|sign in|log in|\d+ days|` +
		`(?:notify|inform|tell)\s+you\s+(?:\w+\s+)?(?:through|in|within|via)\s+(?:our|the)\s+(?:services?|apps?|products?)|other\s+communications?|by\s+(?:letter|mail|phone))\b`)
	// What authors of content grant by posting it changes no text of ours.
	ofLicences = regexp.MustCompile(`(?i)\byou\s+(?:\w+\s+)?(?:grant|represent|warrant|give)\b`)
)

// noticeByPosting finds a text by which changes are made known by putting them
// on the page, and in no other way.
func noticeByPosting(d *Draft) []Finding {
	return d.inSentences(func(sentence, block string) (problem, fix string) {
		if ofChanges.MatchString(sentence) && byPosting.MatchString(sentence) && !ofLicences.MatchString(sentence) && !otherWays.MatchString(block) {
			return "changes are made known by posting them, and in no other way", "name a way that reaches people, such as e-mail or a notice in the service"
		}
		return "", ""
	})
}

// inSentences makes a finding of every sentence for which judge names a problem.
func (d *Draft) inSentences(judge func(sentence, block string) (problem, fix string)) []Finding {
	var list []Finding
	for i := range d.Doc.Blocks {
		tokens := d.Doc.Blocks[i].Tokens
		if d.Doc.Blocks[i].Kind != policy.Paragraph {
			continue
		}
		block := ""
		for _, s := range sentences(tokens) {
			if block == "" {
				block = policy.Text(tokens)
			}
			if problem, fix := judge(policy.Text(tokens[s[0]:s[1]]), block); problem != "" {
				list = append(list, d.at(i, s[0], problem, fix))
			}
		}
	}
	return list
}
