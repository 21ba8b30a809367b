package check

import (
	"strings"
	"testing"
)

// TestEachRuleHasItsEntry: the page about the rules tells of each why it is
// there, what to do and where it comes from, and of no other.
func TestEachRuleHasItsEntry(t *testing.T) {
	entries := RuleTexts()
	for _, rule := range Rules() {
		e, known := entries[rule.Name]
		delete(entries, rule.Name)
		switch {
		case !known:
			t.Errorf("RULES.md has no entry %q", rule.Name)
			continue
		case e.What == "" || e.Why == "" || e.Do == "" || e.Source == "":
			t.Errorf("the entry of %s lacks a part: %+v", rule.Name, e)
		}
		if !strings.HasPrefix(e.Facts, string(rule.Severity)) {
			t.Errorf("%s is documented as %q, and is of severity %s", rule.Name, e.Facts, rule.Severity)
		}
		fixed := rule.Fixed || rule.Always || rule.Name == "waiver" || rule.Name == "unused-waiver"
		if strings.Contains(e.Facts, "cannot be waived") != fixed {
			t.Errorf("%s: %q is not what holds of waivers", rule.Name, e.Facts)
		}
		if strings.Contains(e.What, "(English)") != rule.English {
			t.Errorf("%s: the page does not tell rightly whether it is for English only", rule.Name)
		}
	}
	for name := range entries {
		t.Errorf("RULES.md tells of %q, and there is no such rule", name)
	}
}
