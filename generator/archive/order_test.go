package archive

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestOrder(t *testing.T) {
	for _, c := range []struct{ places, want, err string }{
		{"", "", ""},
		{"2016-11-04 2012-10-19 2016-11-04.10 2016-11-04.9", "2012-10-19 2016-11-04 2016-11-04.9 2016-11-04.10", ""},
		{"2012-01-01 2013-01-01 2011-01-01<2013-01-01 2014-01-01", "2012-01-01 2013-01-01 2011-01-01 2014-01-01", ""},
		{"2015-01-01<2012-01-01 2012-01-01 2013-01-01", "2012-01-01 2015-01-01 2013-01-01", ""},
		{"2012-01-01 2010-01-02<2012-01-01 2010-01-01<2012-01-01 2009-01-01<2010-01-01",
			"2012-01-01 2010-01-01 2009-01-01 2010-01-02", ""},
		{"2012-01-01 2011-01-01<2010-01-01", "2012-01-01",
			"version 2011-01-01 is said to follow 2010-01-01, which does not exist"},
		{"2012-01-01 2013-01-01<2014-01-01 2014-01-01<2013-01-01", "2012-01-01",
			"versions [2013-01-01 2014-01-01] are said to follow each other in a circle"},
	} {
		var places []place
		for _, s := range strings.Fields(c.places) {
			name, after, _ := strings.Cut(s, "<")
			p := place{}
			p.name, _ = ParseName(name)
			p.after, _ = ParseName(after)
			places = append(places, p)
		}
		names, err := order(places)
		if got := strings.Trim(fmt.Sprint(names), "[]"); got != c.want {
			t.Errorf("%s: %s, want %s", c.places, got, c.want)
		}
		if c.err == "" && err != nil || c.err != "" && (err == nil || err.Error() != c.err) {
			t.Errorf("%s: error is %v", c.places, err)
		}
	}
}

// A history imported in sequence stands in the archive in that sequence, however
// its dates jump, whether it comes at once or in parts.
func TestInSequence(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for round := range 20 {
		dir := filepath.Join(t.TempDir(), "archive")
		var all []string
		for part := range 3 {
			var additions []Addition
			for range random.IntN(6) {
				a := addition("privacy", fmt.Sprintf("20%02d-01-0%d", 10+random.IntN(3), 1+random.IntN(3)), "text")
				a.InSequence = true
				additions = append(additions, a)
			}
			versions := quickAdd(t, dir, additions...)
			for _, v := range versions {
				all = append(all, v.Name.String())
			}
			if got := names(mustOpen(t, dir).Versions("privacy")); got != strings.Join(all, " ") {
				t.Fatalf("round %d, part %d: %s, want %s", round, part, got, strings.Join(all, " "))
			}
		}
		sorted := true
		for _, v := range mustOpen(t, dir).Versions("privacy") {
			sorted = sorted && v.Record.After.IsZero()
		}
		byName := slices.IsSortedFunc(mustOpen(t, dir).Versions("privacy"),
			func(a, b *Version) int { return a.Name.Compare(b.Name) })
		if sorted != byName {
			t.Errorf("round %d: After is set without need, or not set where needed: %s", round, strings.Join(all, " "))
		}
	}
}
