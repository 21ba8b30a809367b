package policy

import (
	"github.com/yuin/goldmark/ast"
)

// list reads a list. An item that begins with a heading is a section: what
// follows the heading stands outside of the list.
func (b *builder) list(n *ast.List) {
	depth, open := len(b.path), false
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if _, heading := item.FirstChild().(*ast.Heading); heading {
			b.pop(depth)
			open, b.ordinal = false, number
			b.blocks(item)
		} else {
			if !open {
				if n.IsOrdered() {
					b.push(Container{Kind: Numbers, Start: number, Type: '1'})
				} else {
					b.push(Container{Kind: Bullets})
				}
				open = true
			}
			inside, c := len(b.path), Container{Kind: Item}
			if n.IsOrdered() {
				c = b.number(number)
			}
			b.push(c)
			b.blocks(item)
			b.pop(inside)
		}
		number++
	}
	b.pop(depth)
}

// itemNumber is the number that a person sees before a heading that is the
// first thing in an ordered list's item.
func (b *builder) itemNumber(heading ast.Node) string {
	item, ok := heading.Parent().(*ast.ListItem)
	if !ok {
		return ""
	}
	list, ok := item.Parent().(*ast.List)
	if !ok || !list.IsOrdered() || heading.PreviousSibling() != nil {
		return ""
	}
	return itoa(b.ordinal) + string(list.Marker)
}
