package policy

import "strings"

// deepest is how many containers can stand inside of each other, in Markdown
// and in raw HTML. What is nested deeper keeps its words and loses its
// structure: no policy needs it, and parsers take quadratic time for it.
const deepest = 100

// boundNesting ends the nesting of quotations and lists that one line opens,
// where it is too deep, by a form feed: white space that opens nothing. All
// bytes stay where they are.
func boundNesting(text string) string {
	var bounded []byte // nil while nothing is too deep
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:], '\n')
		if end < start {
			end = len(text)
		}
		if at := tooDeep(text[start:end]); at >= 0 {
			if bounded == nil {
				bounded = []byte(text)
			}
			bounded[start+at] = '\f'
		}
		start = end + 1
	}
	if bounded == nil {
		return text
	}
	return string(bounded)
}

// tooDeep returns the place in a line where the marker that is one too many
// ends; -1 if there is none.
func tooDeep(line string) int {
	i, depth := 0, 0
	for i < len(line) {
		switch c := line[i]; {
		case c == ' ' || c == '\t':
			i++
			continue
		case c == '>':
			i++
			if depth++; depth > deepest {
				return i - 1
			}
			continue
		case c == '-' || c == '+' || c == '*':
			i++
		default:
			digits := i
			for i < len(line) && line[i] >= '0' && line[i] <= '9' {
				i++
			}
			if i == digits || i == len(line) || line[i] != '.' && line[i] != ')' {
				return -1
			}
			i++
		}
		if i == len(line) || line[i] != ' ' && line[i] != '\t' {
			return -1
		}
		if depth++; depth > deepest {
			return i
		}
	}
	return -1
}
