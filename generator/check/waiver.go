package check

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"policyarchive/generator/policy"
)

// waiver is what an editor says about a finding that shall stand: in the text,
//
//	<!-- check: allow RULE reason -->
//
// for the block that holds it or follows it, or in the front matter for all:
//
//	check:
//	  allow:
//	    RULE: reason
type waiver struct {
	rule, reason string
	block        int // -1: of the whole text
	position     policy.Position
	used         bool
}

var waiverComment = regexp.MustCompile(`<!--[ \t]*check:[ \t]*allow\b([^>]*?)-->`)

// waive takes out the findings that are waived, and adds those about the
// waivers themselves.
func (d *subject) waive(findings []Finding) (kept []Finding, waived int) {
	waivers := append(d.frontWaivers(), d.textWaivers()...)
	if len(waivers) == 0 {
		return findings, 0
	}
	valid := make([]bool, len(waivers))
	for i := range waivers {
		problem, fix := d.faultOf(&waivers[i])
		valid[i] = problem == ""
		if !valid[i] {
			kept = append(kept, waivers[i].finding("waiver", Error, problem, fix))
		}
	}
	for _, f := range findings {
		isWaived := false
		for i := range waivers {
			if w := &waivers[i]; valid[i] && w.rule == f.Rule && (w.block < 0 || w.block == f.block) {
				w.used, isWaived = true, true
			}
		}
		if isWaived {
			waived++
		} else {
			kept = append(kept, f)
		}
	}
	for i := range waivers {
		w := &waivers[i]
		if rule, _ := RuleNamed(w.rule); valid[i] && !w.used && (!rule.Change || d.Changed()) &&
			(!rule.English || d.English()) {
			kept = append(kept, w.finding("unused-waiver", Warning,
				fmt.Sprintf("the waiver of %s waives nothing", w.rule), "take it out"))
		}
	}
	return kept, waived
}

func (w *waiver) finding(rule string, s Severity, problem, fix string) Finding {
	return Finding{Rule: rule, Severity: s, Position: w.position, Problem: problem, Fix: fix, block: w.block,
		context: problem + "\x00" + w.reason}
}

// faultOf says why a waiver is not valid; "" if it does.
func (d *subject) faultOf(w *waiver) (problem, fix string) {
	rule, known := RuleNamed(w.rule)
	switch {
	case w.rule == "":
		return "a waiver names no rule", "write <!-- check: allow RULE reason -->"
	case !known:
		return fmt.Sprintf("a waiver is for %q, and no rule is called so", w.rule),
			"name the rule that stands in brackets behind the finding" + nearestRule(w.rule)
	case rule.Fixed || rule.Always || rule.Name == "waiver" || rule.Name == "unused-waiver":
		return fmt.Sprintf("%s cannot be waived", w.rule), "take the waiver out, and mend what the rule finds"
	case len(policyWords(w.reason)) == 0:
		return fmt.Sprintf("the waiver of %s gives no reason", w.rule), "say in a few words why it shall stand"
	case rule.Change && d.previous != nil && frontReasons(d.previous.Meta.Other)[w.rule] == w.reason && w.block < 0:
		return fmt.Sprintf("the waiver of %s was for the version before: %q", w.rule, w.reason),
			"take it out, or give the reason of this change"
	}
	return "", ""
}

func policyWords(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\n.,;:-–—", r) })
}

// nearestRule is a hint at a rule whose name is nearly that; "" if none is.
func nearestRule(name string) string {
	for _, r := range Rules() {
		if slip(strings.ToLower(name), r.Name) {
			return ", such as " + r.Name
		}
	}
	return ""
}

// frontWaivers are those of the front matter, by rule.
func (d *subject) frontWaivers() []waiver {
	var list []waiver
	reasons := frontReasons(d.Doc.Meta.Other)
	for _, rule := range slices.Sorted(maps.Keys(reasons)) {
		at := keyPosition(d, rule)
		if at.Line == 1 {
			at = keyPosition(d, "check") // all on one line
		}
		list = append(list, waiver{rule: rule, reason: reasons[rule], block: -1, position: at})
	}
	return list
}

// frontReasons reads check.allow of a front matter.
func frontReasons(other map[string]any) map[string]string {
	table, _ := other["check"].(map[string]any)
	allow, _ := table["allow"].(map[string]any)
	reasons := map[string]string{}
	for rule, reason := range allow {
		if reason == nil {
			reason = ""
		}
		reasons[rule] = strings.TrimSpace(fmt.Sprint(reason))
	}
	return reasons
}

// textWaivers are the comments in the text.
func (d *subject) textWaivers() []waiver {
	var list []waiver
	places := d.places()
	for _, m := range waiverComment.FindAllSubmatchIndex(d.Source, -1) {
		rule, reason, _ := strings.Cut(strings.TrimSpace(string(d.Source[m[2]:m[3]])), " ")
		pos := places.position(m[0])
		if block := places.block(pos); block >= 0 {
			list = append(list, waiver{rule: rule, reason: strings.TrimSpace(reason), block: block, position: pos})
		}
	}
	return list
}
