package check

import (
	"testing"

	"policyarchive/generator/config"
)

func TestLimitsOf(t *testing.T) {
	if l := LimitsOf(config.Check{}); l.Notice["material"] != 30 || l.Review != 12 || l.Sentence != 60 || l.Ease != 2 {
		t.Errorf("without a word in hugo.toml: %+v", l)
	}
	months, words, ease := 0, 40, 3.5
	l := LimitsOf(config.Check{Notice: map[string]int{"clarification": 7}, Review: &months, Sentence: &words, Ease: &ease,
		Snapshot: true})
	if l.Notice["material"] != 30 || l.Notice["clarification"] != 7 || l.Review != 0 || l.Sentence != 40 ||
		l.Ease != 3.5 || !l.Snapshot {
		t.Errorf("with all of them: %+v", l)
	}
}
