package publish

import (
	"bytes"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/history"
)

// VersionList is versions.json: all versions of a policy, for machines.
type VersionList struct {
	Policy   string        `json:"policy"`
	Title    string        `json:"title"`
	Lang     string        `json:"lang"`
	URL      string        `json:"url"`
	InForce  string        `json:"inForce,omitempty"` // name of the version in force
	Versions []VersionItem `json:"versions"`          // oldest first
}

// VersionItem is one version in versions.json. URLs are absolute.
type VersionItem struct {
	Name        string   `json:"name"`
	State       string   `json:"state"`
	Captured    string   `json:"captured,omitempty"`
	Published   string   `json:"published,omitempty"`
	Effective   string   `json:"effective,omitempty"`
	Withdrawn   string   `json:"withdrawn,omitempty"` // on this day: it never comes into force
	Reason      string   `json:"reason,omitempty"`    // of the withdrawal
	Class       string   `json:"class,omitempty"`
	Summary     string   `json:"summary,omitempty"`
	Verdict     string   `json:"verdict,omitempty"` // against the version before
	IdenticalTo string   `json:"identicalTo,omitempty"`
	URL         string   `json:"url"`
	Text        string   `json:"text"` // the archived bytes
	SHA256      string   `json:"sha256"`
	Compare     string   `json:"compare,omitempty"`
	Anchors     []string `json:"anchors"`
}

// files publishes the archived bytes, their records and the list of versions.
func (p *pageBuilder) files() error {
	list := VersionList{Policy: p.h.Policy, Title: p.policy.Title, Lang: p.policy.Lang, URL: p.absolute(p.policy.URL)}
	var sums strings.Builder
	for i, v := range p.h.Versions {
		at := strings.TrimPrefix(p.path("archive", v.Name.String()), "/")
		archived := v.Version // without the parsed text, which need not be kept as long
		for _, f := range p.publishedFiles(v) {
			p.site.Copies[p.h.Policy+"/"+f.at] = func() ([]byte, error) { return archived.ReadEntry(f.Entry) }
			sums.WriteString(f.Digest + "  " + strings.TrimPrefix(f.at, "archive/") + "\n")
		}
		if v == p.h.Current() {
			p.site.Copies[p.h.Policy+".md"] = p.site.Copies[path.Join(at, archive.TextFile)]
		}
		item := VersionItem{
			Name: v.Name.String(), State: string(v.State), Captured: v.Record.Captured, Published: v.Record.Published, Effective: v.Record.Effective,
			Class: string(v.Record.Class), Summary: v.Record.Summary, IdenticalTo: p.versions[i].IdenticalTo,
			URL: p.absolute(p.versions[i].URL), Text: p.absolute(p.versions[i].SourceURL), SHA256: v.Record.Text.SHA256,
		}
		if v.Withdrawal != nil {
			item.Withdrawn, item.Reason = v.Withdrawal.Withdrawn, v.Withdrawal.Reason
		}
		if s := p.entries[i].Step; s != nil {
			item.Verdict, item.Compare = string(s.Verdict.Kind), p.absolute(p.stepURL(i))
		}
		for _, s := range v.Outline.Sections {
			item.Anchors = append(item.Anchors, p.h.Tracker.Lines[s.Line].Anchor)
		}
		list.Versions = append(list.Versions, item)
	}
	if v := p.h.InForce(); v != nil {
		list.InForce = v.Name.String()
	}
	data, err := list.lines()
	if err != nil {
		return err
	}
	p.site.Files[p.h.Policy+"/"+versionsFile] = data
	p.site.Files[p.h.Policy+"/archive/"+archive.ManifestFile] = []byte(sums.String())
	return nil
}

// publishedFile is a file of the archive that is published as it is.
type publishedFile struct {
	archive.Entry
	at string // below the policy
}

// publishedFiles are those of a version.
func (p *pageBuilder) publishedFiles(v *history.Version) (list []publishedFile) {
	for _, f := range v.Files() {
		if name := path.Base(f.Path); name == archive.TextFile || name == archive.RecordFile {
			list = append(list, publishedFile{f, path.Join("archive", v.Name.String(), name)})
		}
	}
	if f, ok := v.WithdrawalFile(); ok {
		list = append(list, publishedFile{f, path.Join("archive", strings.TrimPrefix(f.Path, p.h.Policy+"/"))})
	}
	return list
}

// lines is the list as JSON, with a line for each version.
func (l VersionList) lines() ([]byte, error) {
	versions := l.Versions
	l.Versions = []VersionItem{}
	all, err := json.Marshal(l)
	if err != nil {
		return nil, err
	}
	end := bytes.LastIndexByte(all, ']')
	rest := all[end:]
	all = slices.Clone(all[:end])
	for i, v := range versions {
		line, err := json.Marshal(v)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			all = append(all, ',')
		}
		all = append(append(all, '\n'), line...)
	}
	return slices.Concat(all, []byte("\n"), rest, []byte("\n")), nil
}

func (p *pageBuilder) absolute(sitePath string) string {
	return strings.TrimSuffix(p.o.BaseURL, "/") + strings.TrimPrefix(sitePath, p.root)
}
