package check

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf16"

	"policyarchive/generator/characters"
	"policyarchive/generator/compare"
	"policyarchive/generator/draft"
	"policyarchive/generator/english"
	"policyarchive/generator/history"
)

// Marker begins the comment of a pull request, hidden, so that it is found
// again and replaced.
const Marker = "<!-- policy-check -->"

// longest is how many characters GitHub takes of a comment.
const longest = 65536

// MarkdownOptions say how the comment is written.
type MarkdownOptions struct {
	Preview string // address of a preview of the change; empty if there is none
}

// at is the address of a page in the preview.
func (o MarkdownOptions) at(page string) string {
	return strings.TrimSuffix(o.Preview, "/") + "/" + page
}

// previewPaths say where a preview of the change shows a draft: in place of the
// text in force, or, if it is frozen already, as the version that it is. They count
// from the address of the preview, and end in a slash. changes is the page with
// the redline; empty if there is none.
func previewPaths(d *draft.Draft) (text, changes string) {
	text = d.Policy + "/"
	frozen := d.Frozen()
	switch {
	case frozen == nil:
		if d.History != nil && d.History.InForce() != nil {
			changes = text + "draft/"
		}
		return text, changes
	case frozen.Previous != nil:
		changes = text + "compare/" + frozen.Previous.Name.String() + "/" + frozen.Name.String() + "/"
	}
	if frozen.State != history.InForce {
		text += "archive/" + frozen.Name.String() + "/"
	}
	return text, changes
}

// Markdown writes the report as one comment of a pull request: the verdict,
// class, dates and notice of each text, its findings, and the changed sections
// with their redline, as much of it as GitHub takes.
func (r *Report) Markdown(o MarkdownOptions) string {
	c := comment{left: longest}
	c.must(Marker + "\n" + r.headline() + "\n")
	for _, f := range r.Archive {
		c.optional(r.item(f))
	}
	for i := range r.Policies {
		c.must(r.Policies[i].head(o))
	}
	for i := range r.Policies {
		p := &r.Policies[i]
		if len(p.Findings) > 0 {
			c.must(fmt.Sprintf("\n### %s: what to look at\n\n", p.Draft.Policy))
		}
		for _, s := range []Severity{Error, Warning, Note} {
			for _, f := range p.Findings {
				if f.Severity == s {
					c.optional(r.item(f))
				}
			}
		}
	}
	for i := range r.Policies {
		r.Policies[i].redlines(&c, o)
	}
	if r.Checkpoint != "" {
		c.optional("\n<details><summary>Checkpoint of the archive's log, once this is merged</summary>\n\n```\n" +
			r.Checkpoint + "```\n\n</details>\n")
	}
	if c.dropped > 0 {
		c.text.WriteString(fmt.Sprintf(cutNote, english.Count(c.dropped, "part")))
	}
	return c.text.String()
}

const cutNote = "\n_GitHub takes no longer comments: %s of this one were left out. `generator check` prints all " +
	"findings, `generator compare POLICY VERSION draft` the whole redline._\n"

// comment is text that grows up to a length.
type comment struct {
	text    strings.Builder
	left    int // UTF-16 units
	dropped int
}

// must adds what the comment cannot do without; it is short.
func (c *comment) must(s string) {
	c.text.WriteString(s)
	c.left -= units(s)
}

// reserve is room for cutNote and what must follow a part, in UTF-16 units.
const reserve = 400

// optional adds a part unless it is too long.
func (c *comment) optional(s string) {
	if n := units(s); n+reserve > c.left {
		c.dropped++
	} else {
		c.must(s)
	}
}

func units(s string) int { return len(utf16.Encode([]rune(s))) }

func (r *Report) headline() string {
	switch n := r.Count(Error); {
	case n > 0:
		return fmt.Sprintf("## This change cannot be merged yet: %s\n\nCompared with %s.\n",
			strings.TrimSuffix(r.Summary(), "."), escapeMarkdown(r.Base))
	default:
		return fmt.Sprintf("## Nothing stops this change\n\n%s Compared with %s.\n", r.Summary(),
			escapeMarkdown(r.Base))
	}
}

