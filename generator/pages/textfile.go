package pages

import (
	_ "embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/history"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// textFile is what programs read the text of a version from, beside its page.
const textFile = "policy.json"

// TextSchema is the JSON schema of policy.json.
//
//go:embed policy.schema.json
var TextSchema []byte

// Text is policy.json: the text of a version with its structure, for programs. Its
// format is in policy.schema.json.
type Text struct {
	Policy      string           `json:"policy"`
	Version     string           `json:"version"`
	Title       string           `json:"title"`
	Lang        string           `json:"lang"`
	Dir         string           `json:"dir"`
	URL         string           `json:"url"`
	Source      string           `json:"source"` // the archived bytes
	SHA256      string           `json:"sha256"` // of these
	Definitions []TextDefinition `json:"definitions"`
	Sections    []TextSection    `json:"sections"` // in reading order
}

// TextSection is a section in policy.json.
type TextSection struct {
	Anchor     string          `json:"anchor"`
	Level      int             `json:"level"` // in the outline; 1 is the top
	Number     string          `json:"number,omitempty"`
	Title      string          `json:"title"` // empty of text before the first heading
	Paragraphs []TextParagraph `json:"paragraphs"`
}

// TextParagraph is a clause of a section in policy.json: a paragraph, a member of a
// list, the row of a table.
type TextParagraph struct {
	Anchor string     `json:"anchor"`
	Kind   string     `json:"kind"`
	Text   string     `json:"text"`
	Links  []TextLink `json:"links,omitempty"`
	// Members are the anchors of the members of an enumeration within it.
	Members []string `json:"members,omitempty"`
}

// TextLink is a link in policy.json.
type TextLink struct {
	Text string `json:"text"`
	URL  string `json:"url"` // absolute, or # and an anchor of this text
}

// TextDefinition is a term that the text defines.
type TextDefinition struct {
	Term   string `json:"term"`
	Anchor string `json:"anchor"` // of the paragraph that defines it
	Text   string `json:"text"`   // of the passage that says what it means
}

// textJSON adds policy.json of a version to the fragments, and returns its name.
func (p *pageBuilder) textJSON(v *history.Version) (string, error) {
	lang, dir := p.versionLanguage(v)
	at := p.absolute(p.versions[v.Index].URL)
	text := Text{Policy: p.h.Policy, Version: v.Name.String(), Title: p.title(v), Lang: lang, Dir: dir, URL: at,
		Source: at + archive.TextFile, SHA256: v.Record.Text.SHA256, Definitions: definitionsOf(p.terms[v.Index])}
	links := textLinks{doc: v.Doc, origin: p.absoluteOrigin(p.origin(v))}
	for i := range v.Doc.Sections {
		text.Sections = append(text.Sections, links.section(&v.Doc.Sections[i]))
	}
	data, err := text.lines()
	if err != nil {
		return "", fmt.Errorf("write %s of version %s: %w", textFile, v.Name, err)
	}
	return p.store.PutAsIs(string(data))
}

// lines is the text as JSON, with a line for each definition and each section.
func (t Text) lines() ([]byte, error) {
	definitions, sections := t.Definitions, t.Sections
	t.Definitions, t.Sections = []TextDefinition{}, []TextSection{}
	return inLines(t, "definitions", definitions, "sections", sections)
}

// definitionsOf are the terms that a text defines, in its order; of one that several
// places define, each.
func definitionsOf(t *textTerms) []TextDefinition {
	list := []TextDefinition{}
	for i := range t.list {
		for n := range t.list[i].Definitions {
			d := &t.list[i].Definitions[n]
			if d.Section < 0 {
				continue
			}
			list = append(list, TextDefinition{Term: t.list[i].Name.Text,
				Anchor: blockAnchor(t.doc, d.Section, d.Block), Text: d.Text(t.doc)})
		}
	}
	return list
}

// textLinks tell where the links of a text lead from its page.
type textLinks struct {
	doc    *policy.Document
	origin link.Origin
}

func (l *textLinks) section(s *policy.Section) TextSection {
	out := TextSection{Anchor: s.Anchor, Level: s.Depth, Number: s.Number, Title: s.Title,
		Paragraphs: []TextParagraph{}}
	last := -1 // of out.Paragraphs, but for members of enumerations
	for _, c := range l.doc.Clauses(s) {
		anchor := s.Anchor + "." + c.Anchor
		if c.Kind == "enumeration" {
			out.Paragraphs[last].Members = append(out.Paragraphs[last].Members, anchor)
			continue
		}
		out.Paragraphs = append(out.Paragraphs, TextParagraph{Anchor: anchor, Kind: c.Kind, Text: c.Text})
		last++
	}
	place := map[string]int{}
	for n := range out.Paragraphs {
		place[out.Paragraphs[n].Anchor] = n
	}
	for i := s.First; i < s.End; i++ {
		b := &l.doc.Blocks[i]
		if n, ok := place[s.Anchor+"."+b.Clause]; ok {
			out.Paragraphs[n].Links = append(out.Paragraphs[n].Links, l.of(b.Tokens)...)
		}
	}
	return out
}

// of are the links of a block that lead anywhere; marks of notes are none.
func (l *textLinks) of(tokens []policy.Token) (list []TextLink) {
	for n := 0; n < len(tokens); {
		end := n + 1
		for end < len(tokens) && tokens[end].Link == tokens[n].Link {
			end++
		}
		if target := tokens[n].Link; target != "" && !tokens[n].IsNote() {
			if to := l.resolve(target); to != "" {
				list = append(list, TextLink{Text: policy.Text(tokens[n:end]), URL: to})
			}
		}
		n = end
	}
	return list
}

func (l *textLinks) resolve(target string) string {
	fragment, inside := strings.CutPrefix(target, "#")
	if !inside {
		return l.origin.Resolve(target).URL
	}
	within := link.Policy{Places: l.doc.Places()}
	if anchor, ok := within.Anchor(fragment); ok {
		return link.Fragment(anchor)
	}
	return ""
}

// structured says of each version whether it has a policy.json: the text in force has,
// and the newest, up to a number of bytes of archived text.
func structured(h *weave.History, bytes int) []bool {
	has, left := make([]bool, len(h.Versions)), budget(bytes)
	for i, v := range slices.Backward(h.Versions) {
		if has[i] = left.spend(int(v.Record.Text.Bytes)); !has[i] {
			left = 0 // no older one either
		}
	}
	has[h.Current().Index] = true
	return has
}

// textFiles publishes the files in which programs find the texts of versions.
func (p *pageBuilder) textFiles(texts []versionText) {
	for i, v := range p.h.Versions {
		if texts[i].file != "" {
			p.copyFragment(textPath(v), texts[i].file)
		}
	}
}

// textPath is the place of policy.json of a version below the policy.
func textPath(v *history.Version) string { return path.Join("archive", v.Name.String(), textFile) }
