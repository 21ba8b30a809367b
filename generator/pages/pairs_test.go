package pages

import (
	"fmt"
	"slices"
	"testing"

	"policyarchive/generator/config"
	"policyarchive/generator/weave"
)

// Of a large text, the newest few versions are compared with the one in force, and
// the last of each of some years before, as many as its size allows.
func TestComparedWithCurrent(t *testing.T) {
	var days, texts []string
	for year := 2010; year < 2016; year++ {
		for month := 1; month <= 12; month += 3 {
			days, texts = append(days, fmt.Sprintf("%d-%02d-01", year, month)), append(texts,
				fmt.Sprintf("We keep your name since month %d of %d.", month, year))
		}
	}
	h := weave.Of(archived(t, days, texts))
	p := &pageBuilder{h: h, o: Options{Config: config.Site{Params: config.Params{CompareCurrent: 80}}}}
	now := len(days) - 1 // October 2015
	names := func(list []int) (names []string) {
		for _, i := range list {
			names = append(names, days[i][:len("2010-10")])
		}
		return names
	}
	if got := p.comparedWithCurrent(now); len(got) != now || got[0] != now-1 || got[now-1] != 0 {
		t.Errorf("a small text is compared with %v", names(got))
	}
	for size, want := range map[int64][]string{
		4 * manyBytes:  {"2015-07", "2015-04", "2014-10", "2013-10", "2012-10"},
		5 * manyBytes:  {"2015-07", "2015-04", "2014-10", "2013-10"},
		10 * manyBytes: {"2015-07", "2014-10"},
		90 * manyBytes: nil,
	} {
		h.Versions[now].Record.Text.Bytes = size
		if got := names(p.comparedWithCurrent(now)); !slices.Equal(got, want) {
			t.Errorf("a text of %d bytes is compared with %v, want %v", size, got, want)
		}
	}
}
