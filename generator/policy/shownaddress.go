package policy

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// shownAddress is an address that stands in a text as such: with its scheme, as
// www., or as a host with what is behind its slash. Where a script writes no
// blanks, its letters and signs go on with the sentence.
var shownAddress = func() *regexp.Regexp {
	const sign = `[^\s\p{Z}<>"“”«»|\x60\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}` +
		`\x{3000}-\x{303F}\x{30FB}\x{30FC}\x{FF00}-\x{FFEF}]`
	return regexp.MustCompile(`(?i)(?:https?://|www\.)` + sign + `+|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}/` +
		sign + `+`)
}()

// addresses are the places of the addresses that a text shows. What ends a
// sentence or a bracket behind one is no part of it.
func addresses(text string) [][2]int {
	if !strings.Contains(text, "/") && !strings.Contains(text, "ww.") && !strings.Contains(text, "WW.") {
		return nil
	}
	var list [][2]int
	for _, m := range shownAddress.FindAllStringIndex(text, -1) {
		if before := text[:m[0]]; before != "" && strings.IndexByte("@-_./", before[m[0]-1]) >= 0 ||
			endsInWord(before) && !endsUnspaced(before) {
			continue // the middle of something else
		}
		address := text[m[0]:m[1]]
		open := strings.Count(address, "(") - strings.Count(address, ")")
		for address != "" {
			c := address[len(address)-1]
			if strings.IndexByte(".,:;!?'*_~]}", c) < 0 && (c != ')' || open >= 0) {
				break
			}
			if c == ')' {
				open++
			}
			address = address[:len(address)-1]
		}
		if _, ok := (Token{Text: address}).address(); ok {
			list = append(list, [2]int{m[0], m[0] + len(address)})
		}
	}
	return list
}

// endsUnspaced reports whether a text ends in a script that writes no blanks.
func endsUnspaced(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r >= utf8.RuneSelf && scriptOf(r) != spaced
}

// address reports whether the token is an address that the text shows, and
// returns its host, without www.
//
// Such an address is compared as a link: where it leads is no wording, for the
// tokens that follow a reader's steps change with each visit. The host is what a
// reader goes by; it is a word. So are e-mail addresses, as a whole.
func (t Token) address() (host string, ok bool) {
	s := t.Text
	if len(s) < len("a.bc/d") || strings.IndexByte(s, '.') < 0 || strings.ContainsAny(s, " \t") {
		return "", false
	}
	bare := true
	for _, scheme := range [...]string{"https://", "http://"} {
		if len(s) > len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) {
			s, bare = s[len(scheme):], false
			break
		}
	}
	if len(s) > len("www.") && strings.EqualFold(s[:len("www.")], "www.") {
		s, bare = s[len("www."):], false
	}
	end := strings.IndexAny(s, "/?#")
	if end < 0 {
		end = len(s)
	} else if bare && s[end] != '/' {
		return "", false
	}
	host = s[:end]
	if bare && (end == len(s) || !shownHost.MatchString(host)) {
		return "", false
	}
	return host, host != ""
}

var shownHost = regexp.MustCompile(`(?i)^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$`)
