// Package english counts and lists things as English sentences do.
package english

import (
	"strconv"
	"strings"
)

// List joins words, the last by a conjunction: "text, markdown or json".
func List(words []string, conjunction string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " " + conjunction + " " + words[last]
}

// Count is how many there are of something: "1 version", "1,204 versions".
func Count(n int, noun string) string { return CountAs(n, noun, noun+"s") }

// CountAs is Count for words that take more than an s: "1 link leads", "2 links lead".
func CountAs(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Number(n) + " " + many
}

// Number writes a number with a comma between thousands.
func Number(n int) string {
	s := strconv.Itoa(n)
	for at := len(s) - 3; at > 0 && s[at-1] != '-'; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}
