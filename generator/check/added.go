package check

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
)

// added leaves out the findings that the text before had as well: as often as
// the same rule found the same there, wherever it stood, but for what is always
// reported. A rule about the change itself has none there.
func added(now, before []Finding) []Finding {
	known := map[string][]int{} // key to the findings of before
	for i := range before {
		for _, k := range before[i].keys() {
			known[k] = append(known[k], i)
		}
	}
	reported := make([]bool, len(before))
	return slices.DeleteFunc(slices.Clone(now), func(f Finding) bool {
		if rule, _ := RuleNamed(f.Rule); rule.Always && f.Severity == Error {
			return false
		}
		for _, k := range f.keys() {
			for list := known[k]; len(list) > 0; list = known[k] {
				known[k] = list[1:]
				if !reported[list[0]] {
					reported[list[0]] = true
					return true
				}
			}
		}
		return false
	})
}

// keys are by what a finding is found again: its key first.
func (f *Finding) keys() []string {
	if f.otherwise == "" {
		return []string{f.key()}
	}
	return []string{f.key(), f.Rule + "\x00" + f.otherwise}
}

// key is what makes two findings the same.
func (f *Finding) key() string {
	if f.context != "" {
		return f.Rule + "\x00" + f.context
	}
	return f.Rule + "\x00" + f.Problem
}

// mark gives findings their fingerprints. Equal ones are counted, so that each
// has its own.
func mark(list []Finding) {
	seen := map[string]int{}
	for i := range list {
		k := list[i].Position.File + "\x00" + list[i].key()
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", k, seen[k]))
		seen[k]++
		list[i].Fingerprint = hex.EncodeToString(sum[:16])
	}
}
