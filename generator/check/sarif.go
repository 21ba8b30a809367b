package check

import (
	"net/url"
	"path/filepath"
)

// The parts of SARIF 2.1.0 that are written: OASIS Standard, 27 March 2020,
// and what GitHub's code scanning reads of it.
type (
	// SARIF is a log of one run.
	SARIF struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		InformationURI string      `json:"informationUri,omitempty"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID                   string         `json:"id"`
		ShortDescription     sarifText      `json:"shortDescription"`
		FullDescription      sarifText      `json:"fullDescription"`
		Help                 sarifText      `json:"help"`
		HelpURI              string         `json:"helpUri,omitempty"`
		DefaultConfiguration sarifConfigure `json:"defaultConfiguration"`
	}
	sarifConfigure struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifResult struct {
		RuleID              string            `json:"ruleId"`
		RuleIndex           int               `json:"ruleIndex"`
		Level               string            `json:"level"`
		Message             sarifText         `json:"message"`
		Locations           []sarifLocation   `json:"locations"`
		PartialFingerprints map[string]string `json:"partialFingerprints"`
	}
	sarifLocation struct {
		PhysicalLocation sarifPlace `json:"physicalLocation"`
	}
	sarifPlace struct {
		ArtifactLocation sarifFile   `json:"artifactLocation"`
		Region           sarifRegion `json:"region"`
	}
	sarifFile struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
	}
)

// SARIF turns the report into a log for code scanning. The files of findings
// must be relative to the root of the repository.
func (r *Report) SARIF() SARIF {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "generator check", InformationURI: r.RulesURL}
	entries, index := RuleTexts(), map[string]int{}
	for i, rule := range Rules() {
		e := entries[rule.Name]
		index[rule.Name] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			ID: rule.Name, ShortDescription: sarifText{Text: e.What}, FullDescription: sarifText{Text: e.What + " " + e.Why},
			Help: sarifText{Text: e.Why + "\n" + e.Do + "\n" + e.Source,
				Markdown: "**Why:** " + e.Why + "\n\n**What to do:** " + e.Do + "\n\n**Source:** " + e.Source},
			HelpURI: r.ruleURL(rule.Name), DefaultConfiguration: sarifConfigure{string(rule.Severity)},
		})
	}
	for _, f := range r.All() {
		file := (&url.URL{Path: filepath.ToSlash(f.Position.File)}).EscapedPath()
		run.Results = append(run.Results, sarifResult{
			RuleID: f.Rule, RuleIndex: index[f.Rule], Level: string(f.Severity), Message: sarifText{Text: f.Problem +
				"; " + f.Fix},
			Locations: []sarifLocation{{sarifPlace{sarifFile{file},
				sarifRegion{max(1, f.Position.Line), max(1, f.Position.Column)}}}},
			PartialFingerprints: map[string]string{"primaryLocationLineHash": f.Fingerprint + ":1"},
		})
	}
	return SARIF{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}}
}

// ruleURL is the address of a rule's entry; empty if the page has none.
func (r *Report) ruleURL(rule string) string {
	if r.RulesURL == "" {
		return ""
	}
	return r.RulesURL + "#" + rule
}
