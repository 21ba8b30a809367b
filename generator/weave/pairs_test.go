package weave_test

import (
	"fmt"
	"testing"

	"policyarchive/generator/compare"
	"policyarchive/generator/internal/histories"
)

func churn(c *compare.Comparison) int {
	n := 0
	count := func(edits []compare.Edit) {
		for _, e := range edits {
			if e.Op != compare.Match {
				n += e.OldTo - e.OldFrom + e.NewTo - e.NewFrom
			}
		}
	}
	for i := range c.Sections {
		for _, r := range c.Sections[i].Rows {
			count(r.Edits)
		}
	}
	return n
}

func statuses(c *compare.Comparison) map[int]string {
	m := map[int]string{}
	for _, s := range c.Sections {
		line := 0
		if s.New >= 0 {
			line = c.New.Sections[s.New].Lineage
		} else {
			line = c.Old.Sections[s.Old].Lineage
		}
		m[line] = string(s.Status)
	}
	return m
}

func TestX(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		x := load(t, h)
		n := len(x.docs)
		pairs, same, kinds, direct, woven := 0, 0, 0, 0, 0
		diffs := map[string]int{}
		for _, d := range []int{1, 2, 7, 31, n - 1} {
			for i := 0; i+d < n; i += 1 + d/3 {
				for _, p := range [][2]int{{i, i + d}, {i + d, i}} {
					c := x.comparer.Compare(x.docs[p[0]], x.docs[p[1]])
					k := x.weave.Compare(x.comparer, p[0], p[1], x.docs[p[0]], x.docs[p[1]])
					pairs++
					direct += churn(c)
					woven += churn(k)
					if c.Verdict.Kind == k.Verdict.Kind {
						kinds++
					} else {
						diffs[fmt.Sprint("KIND ", c.Verdict.Kind, k.Verdict.Kind)]++
					}
					ok := true
					a, b := statuses(c), statuses(k)
					for l := range a {
						if a[l] != b[l] {
							ok = false
							diffs[a[l]+"/"+b[l]]++
						}
					}
					if ok {
						same++
					}
				}
			}
		}
		t.Logf("%d versions, %d pairs, %d same statuses, %d same kinds, churn %d against %d: %.3f %v", n, pairs, same, kinds, woven, direct, float64(woven)/float64(direct), diffs)
	})
}
