package policy

import "bytes"

// deepest is how many containers can stand inside of each other, in Markdown
// and in raw HTML. What is nested deeper keeps its words and loses its
// structure: no policy needs it, and parsers take quadratic time for it.
const deepest = 100

// boundNesting ends the nesting of quotations and lists that one line opens,
// where it is too deep, by a form feed: white space that opens nothing. All
// bytes stay where they are.
func boundNesting(src []byte) []byte {
	copied := false
	for start := 0; start < len(src); {
		end := start + bytes.IndexByte(src[start:], '\n')
		if end < start {
			end = len(src)
		}
		if at := tooDeep(src[start:end]); at >= 0 {
			if !copied {
				src, copied = bytes.Clone(src), true
			}
			src[start+at] = '\f'
		}
		start = end + 1
	}
	return src
}

// tooDeep returns the place in a line where the marker that is one too many
// ends; -1 if there is none.
func tooDeep(line []byte) int {
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
