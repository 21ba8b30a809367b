package policy

// Link is a stretch of words with one address.
type Link struct {
	Text     string
	Target   string // as the source has it
	Block    int    // index in Document.Blocks
	First    int    // its tokens are Tokens[First:End] of the block
	End      int
	Position Position
}

// Links lists the links of a text in reading order; images are links to their
// file. Marks of notes are none.
func (d *Document) Links() []Link {
	var list []Link
	for i := range d.Blocks {
		tokens := d.Blocks[i].Tokens
		for n := 0; n < len(tokens); {
			end := n + 1
			for end < len(tokens) && tokens[end].Link == tokens[n].Link {
				end++
			}
			if target := tokens[n].Link; target != "" && !tokens[n].IsNote() {
				list = append(list, Link{Text(tokens[n:end]), target, i, n, end, d.TokenPosition(i, n)})
			}
			n = end
		}
	}
	return list
}
