package check

import (
	"fmt"
	"strings"
)

// agreement finds a defined plural ("Sites") used as if it were one thing:
// "This Sites is".
func agreement(d *subject) []Finding {
	plural := map[string]bool{}
	for _, def := range d.Doc.Definitions {
		if strings.HasSuffix(def.Term, "s") && !strings.HasSuffix(def.Term, "ss") &&
			!strings.HasSuffix(def.Term, "us") && !strings.Contains(def.Term, " ") {
			plural[def.Term] = true
		}
	}
	var list []Finding
	for i := range d.Doc.Blocks {
		tokens := d.Doc.Blocks[i].Tokens
		for n := 0; n+1 < len(tokens); n++ {
			if !plural[tokens[n+1].Text] {
				continue
			}
			right, ok := map[string]string{"this": "these", "that": "those", "a": "the",
				"each": "all"}[tokens[n].Word()]
			if !ok {
				continue
			}
			// "this Sites policy" and "that Sites are" are other constructions.
			if n+2 < len(tokens) {
				switch tokens[n+2].Word() {
				case "is", "was", "has", "does", "":
				default:
					continue
				}
			}
			list = append(list, d.at(i, n,
				fmt.Sprintf("“%s %s”: “%s” is defined as a plural", tokens[n].Text, tokens[n+1].Text, tokens[n+1].Text),
				fmt.Sprintf("write “%s %s” and the plural of the verb", matchCase(right, tokens[n].Text),
					tokens[n+1].Text)))
		}
	}
	return list
}

func matchCase(word, like string) string {
	if like != "" && like[0] >= 'A' && like[0] <= 'Z' {
		return strings.ToUpper(word[:1]) + word[1:]
	}
	return word
}
