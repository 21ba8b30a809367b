package check

import (
	"fmt"
	"strings"

	"policyarchive/generator/changelog"
)

const otherClass = "declare the class that fits (editorial, clarification or material) or mend the text"

// contradiction finds a class that does not fit what came and went.
func contradiction(d *subject) []Finding {
	if d.Comparison == nil {
		return nil
	}
	if s := changelog.Structural(d.Class(), d.Comparison); s != nil {
		return []Finding{d.key("class", s.String(), otherClass)}
	}
	return nil
}

// substance finds words that change rights, duties or amounts in a change that
// is declared to leave the meaning as it was: any such word, or a definition,
// in an editorial one; numbers and negations in a clarification.
func substance(d *subject) []Finding {
	class := d.Class()
	if d.Comparison == nil || class != "editorial" && class != "clarification" ||
		changelog.Structural(class, d.Comparison) != nil {
		return nil
	}
	var list []Finding
	found := map[int]bool{}
	for _, w := range changelog.Substance(d.Comparison) {
		words := w.Words
		if class == "clarification" {
			words = decisive(words)
		}
		if len(words) == 0 || w.Row.New < 0 {
			continue
		}
		found[w.Row.New] = true
		token := min(w.Token, len(d.Doc.Blocks[w.Row.New].Tokens)-1)
		f := d.at(w.Row.New, token, fmt.Sprintf("declared %s, but words of substance changed here: “%s”", class,
			strings.Join(words, "”, “")),
			otherClass)
		if class == "clarification" {
			f.Severity = Warning
		}
		list = append(list, f)
	}
	if class == "editorial" && d.WordsChanged() {
		for _, def := range reworded(d) {
			if !found[def.Block] {
				list = append(list, d.at(def.Block, def.Token,
					fmt.Sprintf("declared editorial, but the definition of “%s” changed", def.Term), otherClass))
			}
		}
	}
	return list
}

// decisive are the numbers and negations among words.
func decisive(words []string) []string {
	var list []string
	for _, w := range words {
		switch {
		case strings.ContainsAny(w, "0123456789%"), strings.HasSuffix(w, "n't"):
			list = append(list, w)
		default:
			switch w {
			case "not", "no", "never", "without", "unless", "except", "only", "cannot":
				list = append(list, w)
			}
		}
	}
	return list
}

// noClass finds a change of words of which nobody says what it is.
func noClass(d *subject) []Finding {
	if !d.WordsChanged() || d.Class() != "" {
		return nil
	}
	return []Finding{d.key("class", "words changed, and nothing says what kind of change it is",
		"write class: editorial, clarification or material into the front matter")}
}

// noSummary finds a change without a summary for readers.
func noSummary(d *subject) []Finding {
	class := d.Class()
	if !d.WordsChanged() || class != "material" && class != "clarification" || d.Declared.Summary != "" ||
		d.Doc.Meta.Summary != "" {
		return nil
	}
	return []Finding{d.key("class", fmt.Sprintf("declared %s, and no summary tells readers what changed", class),
		"write summary: and a sentence for readers into the front matter")}
}
