package git

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestRandomHistories holds States to a plain account of long histories, with
// merges, removals, renames and dates out of order.
func TestRandomHistories(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		h := makeHistory(seed, 150)
		r := newRepo(t)
		r.load(h.stream.String())
		opened := mustOpen(t, r.dir)
		for _, paths := range [][]string{{"a"}, {"dir/c", "b", "a"}} {
			for _, since := range []string{"", "2015-06-01"} {
				want := h.states(paths, since)
				if len(want) < 20 {
					t.Fatalf("a history of only %d states", len(want))
				}
				if diff := cmp.Diff(want, opened.tell(t, Options{Paths: paths, Since: since})); diff != "" {
					t.Errorf("seed %d, paths %q, since %q (-want +got):\n%s", seed, paths, since, diff)
				}
			}
		}
	}
}

// history is a main line, with the input from which git fast-import makes it.
type history struct {
	stream strings.Builder
	dates  []time.Time
	files  []map[string]string
}

func makeHistory(seed uint64, commits int) *history {
	random := rand.New(rand.NewPCG(seed, 7))
	h := &history{}
	names := []string{"a", "b", "dir/c", "other"}
	files := map[string]string{}
	mark := 0
	commit := func(branch string, date time.Time, parents string, changes string) {
		mark++
		fmt.Fprintf(&h.stream, "commit refs/heads/%s\nmark :%d\ncommitter Ann <ann@example.org> %d +0000\ndata 1\nx\n%s%s\n",
			branch, mark, date.Unix(), parents, changes)
	}
	for i := range commits {
		next := map[string]string{}
		var changes strings.Builder
		for _, name := range names {
			text, exists := files[name]
			switch {
			case random.IntN(3) > 0: // stays
			case exists && random.IntN(3) == 0:
				exists = false
			default:
				text, exists = fmt.Sprint("text ", random.IntN(6)), true
			}
			if _, was := files[name]; was && !exists {
				fmt.Fprintf(&changes, "D %s\n", name)
			}
			if exists {
				next[name] = text
				fmt.Fprintf(&changes, "M 100%s inline %s\ndata %d\n%s\n", []string{"644", "755"}[random.IntN(2)], name,
					len(text), text)
			}
		}
		date := time.Date(2015, 1, 1+random.IntN(365), random.IntN(24), 0, 0, 0, time.UTC)
		parents := ""
		if i > 0 {
			tip := mark
			parents = fmt.Sprintf("from :%d\n", tip)
			if random.IntN(3) == 0 {
				commit("side", date, parents, "M 100644 inline a\ndata 4\nside\n")
				parents += fmt.Sprintf("merge :%d\n", mark)
			}
		}
		commit("main", date, parents, changes.String())
		h.dates, h.files, files = append(h.dates, date), append(h.files, next), next
	}
	return h
}

// states is what States has to find, told as tell does.
func (h *history) states(paths []string, since string) []string {
	const gone = "gone"
	var told []string
	before, last := gone, ""
	for i, files := range h.files {
		now, what := gone, gone
		for _, p := range paths {
			if text, ok := files[p]; ok {
				now, what = text, p+": "+text
				break
			}
		}
		if day := h.dates[i].Format("2006-01-02"); now != before && now != last && day >= since {
			told = append(told, day+" "+what)
			last = now
		}
		before = now
	}
	return told
}
