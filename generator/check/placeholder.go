package check

import (
	"fmt"
	"strings"

	"policyarchive/generator/characters"
	"policyarchive/generator/policy"
)

// placeholders finds what is still to be written, in the text and in what of the
// front matter is published with it.
func placeholders(d *subject) []Finding {
	var list []Finding
	for _, declared := range []struct{ key, value string }{{"title", d.Doc.Meta.Title},
		{"summary", d.Doc.Meta.Summary}} {
		if declared.key == "summary" && d.Declared.Summary != "" {
			continue
		}
		for _, left := range policy.LeftoversIn(declared.value) {
			if left.Kind == policy.Placeholder {
				list = append(list, d.key(declared.key,
					fmt.Sprintf("a placeholder was left in the %s: “%s”", declared.key,
						shortened(left.Text)), "write what it stands for"))
				break
			}
		}
	}
	return append(list, d.leftovers(policy.Placeholder, "a placeholder was left: “%s”",
		"write the text in its place, or take it out with its heading")...)
}

// templates finds code of templates that no program will replace.
func templates(d *subject) []Finding {
	list := d.leftovers(policy.Template, "code of a template is shown as it is: “%s”",
		"write the text that it stands for; show code in `backticks`")
	for i, f := range list {
		if t := d.Doc.Blocks[f.block].Tokens[f.token]; d.isTemplate(f.block, f.token) {
			list[i].Problem = fmt.Sprintf("“%s” leads to code of a template: %s", shortened(t.Text), t.Link)
			list[i].Fix = "write the address that it stands for"
		}
	}
	return list
}

// isTemplate reports whether the address of a link is a template.
func (d *subject) isTemplate(block, token int) bool {
	_, fault := policy.Address(d.Doc.Blocks[block].Tokens[token].Link)
	return strings.Contains(fault, "template")
}

// remarks finds what writers tell each other and readers would see.
func remarks(d *subject) []Finding {
	return d.leftovers(policy.Remark, "a remark to other writers is shown to readers: “%s”",
		"take it out, or put it into a comment: <!-- … -->")
}

// footnotes finds marks of notes that are not there, and notes without a mark.
func footnotes(d *subject) []Finding {
	list := d.leftovers(policy.LoneNote, "“%s” is the mark of a note that is not there",
		"write the note on a line of its own: [^label]: its text")
	for i, f := range list {
		b := &d.Doc.Blocks[f.block]
		text := policy.Text(b.Tokens)
		if label, _, isNote := strings.Cut(text, "]:"); isNote && strings.HasPrefix(label, "[^") &&
			!strings.ContainsAny(label[2:], "[] ") && f.token == 0 {
			list[i].Problem = fmt.Sprintf("no mark leads to the note %s]", label)
			list[i].Fix = fmt.Sprintf("put %s] where it belongs, or take the note out", label)
			list[i].Severity = Warning
		}
	}
	return list
}

// dialects finds markup that is not read here, and marks that were botched.
func dialects(d *subject) []Finding {
	list := d.leftovers(policy.Foreign, "markup that is not read here is shown as it is: “%s”",
		"write it as CommonMark or GitHub has it, or take it out")
	for i, f := range list {
		switch text := d.Doc.Blocks[f.block].Tokens[f.token].Text; text {
		case "#":
			list[i].Fix = "if it is a heading, put a blank behind its marks"
		case "*":
			list[i].Fix = "for bold text, put no blank inside of its marks, and one outside: **like this** here"
		}
	}
	return list
}

// leftovers are the findings of one kind.
func (d *subject) leftovers(kind policy.LeftoverKind, problem, fix string) []Finding {
	var list []Finding
	for _, left := range d.leftover() {
		if left.Kind == kind {
			f := d.at(left.Block, left.Token, fmt.Sprintf(problem, shortened(left.Text)), fix)
			f.token = left.Token
			list = append(list, f)
		}
	}
	return list
}

// shortened is the beginning of a text, on one line.
func shortened(s string) string {
	return characters.Clipped(strings.Join(strings.Fields(s), " "), 60, 57)
}
