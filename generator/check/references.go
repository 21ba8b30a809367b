package check

import (
	"fmt"
	"slices"
	"strings"

	"policyarchive/generator/policy"
)

// references finds mentions of other sections whose words are not a section's
// title. One that was a title once is known by it.
func references(d *subject) []Finding {
	labels := clauseLabels(d.Doc)
	certain := map[[2]int]bool{}
	for _, r := range d.Doc.References {
		certain[[2]int{r.Block, r.Token}] = true
	}
	var list []Finding
	for _, r := range d.Doc.Mentions() {
		if r.ByNumber() && r.Section < 0 && numbersSections(d.Doc) && pointsHere(d.Doc, r) && !leadsAway(d.Doc, r) {
			list = append(list, d.at(r.Block, r.Token,
				fmt.Sprintf("the text refers to section %s, and no section has that number", r.Quoted),
				"write the number of the section that is meant, or remove the reference"))
			continue
		}
		if r.ByNumber() || r.Exact || labels[titleKey(r.Quoted)] || leadsAway(d.Doc, r) {
			continue
		}
		s, isCertain := r.Section, certain[[2]int{r.Block, r.Token}]
		if now := d.sectionOnceCalled(r.Quoted); now >= 0 && (isCertain || strings.ContainsRune(r.Quoted, ' ')) {
			s = now
		}
		switch {
		case s >= 0:
			title := d.Doc.Sections[s].Title
			list = append(list, d.at(r.Block, r.Token,
				fmt.Sprintf("the text refers to “%s”, but the section is called “%s”", r.Quoted,
					title), fmt.Sprintf("write “%s”", title)))
		case isCertain && !term(d.Doc, r.Quoted):
			list = append(list, d.at(r.Block, r.Token,
				fmt.Sprintf("the text refers to “%s”, and no section is called so", r.Quoted),
				"name the section by its title, or remove the reference"))
		}
	}
	return list
}

// numbersSections reports whether most sections at the top of a text have numbers.
func numbersSections(doc *policy.Document) bool {
	headed, numbered := 0, 0
	for i := range doc.Sections {
		if s := &doc.Sections[i]; s.Depth == 1 && s.Heading >= 0 {
			headed++
			if s.Number != "" {
				numbered++
			}
		}
	}
	return 2*numbered > headed
}

// pointsHere reports whether a mention by number can mean nothing but a section of
// the text: see section 9; section 9 below. Numbers as high as those of laws do not.
func pointsHere(doc *policy.Document, r policy.Reference) bool {
	tokens := doc.Blocks[r.Block].Tokens
	whole, _, _ := strings.Cut(r.Quoted, ".")
	if len(whole) > 2 || tokens[r.Token].Word() != "section" {
		return false
	}
	for i := range doc.Sections {
		if number, _, _ := strings.Cut(strings.Trim(doc.Sections[i].Number, "§ .:)"), "."); number == whole {
			return false // a paragraph of that section, perhaps
		}
	}
	if r.End < len(tokens) {
		if after := tokens[r.End].Word(); after == "below" || after == "above" {
			return true
		}
	}
	from, to := policy.SentenceAt(tokens, r.Token)
	if r.Token == from || r.End < to && tokens[r.End].Word() != "" &&
		!slices.Contains([]string{"for", "to", "and", "or", "if", "where", "on", "about"}, tokens[r.End].Word()) {
		return false
	}
	before := tokens[r.Token-1].Word()
	return before == "see" || before == "to" && r.Token > from+1 && tokens[r.Token-2].Word() == "refer"
}

// leadsAway reports whether the words of a reference are a link to another
// text: it is called as that one is.
func leadsAway(doc *policy.Document, r policy.Reference) bool {
	link := doc.Blocks[r.Block].Tokens[min(r.First, len(doc.Blocks[r.Block].Tokens)-1)].Link
	return link != "" && link[0] != '#'
}

// sectionOnceCalled is the section of the text that had a title in an older
// version; -1 if there is none.
func (d *subject) sectionOnceCalled(title string) int {
	lineage, known := d.titles()[titleKey(title)]
	if !known {
		return -1
	}
	return slices.IndexFunc(d.Doc.Sections, func(s policy.Section) bool {
		return s.Lineage == lineage && s.Title != ""
	})
}

// renumberedReferences finds a reference by number in words that stayed, while
// the numbers changed: it leads to another section now, or to none.
func renumberedReferences(d *subject) []Finding {
	was := map[string]map[string]int{} // number and sentence to the section's lineage
	for _, r := range d.previous.References {
		if r.ByNumber() && r.Section >= 0 {
			if was[r.Quoted] == nil {
				was[r.Quoted] = map[string]int{}
			}
			was[r.Quoted][sentenceOf(d.previous, r)] = d.previous.Sections[r.Section].Lineage
		}
	}
	var list []Finding
	for _, r := range d.Doc.Mentions() {
		if !r.ByNumber() || was[r.Quoted] == nil {
			continue
		}
		lineage, known := was[r.Quoted][sentenceOf(d.Doc, r)]
		if !known || r.Section >= 0 && d.Doc.Sections[r.Section].Lineage == lineage {
			continue
		}
		now := slices.IndexFunc(d.Doc.Sections, func(s policy.Section) bool { return s.Lineage == lineage })
		problem := fmt.Sprintf("“Section %s” was another section before", r.Quoted)
		fix := "name the section that is meant"
		if now >= 0 && d.Doc.Sections[now].Number != "" {
			problem = fmt.Sprintf("“Section %s” meant “%s”, whose number is %s now", r.Quoted,
				d.Doc.Sections[now].Title, d.Doc.Sections[now].Number)
			fix = fmt.Sprintf("write “Section %s”", strings.Trim(d.Doc.Sections[now].Number, " .:)"))
		} else if now < 0 {
			problem = fmt.Sprintf("“Section %s” meant a section that is gone", r.Quoted)
		}
		list = append(list, d.at(r.Block, r.Token, problem, fix))
	}
	return list
}

func sentenceOf(doc *policy.Document, r policy.Reference) string {
	tokens := doc.Blocks[r.Block].Tokens
	from, to := policy.SentenceAt(tokens, r.Token)
	return policy.Text(tokens[from:to])
}

// clauseLabels are the run-in titles of clauses (**Business Transfers.**), and
// bold lines, which a text may refer to as well as to a section.
func clauseLabels(doc *policy.Document) map[string]bool {
	labels := map[string]bool{}
	for i := range doc.Sections {
		for _, c := range doc.Clauses(&doc.Sections[i]) {
			if c.Label != "" && c.Kind != "enumeration" {
				labels[titleKey(c.Label)] = true
			}
		}
	}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind == policy.Paragraph && len(b.Tokens) <= 24 &&
			!slices.ContainsFunc(b.Tokens, func(t policy.Token) bool { return t.Marks&policy.Strong == 0 }) {
			labels[titleKey(policy.Text(b.Tokens))] = true
		}
	}
	return labels
}

// titleKey folds a title, so that two ways to write it are one.
func titleKey(title string) string { return strings.ToLower(strings.Trim(title, " .:;,")) }

// term reports whether quoted words are no name of a section but a word that
// the text speaks of: one it defines, or one word in lower case, as in: for
// the purposes of this section, "you" means …
func term(doc *policy.Document, quoted string) bool {
	if !strings.ContainsRune(quoted, ' ') && quoted == strings.ToLower(quoted) && quoted != strings.ToUpper(quoted) {
		return true
	}
	return slices.ContainsFunc(doc.Definitions, func(def policy.Definition) bool {
		return strings.EqualFold(def.Term, quoted)
	})
}
