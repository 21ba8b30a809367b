package archive

import (
	"fmt"
	"strings"
)

// CheckPolicyName says what is wrong with the name of a policy. A name is a
// directory and a part of URLs: lower-case ASCII letters and digits, in words
// joined by single hyphens ("privacy", "cookie-notice").
func CheckPolicyName(s string) error {
	if !isWords(s, "-") {
		return fmt.Errorf("%q is not a policy name: use lower-case letters a-z and digits, words joined by single hyphens, such as \"privacy\"", s)
	}
	return nil
}

// isWords reports whether s is one or more words of a-z and 0-9 with one of the
// bytes in joints between each two.
func isWords(s, joints string) bool {
	inWord := false
	for i := range len(s) {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			inWord = true
		case inWord && strings.IndexByte(joints, c) >= 0:
			inWord = false
		default:
			return false
		}
	}
	return inWord
}
