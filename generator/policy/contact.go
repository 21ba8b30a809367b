package policy

import (
	"net/url"
	"regexp"
	"strings"
)

// Contact is an address at which a policy says its authors can be reached.
type Contact struct {
	Kind     string // email or telephone
	Address  string // support@example.org, +441234567890
	Section  int
	Position Position
}

// address is an e-mail address as people write it in prose: the common part
// of RFC 5321, with letters of any script.
var address = regexp.MustCompile(`[\pL\pN._%+-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)*\.\pL{2,}`)

// Contacts lists the e-mail addresses and telephone numbers of a text, each
// once, in reading order: those it links to, and e-mail addresses in its words.
func (d *Document) Contacts() []Contact {
	var list []Contact
	seen := map[string]bool{}
	add := func(kind, at string, block, token int) {
		if at == "" || seen[kind+strings.ToLower(at)] {
			return
		}
		seen[kind+strings.ToLower(at)] = true
		list = append(list, Contact{kind, at, d.SectionAt(block), d.TokenPosition(block, token)})
	}
	links := map[int][]Link{}
	for _, l := range d.Links() {
		links[l.Block] = append(links[l.Block], l)
	}
	for i := range d.Blocks {
		for _, l := range links[i] {
			u, err := url.Parse(l.Target)
			if err != nil {
				continue
			}
			switch strings.ToLower(u.Scheme) {
			case "mailto":
				to, _, _ := strings.Cut(u.Opaque, "?")
				if plain, err := url.PathUnescape(to); err == nil {
					add("email", plain, i, l.First)
				}
			case "tel":
				add("telephone", u.Opaque, i, l.First)
			}
		}
		tokens := d.Blocks[i].Tokens
		done := 0 // where the last stretch ends that was searched
		for n := range tokens {
			if tokens[n].Text != "@" || n < done {
				continue
			}
			first, end := n, n+1
			for first > 0 && !tokens[first].Space && !tokens[first].Break {
				first--
			}
			for end < len(tokens) && !tokens[end].Space && !tokens[end].Break {
				end++
			}
			done = end
			for _, at := range address.FindAllString(Text(tokens[first:end]), -1) {
				add("email", at, i, n)
			}
		}
	}
	return list
}
