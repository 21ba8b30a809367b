package archive

import (
	"context"
	"testing"
)

// A statement that is cut off at any step is there as a whole, or not at all.
func TestStatementCrash(t *testing.T) {
	for _, c := range []struct {
		name  string
		state func(context.Context, disk) error
		again func(dir string) error
		there func(a *Archive) bool
	}{
		{"withdrawal", func(ctx context.Context, d disk) error { return withdraw(ctx, d, withdrawal()) },
			func(dir string) error { return Withdraw(t.Context(), dir, withdrawal()) },
			func(a *Archive) bool { return a.Latest("privacy").Withdrawal != nil }},
		{"correction", func(ctx context.Context, d disk) error { return correct(ctx, d, correction()) },
			func(dir string) error { return Correct(t.Context(), dir, correction()) },
			func(a *Archive) bool { return len(a.Versions("privacy")[0].Corrections) > 0 }},
	} {
		outcomes := map[bool]int{}
		for at := 1; ; at++ {
			dir := announcedArchive(t)
			before := tree(t, dir)
			d := newFaultDisk(t, dir, at, func(_ *faultDisk, half func()) error {
				if half != nil {
					half()
				}
				panic(errCrash)
			})
			crashed := func() (crashed bool) {
				defer func() {
					if thrown := recover(); thrown != nil {
						if thrown != errCrash {
							panic(thrown)
						}
						crashed = true
					}
				}()
				if err := c.state(t.Context(), d); err != nil {
					t.Fatal(err)
				}
				return false
			}()
			if !crashed {
				break
			}
			checkSums(t, dir)
			done := c.there(mustOpen(t, dir))
			outcomes[done]++
			if now := tree(t, dir)[ManifestFile]; !done && now != before[ManifestFile] {
				t.Errorf("%s, step %d: the manifest has changed", c.name, at)
			}
			if err := c.again(dir); done != (err != nil) {
				t.Errorf("%s, step %d: again: %v", c.name, at, err)
			}
			quickAdd(t, dir, addition("terms", "2021-01-01", "more"))
			mustHaveNothingUnfinished(t, dir)
			mustBeWhole(t, dir)
		}
		if outcomes[true] == 0 || outcomes[false] < 5 {
			t.Errorf("%s: outcomes: %v", c.name, outcomes)
		}
	}
}
