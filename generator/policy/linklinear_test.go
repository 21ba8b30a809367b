package policy

import (
	"strings"
	"testing"
	"time"
)

// TestHostileLinksTakeLinearTime asks where the links of hostile texts lead, at
// two sizes.
func TestHostileLinksTakeLinearTime(t *testing.T) {
	for name, unit := range map[string]string{
		"equal headings": "## Data\n\n[a](#data-7) [b](#data-2)\n\n", "clauses": "[a](#data.7) (i) ",
		"dots": "[a](#d.1.1.1.1) ", "hyphens": "[a](#" + strings.Repeat("-1", 20) + ") ",
		"blanks": "[a](b c.com) ", "labels": "[a][b] ", "brackets": "[", "closing": "](", "angles": "<http: ",
		"nested": "[a [b](https://x.example) c](https://x.example) ", "empty": "[a]() ", "schemes": "[a](x:y) ",
	} {
		t.Run(name, func(t *testing.T) {
			spent := func(n int) time.Duration {
				best := time.Duration(1 << 62)
				for range 5 {
					doc := Parse("hostile.md", []byte("## Data\n\na\n\n"+strings.Repeat(unit+"\n", n/len(unit))))
					start := time.Now()
					doc.LinkFaults()
					for _, l := range doc.Links() {
						doc.Places().Find(strings.TrimPrefix(l.Target, "#"))
					}
					if best = min(best, time.Since(start)); best < 50*time.Millisecond {
						break
					}
				}
				return best
			}
			const size = 1 << 14
			if a, b := spent(size), spent(4*size); b > 100*time.Millisecond && b > 12*a {
				t.Errorf("%d bytes take %v, four times of it %v", size, a, b)
			}
		})
	}
}