// item is a finding in a list.
func (r *Report) item(f Finding) string {
	rule := "`" + f.Rule + "`"
	if url := r.ruleURL(f.Rule); url != "" {
		rule = "[" + rule + "](" + url + ")"
	}
	return fmt.Sprintf("- **%s** %s, `%s`: %s; _%s_\n", f.Severity, rule,
		strings.ReplaceAll(characters.Line(f.Position.String()), "`", "'"), escapeMarkdown(f.Problem), escapeMarkdown(f.Fix))
}

// head is what is declared of a policy's text, and the verdict.
func (p *PolicyReport) head(o MarkdownOptions) string {
	var b strings.Builder
	verdict := "the first version."
	if c := p.Draft.Comparison; c != nil {
		verdict = c.Verdict.Sentence()
	}
	fmt.Fprintf(&b, "\n### %s: %s\n\n", p.Draft.Policy, verdict)
	if p.Draft.Unchanged() {
		return b.String()
	}
	published, effective, given, wanted := p.days()
	class := p.Draft.Class()
	if class == "" {
		class = "not declared"
	}
	b.WriteString("| | |\n|---|---|\n")
	row := func(key, value string) { fmt.Fprintf(&b, "| %s | %s |\n", key, value) }
	row("Class", class)
	row("Published", published)
	row("In force from", effective)
	notice := english.Count(given, "day")
	if wanted > 0 {
		notice += fmt.Sprintf("; %s wants %d", class, wanted)
	}
	row("Notice", notice)
	if s := p.Draft.Doc.Meta.Summary; s != "" {
		row("Summary", escapeMarkdown(atMostLong(strings.Join(strings.Fields(s), " "))))
	}
	if p.Draft.Previous != nil {
		row("Compared with", "version "+p.Draft.PreviousName())
	}
	if v := p.Draft.Frozen(); v != nil {
		row("Frozen", "as version "+v.Name.String())
	}
	if o.Preview != "" {
		text, changes := previewPaths(p.Draft)
		links := fmt.Sprintf("[the text](%s)", o.at(text))
		if changes != "" {
			links += fmt.Sprintf(", [what it changes](%s)", o.at(changes))
		}
		row("Preview", links)
	}
	return b.String()
}

// atMostLong is a text that the comment cannot do without, of a length that it
// can hold.
func atMostLong(s string) string {
	const most = 1000 // characters
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + " …"
	}
	return s
}

// redlines adds the changed sections, each with its redline. Of those for which
// there is no room, the heading stays.
func (p *PolicyReport) redlines(c *comment, o MarkdownOptions) {
	if p.Draft.Comparison == nil || p.Draft.Unchanged() {
		return
	}
	style := compare.Markdown()
	style.Escape = escapeMarkdown
	style.Heading = [2]string{"**", "**"}
	var title, presentation strings.Builder
	style.WriteTitle(&title, p.Draft.Comparison)
	style.WritePresentation(&presentation, p.Draft.Comparison)
	var sections []string
	text, _ := previewPaths(p.Draft)
	for n := range p.Draft.Comparison.Sections {
		var b strings.Builder
		style.WriteSection(&b, p.Draft.Comparison, n)
		if b.Len() == 0 {
			continue
		}
		if s := p.Draft.Comparison.Sections[n]; o.Preview != "" && s.New >= 0 {
			fmt.Fprintf(&b, "[See it in the preview](%s#%s)\n\n", o.at(text), url.PathEscape(p.Draft.Doc.Sections[s.New].Anchor))
		}
		sections = append(sections, b.String())
	}
	if title.Len()+presentation.Len()+len(sections) == 0 {
		return
	}
	c.must(fmt.Sprintf("\n### %s: what changed\n\n", p.Draft.Policy))
	c.optional(title.String())
	if len(sections) > 0 {
		c.must(fmt.Sprintf("<details open><summary>%s</summary>\n\n", english.Count(len(sections), "section")))
		c.sections(sections)
		c.must("</details>\n\n")
	}
	c.optional(presentation.String())
}

// sections adds what there is room for: of each its first line at least.
func (c *comment) sections(list []string) {
	headings, short := 0, make([]string, len(list))
	for i, s := range list {
		heading, _, _ := strings.Cut(s, "\n")
		short[i] = heading + "\n\n"
		headings += units(short[i])
	}
	for i, s := range list {
		headings -= units(short[i])
		if units(s)+headings+reserve <= c.left {
			c.must(s)
			continue
		}
		c.dropped++
		if units(short[i])+reserve <= c.left {
			c.must(short[i])
		}
	}
}
