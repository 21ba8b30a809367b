package translog

import (
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
)

// Find returns all checkpoints of a log that stand in a text of any kind. In a mail that
// quotes them their lines may be indented, or quoted with > or |; of signatures only those
// that follow at once are taken. It also finds the three lines in the source of a mail,
// quoted-printable or in Base64, in a saved page, in a feed, a calendar and in JSON; there
// without signatures.
func Find(origin, text string) []*Checkpoint {
	list := findLines(origin, text)
	add := func(c *Checkpoint) {
		if !slices.ContainsFunc(list, func(d *Checkpoint) bool { return d.Size == c.Size && d.Root == c.Root }) {
			list = append(list, c)
		}
	}
	pattern := regexp.MustCompile(`(?:^|\\[nrt]|\\u[0-9A-Fa-f]{4}|[^\pL\pN_.-])` + regexp.QuoteMeta(origin) +
		between + `(\d+)` + between + `([A-Za-z0-9+/]{43})` + equals)
	for _, reading := range readings(text) {
		for _, m := range pattern.FindAllStringSubmatch(reading, -1) {
			if c, _, err := parseBody([]string{origin, m[1], m[2] + "="}); err == nil {
				add(c)
			}
		}
	}
	for _, block := range base64Lines.FindAllString(text, -1) {
		if decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(block), "")); err == nil {
			for _, c := range Find(origin, string(decoded)) {
				add(c)
			}
		}
	}
	return list
}

// What may stand between two lines where a text is the source of a mail, a page, a feed or
// JSON; and how the sign with which a root ends is written there. The scripts of the pages
// and verify.py have the same: no text may be read in two ways, since their engines would
// try all ways, and a feed with a hundred escaped tags has more of them than time.
const (
	between = `(?:[\t\n\f\r >|\x{A0}]|\\[nrt]|\\u[0-9A-Fa-f]{4}|=0[AD]|<[^<>]{0,200}>|` +
		`&(?:amp;)*(?:lt;` + inTag + `&(?:amp;)*gt;|gt;|nbsp;|#x?[0-9A-Fa-f]{1,4};))+`
	inTag  = `(?:[^<>&]|&(?:amp;)*(?:quot|apos|#x?[0-9A-Fa-f]{2,4});){0,200}`
	equals = `(?:=|&(?:amp;)*#(?:61|x3[Dd]);|\\u003[Dd])`
)

var (
	signPlus  = regexp.MustCompile(`&(?:amp;)*#(?:43|x2[Bb]);|\\u002[Bb]|=2B`)
	signSlash = regexp.MustCompile(`&(?:amp;)*#(?:47|x2[Ff]);|\\/|=2F`)
	softBreak = regexp.MustCompile(`=\r?\n`)     // quoted-printable
	folded    = regexp.MustCompile(`\r?\n[ \t]`) // a calendar
	// base64Lines is a body in Base64.
	base64Lines = regexp.MustCompile(`(?:[A-Za-z0-9+/]{60,}\r?\n)*[A-Za-z0-9+/]{60,}={0,2}(?:\r?\n[A-Za-z0-9+/]+={0,2})?`)
)

// readings are a text as it stands, without the breaks that a mail puts into lines, and
// without those of a calendar.
func readings(text string) []string {
	text = signSlash.ReplaceAllString(signPlus.ReplaceAllString(text, "+"), "/")
	return []string{text, softBreak.ReplaceAllString(text, ""), folded.ReplaceAllString(text, "")}
}

// findLines finds checkpoints that stand in a text as such.
func findLines(origin, text string) (list []*Checkpoint) {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(strings.TrimLeft(line, "> |\t\u00A0"))
	}
	for i := 0; i+2 < len(lines); i++ {
		if lines[i] != origin {
			continue
		}
		c, _, err := parseBody(lines[i : i+3])
		if err != nil {
			continue
		}
		for j := i + 4; j < len(lines) && lines[j-1] == "" && j == i+4 || j < len(lines) && c.Signatures != ""; j++ {
			if !isSignature(lines[j]) {
				break
			}
			c.Signatures += lines[j] + "\n"
		}
		list = append(list, c)
	}
	return list
}
