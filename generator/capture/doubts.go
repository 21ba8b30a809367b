package capture

import (
	"hash/fnv"
	"regexp"
	"strings"

	"policyarchive/generator/english"
)

// Thresholds of the doubts, in words.
const (
	tiny       = 60  // no policy is shorter
	errorPage  = 400 // error pages are not longer
	longEnough = 8   // a paragraph that does not come twice by chance
)

var errorWords = regexp.MustCompile(`(?i)\b(?:(?:error )?(?:403|404|410|429|500|502|503|504)(?: error)?(?: -|:)? (?:not found|forbidden|gone|error|bad gateway|internal|service|too many|gateway)|error (?:403|404|410|500|502|503|504)|page (?:can ?not|could not|can't|was not|not) (?:be )?found|access denied|just a moment|attention required|checking your browser|are you a (?:robot|human)|service (?:temporarily )?unavailable|bad gateway|internal server error|under maintenance|domain (?:name )?is for sale|has not archived that url|got an http \d+ response|this page (?:doesn't|does not) exist|enable javascript)\b`)

// doubtText looks at the text as a whole.
func (r *restorer) doubtText(body string) {
	n := len(wordsOf(body))
	said := ""
	if n < errorPage {
		said = errorWords.FindString(body)
	}
	switch {
	case said != "":
		r.doubtMuch(ErrorPage, true, "it looks like an error page: it says %q and has only %s", said,
			english.Count(n, "word"))
	case n < tiny:
		r.doubt(Short, "it has only %s: an error page, a redirection or an extraction that failed?", english.Count(n, "word"))
	}
	r.doubtRepeats(body, n)
}

// doubtRepeats tells if much of the text stands in it more than once.
func (r *restorer) doubtRepeats(body string, all int) {
	seen := map[uint64]int{}
	repeated, paragraphs, most := 0, 0, 1
	for _, p := range strings.Split(body, "\n\n") {
		words := wordsOf(p)
		if len(words) < longEnough {
			continue
		}
		paragraphs++
		h := fnv.New64a()
		for _, w := range words {
			h.Write([]byte(strings.ToLower(w) + " "))
		}
		seen[h.Sum64()]++
		if k := seen[h.Sum64()]; k > 1 {
			repeated += len(words)
			most = max(most, k)
		}
	}
	if paragraphs > 1 && 10*repeated >= 3*all {
		r.doubtMuch(Twice, true, "much of the text stands in it %d times (%s of its %s repeat earlier ones): was the page "+
			"captured twice?", most, english.Number(repeated), english.Count(all, "word"))
	}
}
