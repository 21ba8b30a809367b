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
		return fmt.Errorf("%q is not a policy name: use lower-case letters a-z and digits, words joined by single hyphens, "+
			"such as \"privacy\"", s)
	}
	return nil
}

// longestPolicyName is how many bytes the name of a new policy may have: files that
// are named after it have longer names.
const longestPolicyName = 100

// CheckNewPolicyName says why no policy can begin under a name: it is no name, or
// not every file system can hold its folder and the files that are named after it.
func CheckNewPolicyName(s string) error {
	switch {
	case CheckPolicyName(s) != nil:
		return CheckPolicyName(s)
	case len(s) > longestPolicyName:
		return fmt.Errorf("the policy name %.40s… has %d letters: use at most %d", s, len(s), longestPolicyName)
	case IsDeviceName(s):
		return fmt.Errorf("the policy name %s is kept by Windows for a device, which has no folder: use another, such as "+
			"%s-policy", s, s)
	}
	return nil
}

// IsDeviceName reports whether Windows keeps a name, in lower case, for a device:
// no file there can have it.
func IsDeviceName(s string) bool {
	switch s {
	case "con", "prn", "aux", "nul":
		return true
	}
	rest, ok := strings.CutPrefix(s, "com")
	if !ok {
		rest, ok = strings.CutPrefix(s, "lpt")
	}
	return ok && len(rest) == 1 && rest[0] >= '0' && rest[0] <= '9' || ok && (rest == "¹" || rest == "²" || rest == "³")
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
