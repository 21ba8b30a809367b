package git

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

// BenchmarkStates reads 500 versions of a text of 100 kB, in one batch and, for
// comparison, with a process for each.
func BenchmarkStates(b *testing.B) {
	lines := make([]string, 1000)
	for i := range lines {
		lines[i] = fmt.Sprintf("%04d. %s", i, strings.Repeat(fmt.Sprintf("word%d ", i*7919%1000), 14))
	}
	r := manyVersions(b, 500, func(i int) string {
		lines[i*31%len(lines)] = fmt.Sprintf("version %d changed this line", i)
		return strings.Join(lines, "\n")
	})
	b.Run("States", func(b *testing.B) {
		for b.Loop() {
			n, bytes := 0, 0
			for s, err := range mustOpen(b, r.dir).States(b.Context(), Options{Paths: []string{"policy.md"}}) {
				if err != nil {
					b.Fatal(err)
				}
				n, bytes = n+1, bytes+len(s.Data)
			}
			if n != 500 {
				b.Fatalf("%d states", n)
			}
			b.ReportMetric(float64(bytes)/float64(n), "bytes/state")
		}
	})
	b.Run("git show", func(b *testing.B) {
		for b.Loop() {
			for _, hash := range strings.Fields(r.git("log", "--format=%H", "main", "--", "policy.md")) {
				if err := exec.Command("git", "-C", r.dir, "show", hash+":policy.md").Run(); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
