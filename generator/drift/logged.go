package drift

import (
	"fmt"
	"runtime"
	"strings"

	"github.com/sourcegraph/conc/iter"

	"policyarchive/generator/english"
	"policyarchive/generator/history"
	"policyarchive/generator/policy"
	"policyarchive/generator/sequence"
	"policyarchive/generator/translog"
)

// Reread are the acts that say what words this program reads in versions which the log
// has with other words.
func Reread(l *translog.Log, h *history.History, day string) (acts []translog.Entry) {
	for i, digest := range digests(h) {
		v := h.Versions[i]
		if line := l.Words(v.Policy, v.Name.String()); line > 0 && l.Entry(line).Words != digest {
			acts = append(acts, translog.Entry{Day: day, Policy: v.Policy, Version: v.Name.String(), Act: translog.Reread,
				Words: digest})
		}
	}
	return acts
}

// CheckLog says in which version of a policy this program reads other words than the
// log has; nil if in none. Versions that the log does not have are left out.
func CheckLog(l *translog.Log, h *history.History) error {
	acts := Reread(l, h, "")
	if len(acts) == 0 {
		return nil
	}
	first := acts[0]
	line := l.Words(first.Policy, first.Version)
	logged := l.Entry(line)
	others := ""
	if n := len(acts) - 1; n > 0 {
		others = fmt.Sprintf(", and so it is with %s more", english.Count(n, "version"))
	}
	return fmt.Errorf("%s, version %s: this program reads the text otherwise than the one of %s that wrote "+
		"archive/LOG:%d%s: %s. No archived byte changed. Build with that program; or, if this one reads the text rightly, "+
		"let the log say so: generator checkpoint --reread", first.Policy, first.Version, logged.Day, line, others,
		otherWord(h, first.Version, logged.Words))
}

// digests are those of the words of all versions.
func digests(h *history.History) []string {
	each := iter.Mapper[*history.Version, string]{MaxGoroutines: runtime.GOMAXPROCS(0)}
	return each.Map(h.Versions, func(v **history.Version) string { return (*v).Doc.WordsDigest() })
}

// mostTries is how many lists of words are tried to find the one that was logged.
const mostTries = 2000

// otherWord names the word that is read otherwise than when a version was logged. The log
// has a digest alone. So what the text would be is tried with what stands in its bytes in
// place of what is read there, up to the one that has the digest.
func otherWord(h *history.History, version, logged string) string {
	for _, v := range h.Versions {
		if v.Name.String() != version {
			continue
		}
		source, err := v.Text()
		if err != nil {
			break
		}
		var now []string
		for i := range v.Doc.Blocks {
			now = append(now, v.Doc.Blocks[i].Words()...)
		}
		if err := tryWords(now, policy.WordsIn(string(source)), logged); err != nil {
			return err.Error()
		}
	}
	return "which word it is cannot be known, since the log has a digest alone. Compare the files policy.json that the " +
		"two programs make of the version"
}

// tryWords finds the one place in which words that are read now have to be replaced, by
// words of the plain text, to have a digest. The error says what is read otherwise; nil if
// there is no such place.
func tryWords(now, source []string, logged string) error {
	tries := 0
	is := func(from, to int, words []string) bool {
		tries++
		return tries < mostTries && policy.DigestOfWords(now[:from], words, now[to:]) == logged
	}
	at, from := 0, 0 // behind the last pair, in now and in source
	const mostArea = 1 << 24
	for _, pair := range append(sequence.LongestCommon(now, source, mostArea), [2]int{len(now), len(source)}) {
		read, there := now[at:pair[0]], source[from:pair[1]]
		if len(read)+len(there) > 0 && is(at, pair[0], there) {
			return readOtherwise(now, at, pair[0], there)
		}
		for i := range there { // of those of an address, say
			if len(read) == 0 && len(there) > 1 && is(at, at, there[i:i+1]) {
				return readOtherwise(now, at, at, there[i:i+1])
			}
		}
		for i := range read {
			if len(read) > 1 && is(at+i, at+i+1, nil) {
				return readOtherwise(now, at+i, at+i+1, nil)
			}
		}
		at, from = pair[0]+1, pair[1]+1
	}
	return nil
}

// readOtherwise names the first word of those which are read now from a place up to
// another, where others were read.
func readOtherwise(now []string, from, to int, were []string) error {
	seen := now[max(0, from-around):from]
	follow := now[to:min(len(now), to+around)]
	place := fmt.Sprintf("behind “%s”, before “%s”", strings.Join(seen, " "), strings.Join(follow, " "))
	switch {
	case from == to:
		return fmt.Errorf("%s it leaves out “%s”", place, were[0])
	case len(were) == 0:
		return fmt.Errorf("%s it adds “%s”", place, now[from])
	}
	return fmt.Errorf("%s it reads “%s” instead of “%s”", place, now[from], were[0])
}
