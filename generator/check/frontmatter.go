package check

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"policyarchive/generator/policy"
)

// frontMatter reports what cannot be read of the front matter.
func frontMatter(d Draft) []Finding {
	var list []Finding
	for _, p := range d.Doc.Problems {
		list = append(list, Finding{"front-matter", Error, p.Position, p.Problem, "correct the front matter"})
	}
	return list
}

// keys are those of a policy's front matter that mean something here.
var keys = []string{"title", "lang", "dir", "captured", "published", "effective", "class", "summary"}

// unknownKeys finds keys that look like slips of the known ones: a version
// would be frozen without its date or its summary. Keys of other tools pass.
func unknownKeys(d Draft) []Finding {
	var list []Finding
	for key := range d.Doc.Meta.Other {
		for _, known := range keys {
			if !slip(strings.ToLower(key), known) || slices.Contains(keys, key) {
				continue
			}
			list = append(list, Finding{"front-matter-key", Warning, keyPosition(d, key),
				fmt.Sprintf("the front matter has a key %q that means nothing here", key), fmt.Sprintf("write %q, if that is what is meant", known)})
			break
		}
	}
	return list
}

func keyPosition(d Draft, key string) policy.Position {
	pos := policy.Position{File: d.Doc.File, Line: 1, Column: 1}
	for i, line := range bytes.Split(d.Source, []byte("\n")) {
		if bytes.HasPrefix(bytes.TrimLeft(line, "\"' "), []byte(key)) {
			pos.Line = i + 1
			break
		}
	}
	return pos
}

// slip reports whether two words are one another but for one letter that is
// missing, added, wrong or has changed places with its neighbour, or but for
// their case.
func slip(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(b)-len(a) == 1 {
		return a[i:] == b[i+1:]
	}
	if len(a) != len(b) || len(a) < 4 {
		return false
	}
	return a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

var keyLine = regexp.MustCompile(`^[A-Za-z_][\w-]*[ \t]*:([ \t]|$)`)

// unclosedFrontMatter finds front matter whose closing fence is missing: its
// lines would be published as text.
func unclosedFrontMatter(d Draft) []Finding {
	lines := strings.Split(strings.TrimPrefix(string(d.Source), "\uFEFF"), "\n")
	fence := strings.TrimRight(lines[0], " \t\r")
	if fence != "---" && fence != "+++" || len(lines) < 2 || fence == "---" && !keyLine.MatchString(lines[1]) {
		return nil
	}
	for _, line := range lines[1:] {
		if line = strings.TrimRight(line, " \t\r"); line == fence || fence == "---" && line == "..." {
			return nil
		}
	}
	return []Finding{{"front-matter", Error, policy.Position{File: d.Doc.File, Line: 1, Column: 1},
		"the front matter begins here and never ends", fmt.Sprintf("close it with a line %q", fence)}}
}
