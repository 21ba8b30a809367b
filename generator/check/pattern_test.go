package check

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

// TestPatternsMissNothing: whatever an expression of a rule matches has one of the parts
// without which it is not tried.
func TestPatternsMissNothing(t *testing.T) {
	for _, p := range append(qualified, lookAgain, byPosting) {
		expression := regexp.MustCompile(p.String())
		rapid.Check(t, func(t *rapid.T) {
			text := rapid.StringMatching(p.String()).Draw(t, "text")
			if expression.MatchString(text) && !p.In(text) {
				t.Fatalf("%s matches %q, which has none of its parts", p, text)
			}
		})
	}
}
