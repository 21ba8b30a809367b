package policy

import (
	"testing"

	"policyarchive/generator/internal/hostile"
)

// TestStepsAreBounded: no text takes more steps than its size gives it, but for the one
// with which they end, which goes over the text once; so that their number grows with
// the size alone.
func TestStepsAreBounded(t *testing.T) {
	ended := 0
	for _, f := range hostile.Markdown() {
		for _, size := range []int{1 << 12, 1 << 14} {
			text := f.Of(size)
			m := newMarkdown()
			m.parse([]byte(text))
			if m.steps.left < -len(text)-1 {
				t.Errorf("%s: %d bytes take %d steps more than they have", f.Name, len(text), -m.steps.left)
			}
			if m.steps.left < 0 {
				ended++
			}
		}
	}
	if ended < 5 {
		t.Errorf("%d texts come to the end of their steps: nothing is tested", ended)
	}
}
