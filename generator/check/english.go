package check

import "strings"

// English reports whether the text is in English: as its front matter says,
// else the site, else by its commonest words.
func (d *subject) English() bool {
	lang := d.Doc.Meta.Lang
	if lang == "" {
		lang = d.Lang
	}
	if lang != "" {
		primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
		return primary == "en"
	}
	words, common := 0, 0
	for i := range d.Doc.Blocks {
		for _, t := range d.Doc.Blocks[i].Tokens {
			switch t.Word() {
			case "":
				continue
			case "the", "of", "to", "and", "we", "you", "your", "or", "is", "are", "this":
				common++
			}
			words++
		}
	}
	return words > 0 && common*12 >= words
}
