package pages

import (
	_ "embed"
	"path"

	"policyarchive/generator/archive"
)

// VersionList is versions.json: all versions of a policy, for machines. Its format is
// in versions.schema.json.
type VersionList struct {
	Policy    string        `json:"policy"`
	Title     string        `json:"title"`
	Lang      string        `json:"lang"`
	URL       string        `json:"url"`
	InForce   string        `json:"inForce,omitempty"` // name of the version in force
	Addresses Addresses     `json:"addresses"`
	Versions  []VersionItem `json:"versions"` // oldest first
	Sections  []SectionItem `json:"sections"` // in the order in which they first stood
}

// VersionsSchema is the JSON schema of versions.json.
//
//go:embed versions.schema.json
var VersionsSchema []byte

// Addresses are where everything of a version is, as templates of RFC 6570, level 1:
// {name} is the version's name, {previous} that of the one it is compared with.
type Addresses struct {
	Version string `json:"version"`
	Text    string `json:"text"` // the archived bytes
	Record  string `json:"record"`
	Compare string `json:"compare"`
	// Structure is the text with its structure, of a version that has Structured.
	Structure string `json:"structure"`
}

// VersionItem is one version in versions.json.
type VersionItem struct {
	Name      string `json:"name"`
	State     string `json:"state"`
	Captured  string `json:"captured,omitempty"`
	Published string `json:"published,omitempty"`
	Effective string `json:"effective,omitempty"`
	Withdrawn string `json:"withdrawn,omitempty"` // on this day: it never comes into force
	Redacted  string `json:"redacted,omitempty"`  // the day on which its text was removed
	Reason    string `json:"reason,omitempty"`    // of the withdrawal, or why the text was removed
	Authority string `json:"authority,omitempty"` // that decided it
	// Corrections say what was wrong with its record, oldest first; the fields here are right.
	Corrections []CorrectionItem `json:"corrections,omitempty"`
	Class       string           `json:"class,omitempty"`
	Summary     string           `json:"summary,omitempty"`
	Previous    string           `json:"previous,omitempty"`
	Verdict     string           `json:"verdict,omitempty"` // against Previous
	IdenticalTo string           `json:"identicalTo,omitempty"`
	SHA256      string           `json:"sha256"` // of the archived bytes
	Structured  bool             `json:"structured,omitempty"`
}

// CorrectionItem is a correction in versions.json.
type CorrectionItem struct {
	Corrected string `json:"corrected"` // YYYY-MM-DD
	Wrong     string `json:"wrong"`
	Right     string `json:"right"`
}

// SectionItem is a section in versions.json, with the versions in which it stands:
// the names of the first and the last of each uninterrupted run of them.
type SectionItem struct {
	Anchor   string      `json:"anchor"`
	Versions [][2]string `json:"versions"`
}

// versionList is the list of the policy's versions.
func (p *pageBuilder) versionList() ([]byte, error) {
	at := p.absolute(p.policy.URL)
	list := VersionList{
		Policy: p.h.Policy, Title: p.policy.Title, Lang: p.policy.Lang, URL: at,
		Addresses: Addresses{
			Version: at + "archive/{name}/", Text: at + path.Join("archive/{name}", archive.TextFile),
			Record: at + path.Join("archive/{name}", archive.RecordFile), Compare: at + "compare/{previous}/{name}/",
			Structure: at + path.Join("archive/{name}", textFile),
		},
	}
	if v := p.h.InForce(); v != nil {
		list.InForce = v.Name.String()
	}
	structured := structured(p.h, p.o.Bounds.Structured)
	for _, v := range p.all() {
		if r := v.Redaction; r != nil {
			item := VersionItem{Name: v.Name.String(), State: stateRedacted, Captured: r.Captured, Published: r.Published,
				Effective: r.Effective, Class: string(r.Class), SHA256: v.Record.Text.SHA256, Redacted: r.Redacted,
				Reason: r.Reason, Authority: r.Authority}
			if v.Withdrawal != nil {
				item.Withdrawn = v.Withdrawal.Withdrawn
			}
			list.Versions = append(list.Versions, item)
			continue
		}
		i := v.Index
		item := VersionItem{
			Name: v.Name.String(), State: string(v.State),
			Captured: v.Record.Captured, Published: v.Record.Published, Effective: v.Record.Effective,
			Class: string(v.Record.Class), Summary: v.Record.Summary,
			IdenticalTo: p.versions[i].IdenticalTo, Structured: structured[i], SHA256: v.Record.Text.SHA256,
		}
		if v.Withdrawal != nil {
			item.Withdrawn, item.Reason = v.Withdrawal.Withdrawn, v.Withdrawal.Reason
		}
		for _, c := range v.Corrections {
			item.Corrections = append(item.Corrections, CorrectionItem{c.Corrected, c.Wrong, c.Right})
		}
		if s := p.entries[i].Step; s != nil {
			item.Previous, item.Verdict = p.h.Versions[p.before(i)].Name.String(), string(s.Verdict.Kind)
		}
		list.Versions = append(list.Versions, item)
	}
	list.Sections = p.sectionItems()
	return list.lines()
}

// sectionItems are the sections of all versions.
func (p *pageBuilder) sectionItems() []SectionItem {
	list := []SectionItem{}
	at, last := map[int]int{}, map[int]int{} // by line: place in the list, and the last version that has it
	for i, v := range p.h.Versions {
		for _, s := range v.Outline.Sections {
			n, known := at[s.Lineage]
			if !known {
				n = len(list)
				at[s.Lineage] = n
				list = append(list, SectionItem{Anchor: p.h.Tracker.Lineages[s.Lineage].Anchor})
			}
			runs := &list[n].Versions
			if !known || last[s.Lineage] < i-1 {
				*runs = append(*runs, [2]string{v.Name.String(), ""})
			}
			(*runs)[len(*runs)-1][1] = v.Name.String()
			last[s.Lineage] = i
		}
	}
	return list
}

// lines is the list as JSON, with a line for each version and each section.
func (l VersionList) lines() ([]byte, error) {
	versions, sections := l.Versions, l.Sections
	l.Versions, l.Sections = []VersionItem{}, []SectionItem{}
	return inLines(l, "versions", versions, "sections", sections)
}
