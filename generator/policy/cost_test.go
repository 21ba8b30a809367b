package policy_test

import (
	"runtime"
	"testing"

	"policyarchive/generator/internal/hostile"
	"policyarchive/generator/policy"
)

// TestCostIsLinear parses texts that make a parser go back and forth, at two sizes:
// four times the text may ask for only so much more memory. Time is not held: other
// programs run beside a test; measure/cost tells it.
func TestCostIsLinear(t *testing.T) {
	const size = 1 << 13
	for _, f := range hostile.Markdown() {
		small, large := f.Of(size), f.Of(4*size)
		a, b := memory(small), memory(large)
		if b > 8*a+16<<20 {
			t.Errorf("%s: %d bytes take %d bytes of memory, %d bytes %d", f.Name, len(small), a, len(large), b)
		}
	}
}

// memory is how many bytes of memory Parse asks for.
func memory(text string) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	policy.Parse("hostile.md", []byte(text))
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
