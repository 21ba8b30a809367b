package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// frontMatter reports what cannot be read of the front matter.
func frontMatter(d *subject) []Finding {
	list := unclosedFrontMatter(d)
	for _, p := range d.Doc.Problems {
		f := d.whole(p.Problem, "correct the front matter")
		f.Position = p.Position
		list = append(list, f)
	}
	for _, p := range d.Doc.Ignored {
		f := d.whole(p.Problem, "nothing has to be done, unless it is meant for this program")
		f.Position, f.Severity = p.Position, Note
		list = append(list, f)
	}
	return append(list, d.keptBack()...)
}

// keptBack tells of a key by which other generators keep a text from being
// published: here it does nothing.
func (d *subject) keptBack() []Finding {
	for _, sign := range []struct {
		key   string
		value bool
	}{{"draft", true}, {"published", false}, {"unlisted", true}} {
		if v, ok := d.Doc.Meta.Other[sign.key].(bool); ok && v == sign.value {
			f := d.key(sign.key, fmt.Sprintf("%s: %t keeps nothing back: what is frozen is published", sign.key, v),
				"freeze the text when it is ready, and take the key out")
			f.Severity = Note
			return []Finding{f}
		}
	}
	return nil
}

// keys are those of a policy's front matter that mean something here.
var keys = []string{"title", "lang", "dir", "captured", "published", "effective", "class", "summary", "reviewed",
	"translates", "check"}

// unknownKeys finds keys that look like slips of the known ones: a version
// would be frozen without its date or its summary. Keys of other tools pass.
func unknownKeys(d *subject) []Finding {
	var list []Finding
	for key := range d.Doc.Meta.Other {
		for _, known := range keys {
			if !slip(strings.ToLower(key), known) || slices.Contains(keys, key) {
				continue
			}
			list = append(list, d.key(key, fmt.Sprintf("the front matter has a key %q that means nothing here", key),
				fmt.Sprintf("write %q, if that is what is meant", known)))
			break
		}
	}
	return list
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

// inJSON is front matter as Hugo and Eleventy also read it.
var inJSON = regexp.MustCompile(`\A(?:\x{FEFF})?(?:---json|;;;|\{)[ \t\r]*\n\s*(?:\{\s*)?"\w+"\s*:`)

// unclosedFrontMatter finds front matter whose closing fence is missing: its
// lines would be published as text.
func unclosedFrontMatter(d *subject) []Finding {
	if inJSON.Match(d.Source) {
		return []Finding{d.whole("the front matter is JSON, which is not read: its lines are text",
			"write it as YAML, between lines \"---\"")}
	}
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
	return []Finding{d.whole("the front matter begins here and never ends",
		fmt.Sprintf("close it with a line %q", fence))}
}
