package policy

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"

	"policyarchive/generator/pattern"
)

// TestPatternsMissNothing: whatever an expression for leftovers matches has one of the
// parts without which it is not tried.
func TestPatternsMissNothing(t *testing.T) {
	re := placeholders()
	list := []*pattern.Pattern{templateInLink(), re.sure, re.date, re.domain, re.yours, re.circles, statedDate,
		typedInline, typedLabel, typedApart, typedTurned, typedTarget, typedAuto, typedOpen}
	for _, p := range leftoverPatterns() {
		list = append(list, p.Pattern)
	}
	for _, p := range list {
		expression := regexp.MustCompile(p.String())
		rapid.Check(t, func(t *rapid.T) {
			text := rapid.StringMatching(p.String()).Draw(t, "text")
			if expression.MatchString(text) && !p.In(text) {
				t.Fatalf("%s matches %q, which has none of its parts", p, text)
			}
		})
	}
}
