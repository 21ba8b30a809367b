//go:build linux

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// comparisons measures the comparison of neighbours beside git's word diff: the
// comparison alone, for which the newer text is woven, and from its bytes on:
// parsed, its sections followed, woven, compared. Of git, the time that it takes
// for two empty files is taken off.
func (b *bench) comparisons() error {
	fmt.Printf("| history | pairs | comparison | slowest | with parsing | slowest | git | slowest " +
		"|\n|---|---|---|---|---|---|---|---|\n")
	start := time.Hour
	for range 20 {
		took, err := b.wordDiff(nil, nil)
		if err != nil {
			return err
		}
		start = min(start, took)
	}
	for _, name := range histories {
		versions, err := b.history(name)
		if err != nil {
			return err
		}
		alone, ours := neighbours(versions)
		var git []time.Duration
		pairs := min(len(versions)-1, 40)
		for n := range pairs {
			i := 1 + n*(len(versions)-1)/pairs
			took, err := b.wordDiff(versions[i-1].data, versions[i].data)
			if err != nil {
				return err
			}
			git = append(git, max(0, took-start))
		}
		fmt.Printf("| %s | %d | %s | %s | %s | %s | %s | %s |\n", name, len(ours), milliseconds(median(alone)),
			milliseconds(most(alone)),
			milliseconds(median(ours)), milliseconds(most(ours)), milliseconds(median(git)), milliseconds(most(git)))
	}
	long, short := words(94_000, 1), words(14_000, 2)
	alone, ours := neighbours([]text{{"", long}, {"", short}, {"", long}})
	git, err := b.wordDiff(long, short)
	if err != nil {
		return err
	}
	fmt.Printf("| 94,000 words against 14,000 others | 2 | %s | %s | %s | %s | %s | |\n\n", milliseconds(median(alone)),
		milliseconds(most(alone)),
		milliseconds(median(ours)), milliseconds(most(ours)), milliseconds(max(0, git-start)))
	return nil
}

func most(list []time.Duration) time.Duration {
	var m time.Duration
	for _, d := range list {
		m = max(m, d)
	}
	return m
}

// neighbours compares each version with the one before it: alone, and with all
// that comes before.
func neighbours(versions []text) (alone, all []time.Duration) {
	parser, tracker, w := policy.NewParser(), lineage.New(), weave.NewWoven("privacy")
	for n, v := range versions {
		start := time.Now()
		doc := parser.Parse("policy.md", v.data)
		tracker.Add(doc, nil)
		parsed := time.Now()
		w.Append(v.day, doc)
		if n > 0 {
			w.Between(n-1, n)
			alone, all = append(alone, time.Since(parsed)), append(all, time.Since(start))
		}
	}
	return alone, all
}

// wordDiff is the least time that git takes for a word diff.
func (b *bench) wordDiff(old, new []byte) (time.Duration, error) {
	x, y := filepath.Join(b.temp, "old.md"), filepath.Join(b.temp, "new.md")
	if err := errors.Join(os.WriteFile(x, old, 0o644), os.WriteFile(y, new, 0o644)); err != nil {
		return 0, err
	}
	least := time.Hour
	for range 5 {
		cmd := exec.Command("git", "diff", "--no-index", "--word-diff=porcelain", x, y)
		var out bytes.Buffer
		cmd.Stdout = &out
		start := time.Now()
		err := cmd.Run()
		var exit *exec.ExitError
		if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) {
			return 0, err
		}
		least = min(least, time.Since(start))
	}
	return least, nil
}

// words makes a text of so many words, in paragraphs of 80, of a vocabulary of
// 4,000 in another order for each seed.
func words(n, seed int) []byte {
	var b strings.Builder
	b.WriteString("# A text of words\n\n")
	x := uint32(seed)
	for i := range n {
		x = x*1664525 + 1013904223
		fmt.Fprintf(&b, "w%d", x>>8%4000)
		switch {
		case i%1600 == 1599:
			fmt.Fprintf(&b, ".\n\n## Section %d\n\n", i)
		case i%80 == 79:
			b.WriteString(".\n\n")
		default:
			b.WriteByte(' ')
		}
	}
	return []byte(b.String())
}
