package policy

import "strings"

// code ends a block of preformatted text: each line of the runs is one token.
// A line break at either end does not count.
func (b *builder) code(runs []run) {
	var lines []Token
	line := Token{Offset: -1}
	var words strings.Builder
	end := func() {
		line.Text = words.String()
		words.Reset()
		lines = append(lines, line)
		line = Token{Offset: -1, Break: true}
	}
	for _, r := range runs {
		for text, offset := r.text, r.offset; ; {
			before, after, more := strings.Cut(text, "\n")
			if words.Len() == 0 && offset >= 0 && before != "" {
				line.Offset = int32(offset)
			}
			words.WriteString(before)
			if !more {
				break
			}
			end()
			if offset >= 0 {
				offset += len(before) + 1
			}
			text = after
		}
	}
	end()
	for len(lines) > 0 && blank(lines[0].Text) {
		lines = lines[1:]
	}
	for len(lines) > 0 && blank(lines[len(lines)-1].Text) {
		lines = lines[:len(lines)-1]
	}
	if len(lines) == 0 {
		return
	}
	lines[0].Break = false
	offset := max(0, int(lines[0].Offset))
	b.add(Block{Kind: Code, Offset: offset, Tokens: fromBlock(lines, offset), ids: b.takeIDs(Code)})
}
