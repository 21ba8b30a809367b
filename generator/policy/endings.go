package policy

import "strings"

// endings knows where the ends of constructs stand that would otherwise hide
// the rest of the text: comments, scripts, styles.
type endings struct {
	source string // in lower case
	last   map[string]int
}

func newEndings(source []byte) *endings {
	return &endings{strings.ToLower(string(source)), map[string]int{}}
}

// behind reports whether end, in lower case, stands somewhere behind an offset.
func (e *endings) behind(end string, offset int) bool {
	last, known := e.last[end]
	if !known {
		last = strings.LastIndex(e.source, end)
		e.last[end] = last
	}
	return last > offset
}

// mustEnd returns the end that the construct which opens a line has to have,
// so that it can be taken for more than text; "" if it needs none.
func mustEnd(line string) string {
	line = strings.ToLower(strings.TrimLeft(line, " "))
	for _, c := range [...]struct{ start, end string }{
		{"<!--", "-->"}, {"<?", "?>"}, {"<![cdata[", "]]>"}, {"<!", ">"},
		{"<script", "</script"}, {"<style", "</style"}, {"<pre", "</pre"}, {"<textarea", "</textarea"},
	} {
		if strings.HasPrefix(line, c.start) {
			return c.end
		}
	}
	return ""
}
