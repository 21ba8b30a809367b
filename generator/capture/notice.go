package capture

import (
	"regexp"
	"strings"
	"time"
)

// notice is what a provenance notice says: a block put before the text by those
// who captured it, with the address of the archive's copy. The corpus of the
// Princeton-Leuven longitudinal study of privacy policies writes
//
//	> *The following text is extracted and transformed from the … privacy policy that was archived on
//	> 2016-11-04. Please check the [original snapshot on the Wayback Machine](https://web.archive.org/web/…) …*
//
// in Markdown and the same in a comment in HTML. A comment that the Wayback
// Machine itself puts behind a page counts too.
type notice struct {
	archived string // address of the archive's copy; empty if it names none
	original string // address of the page; empty if it names none
	captured time.Time
	dayOnly  bool
	stated   string // day in its words, YYYY-MM-DD; empty if none
}

var (
	replayInText = regexp.MustCompile(`(?i)https?://(?:web|wayback)\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)*/[^\s<>"'\])]+(?:\([^\s<>"'\])]*\)[^\s<>"'\])]*)*`)
	noticeWords  = regexp.MustCompile(`(?i)\b(?:the following|original snapshot|archived (?:on|at|from)|captured (?:on|at|from)|retrieved (?:on|from)|downloaded (?:on|from|html)|snapshot (?:of|taken)|(?:copy|copied|extracted|transformed|saved) (?:of|from)|source\s*:|provenance)`)
	otherVersion = regexp.MustCompile(`(?i)\b(?:previous|prior|earlier|older|former|past|last|other)\s+(?:\w+\s+){0,2}(?:versions?|polic(?:y|ies)|revisions?|texts?|notices?)\b`)
	statedDay    = regexp.MustCompile(`\b(\d{4}-\d{2}-\d{2})\b`)
	waybackFile  = regexp.MustCompile(`(?i)FILE ARCHIVED ON (\d{2}:\d{2}:\d{2} [A-Z][a-z]{2} \d{1,2}, \d{4})`)
)

// parseNotice reads the words of a block or a comment. A block that links to
// the archived copy of another version is a sentence of the policy and stays.
func parseNotice(text string) (notice, bool) {
	var n notice
	if m := waybackFile.FindStringSubmatch(text); m != nil {
		if t, err := time.Parse("15:04:05 Jan 2, 2006", m[1]); err == nil {
			return notice{captured: t}, true
		}
	}
	n.archived = strings.TrimRight(replayInText.FindString(text), ".,;")
	words := replayInText.ReplaceAllString(text, "")
	if n.archived == "" || !noticeWords.MatchString(words) || otherVersion.MatchString(words) {
		return notice{}, false
	}
	m, ok := parseReplay(n.archived)
	if !ok {
		return notice{}, false
	}
	n.original = m.url
	n.captured, n.dayOnly, _ = parseStamp(m.stamp)
	if day := statedDay.FindString(words); day != "" {
		if t, err := time.Parse(time.DateOnly, day); err == nil {
			n.stated = day
			if n.captured.IsZero() {
				n.captured, n.dayOnly = t, true
			}
		}
	}
	return n, true
}

var blankLines = regexp.MustCompile(`\A(?:[ \t]*\n)*`)

// liftNotices takes provenance notices from the beginning of a Markdown text
// (behind its front matter, if it has some) and returns the rest.
func (r *restorer) liftNotices(text string) string {
	front, body := splitFrontMatter(text)
	line := 1 + strings.Count(front, "\n")
	for {
		blank := len(blankLines.FindString(body))
		block := openingQuote(body[blank:])
		if block == "" {
			block = openingComment(body[blank:])
		}
		n, ok := parseNotice(unquote(block))
		if block == "" || !ok {
			break
		}
		r.takeNotice(n, line+strings.Count(body[:blank], "\n"), block)
		next := blank + len(block)
		next += len(blankLines.FindString(body[next:]))
		line += strings.Count(body[:next], "\n")
		body = body[next:]
		if front == "" {
			// The lifted notice may have stood before the front matter.
			front, body = splitFrontMatter(body)
			line += strings.Count(front, "\n")
		}
	}
	r.lines = line - 1 - strings.Count(front, "\n")
	return front + body
}

func (r *restorer) takeNotice(n notice, line int, was string) {
	if n.stated != "" && n.stated != n.captured.Format(time.DateOnly) {
		r.doubt(Dates, "the provenance notice says %s, but the address in it says %s", n.stated,
			n.captured.Format(time.DateOnly))
	}
	r.notices = append(r.notices, n)
	r.record(Restoration{Rule: "notice", Line: line, Was: strings.TrimSpace(was),
		Note: "provenance notice lifted into metadata"})
}

// openingQuote returns the block quotation that opens text; empty if none does.
// Only lines that are marked belong to it: a following unmarked line that
// CommonMark would count in (lazily) may be the policy's own.
func openingQuote(text string) string {
	end := 0
	for end < len(text) {
		line, _, _ := strings.Cut(text[end:], "\n")
		if !strings.HasPrefix(strings.TrimLeft(line, " "), ">") {
			break
		}
		end = min(end+len(line)+1, len(text))
	}
	return text[:end]
}

// openingComment returns the HTML comment that opens text, with its line's end.
func openingComment(text string) string {
	if !strings.HasPrefix(text, "<!--") {
		return ""
	}
	end := strings.Index(text, "-->")
	if end < 0 {
		return ""
	}
	end += len("-->")
	rest, _, _ := strings.Cut(text[end:], "\n")
	if strings.TrimSpace(rest) != "" {
		return ""
	}
	return text[:min(end+len(rest)+1, len(text))]
}

var quoteMark = regexp.MustCompile(`(?m)^ {0,3}> ?`)

func unquote(block string) string { return quoteMark.ReplaceAllString(block, "") }
