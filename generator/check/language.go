package check

import (
	"regexp"

	"policyarchive/generator/pattern"
	"policyarchive/generator/policy"
)

var (
	askedToLook = regexp.MustCompile(`(?i)\b(?:you (?:should|must|agree to|need to|are (?:advised|encouraged|responsible|expected|invited))|please|your responsibility to|(?:encourage|advise|recommend|suggest|urge|ask|invite)s?(?: that)? (?:you|users|everyone)(?: to)?)\b`)
	lookAgain   = pattern.New(`(?i)\b(?:check|review|visit|revisit|consult|re-?read|look at|monitor|refer to|check back|come back)\b(?:\W+\w+){0,8}?\W+(?:regularly|periodically|frequently|from time to time|occasionally|often|each time|for (?:any |the latest )?(?:changes|updates|revisions|modifications|information on))`,
		"regularly", "periodically", "frequently", "from time to time", "occasionally", "often", "each time",
		"changes", "updates", "revisions", "modifications", "information on")
	ownText = regexp.MustCompile(`(?i)\b(?:page|policy|policies|statement|notice|notices|terms|document|agreement|back)\b`)
)

// checkBack finds a text that leaves it to the reader to find out about changes.
func checkBack(d *subject) []Finding {
	return d.inSentences(func(sentence, _ string) (problem, fix string) {
		if lookAgain.In(sentence) && askedToLook.MatchString(sentence) && ownText.MatchString(sentence) {
			return "the text asks readers to look for changes themselves",
				"say how you will tell them of changes, and strike this out"
		}
		return "", ""
	})
}

var (
	ofChanges = regexp.MustCompile(`(?i)\b(?:change|changes|changed|update|updates|amend|amends|amendments?|modif\w+|revis\w+)\b`)
	byPosting = pattern.New(`(?i)\b(?:by|through|via)\s+(?:simply\s+)?(?:posting|publishing|updating|placing|making)\b`,
		"posting", "publishing", "updating", "placing", "making")
	otherWays = regexp.MustCompile(`(?i)\b(?:e-?mails?|notifications?|pop-?ups?|banners?|in-app|messages?|newsletters?|prominent|prominently|directly|home ?page|sign in|log in|\d+ days|` +
		`(?:notify|inform|tell)\s+you\s+(?:\w+\s+)?(?:through|in|within|via)\s+(?:our|the)\s+(?:services?|apps?|products?)|other\s+communications?|by\s+(?:letter|mail|phone))\b`)
	// What authors of content grant by posting it changes no text of ours.
	ofLicences = regexp.MustCompile(`(?i)\byou\s+(?:\w+\s+)?(?:grant|represent|warrant|give)\b`)
)

// noticeByPosting finds a text by which changes are made known by putting them
// on the page, and in no other way.
func noticeByPosting(d *subject) []Finding {
	return d.inSentences(func(sentence, block string) (problem, fix string) {
		if byPosting.In(sentence) && ofChanges.MatchString(sentence) && !ofLicences.MatchString(sentence) &&
			!otherWays.MatchString(block) {
			return "changes are made known by posting them, and in no other way",
				"name a way that reaches people, such as e-mail or a notice in the service"
		}
		return "", ""
	})
}

// inSentences makes a finding of every sentence for which judge names a problem.
func (d *subject) inSentences(judge func(sentence, block string) (problem, fix string)) []Finding {
	var list []Finding
	for i := range d.Doc.Blocks {
		tokens := d.Doc.Blocks[i].Tokens
		if d.Doc.Blocks[i].Kind != policy.Paragraph {
			continue
		}
		block := ""
		for _, s := range policy.Sentences(tokens) {
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
