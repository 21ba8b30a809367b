package capture

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// wrapItems makes items of what stands in a list outside of items. Lists in
// lists are left: they belong to the item before.
func wrapItems(list *html.Node) {
	var item *html.Node
	for c := list.FirstChild; c != nil; {
		next := c.NextSibling
		blank := c.Type == html.TextNode && strings.TrimSpace(c.Data) == ""
		switch {
		case c.DataAtom == atom.Li, c.DataAtom == atom.Ul, c.DataAtom == atom.Ol:
			item = nil
		case blank && item == nil:
		default:
			if item == nil || isBlock(c) {
				item = &html.Node{Type: html.ElementNode, Data: "li", DataAtom: atom.Li}
				list.InsertBefore(item, c)
			}
			remove(c)
			item.AppendChild(c)
			if isBlock(c) {
				item = nil
			}
		}
		c = next
	}
}
