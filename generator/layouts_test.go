package main

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/policy"
)

// markedSafe is how often each layout tells Hugo that it need not escape something.
// All of it is HTML that the renderer made, words of the interface around values that
// htmlEscape went over, what Go says of a version (its days and words of the interface),
// or the output of a partial of this list. Look at what a new
// use marks before you count it here.
var markedSafe = map[string]int{
	"_partials/announcement.html": 2, "_partials/answer.html": 1, "_partials/changes.html": 1, "_partials/compare-item.html": 2,
	"_partials/compared.html": 1, "_partials/compared-text.html": 1, "_partials/redacted.html": 1,
	"_partials/redacted-list.html": 1, "_partials/section-event.html": 1, "_partials/dir-interface.html": 1,
	"_partials/correction.html": 1, "_partials/dir.html": 1, "_partials/draft-banner.html": 1,
	"_partials/draft-declared.html": 1, "_partials/entry-fold.html": 1,
	"_partials/entry-line.html": 3, "_partials/entry-quiet.html": 1, "_partials/entry.html": 3,
	"_partials/fragment.html": 1,
	"_partials/lang.html":     1, "_partials/linked-data.html": 1,
	"_partials/links.html": 1, "_partials/pick.html": 2,
	"_partials/policy-words.html": 1, "_partials/printed.html": 1, "_partials/record.html": 1,
	"_partials/section-links.html": 1,
	"_partials/section.html":       5, "_partials/since.html": 3, "_partials/sources.html": 1,
	"_partials/status.html": 2, "_partials/tombstones.html": 2,
	"_partials/upcoming-dates.html": 2, "_partials/upcoming-none.html": 1,
	"_partials/version-banner.html": 4, "_partials/withdrawn.html": 1,
	"_partials/wording.html": 2, "annotated.html": 2, "archive.html": 1,
	"changelog.html": 1, "comparison.html": 4, "comparisonlist.html": 1, "comparisons.html": 1,
	"corrections.html": 2, "days.html": 4,
	"draft.html": 1, "history.html": 6, "redacted.html": 5,
	"home.html": 1, "log.html": 6, "sitemap.xml": 1, "upcoming.html": 1, "verify.html": 4, "version.html": 6,
}

var (
	safeMark = regexp.MustCompile(`\bsafe(?:HTML|HTMLAttr|URL|JS|JSStr|CSS)\b`)
	// Values of a text that must not stand in what is marked safe but for htmlEscape.
	rawValue     = regexp.MustCompile(`(?:dict|printf|replace)[^{}]*[ (](?:\$\w+)?\.(?:title|oldTitle|oldNumber|lang|dir|anchor|lastURL|reason|summary|was)\b`)
	escapedValue = regexp.MustCompile(`\(htmlEscape [^()]*\)|\(partial "(?:policy-words|section-links)\.html".*\)|\(partial(?:Cached)? [^()]*(?:\([^()]*\)[^()]*)*\)|htmlEscape \.title`)
	ownID        = regexp.MustCompile(`\bid="([^"]*)"`)
	foundID      = regexp.MustCompile(`\bfind\("([^"]+)"\)|getElementById\("_([^"]+)"\)`)
	value        = regexp.MustCompile(`\{\{.*?\}\}`)
)

func eachLayout(t *testing.T, do func(name, text string)) {
	t.Helper()
	root := filepath.Join("..", "layouts")
	err := filepath.WalkDir(root, func(file string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			do(filepath.ToSlash(strings.TrimPrefix(file, root+string(filepath.Separator))), read(t, file))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestLayoutsMarkSafeOnlyWhatIs holds the layouts to the list, and values of texts to
// htmlEscape: %q quotes as Go does, which is not HTML.
func TestLayoutsMarkSafeOnlyWhatIs(t *testing.T) {
	found := map[string]int{}
	eachLayout(t, func(name, text string) {
		if n := len(safeMark.FindAllString(text, -1)); n > 0 {
			found[name] = n
		}
		for i, line := range strings.Split(text, "\n") {
			if strings.Contains(line, "%q") {
				t.Errorf("%s:%d: %%q writes a string of Go, not of HTML", name, i+1)
			}
			if !safeMark.MatchString(line) {
				continue
			}
			for _, part := range value.FindAllString(line, -1) {
				escaped := escapedValue.ReplaceAllString(part, "")
				if safeMark.MatchString(part) && rawValue.MatchString(escaped) {
					t.Errorf("%s:%d: what is marked safe holds a value as it is: %s", name, i+1, part)
				}
			}
		}
	})
	for _, name := range slices.Sorted(maps.Keys(found)) {
		if found[name] != markedSafe[name] {
			t.Errorf("%s marks %d things safe, and %d are known", name, found[name], markedSafe[name])
		}
	}
	for name := range markedSafe {
		if found[name] == 0 {
			t.Errorf("%s marks nothing safe: take it out of the list", name)
		}
	}
}

// TestOwnIDsAreReserved: no text can have an id that layouts, scripts or the renderer
// give to a part of the page.
func TestOwnIDsAreReserved(t *testing.T) {
	ids := map[string]string{"_ages": "render"}
	eachLayout(t, func(name, text string) {
		for _, m := range ownID.FindAllStringSubmatch(text, -1) {
			if id := value.ReplaceAllString(m[1], "2020-01-01"); value.ReplaceAllString(m[1], "") != "" {
				ids[strings.Replace(id, "_2020-01-01", "_2020", 1)] = name
			}
		}
		for _, m := range foundID.FindAllStringSubmatch(text, -1) {
			ids["_"+m[1]+m[2]] = name
		}
	})
	if len(ids) < 30 {
		t.Errorf("only %d ids were found: %v", len(ids), ids)
	}
	for id, name := range ids {
		if !policy.OwnID(id) {
			t.Errorf("%s has the id %q, which a text can have as well: list it in policy/ownid.go", name, id)
		}
	}
	doc := policy.Parse("policy.md", []byte("# P\n\n## A {#_main}\n\nText <a id=\"_record\"></a>here.\n\n<a "+
		"id=\"_gone\"></a>\n## B {#b}\n"))
	for i := range doc.Sections {
		s := &doc.Sections[i]
		for _, id := range append([]string{s.ID, s.Anchor}, s.OtherIDs...) {
			if policy.OwnID(id) {
				t.Errorf("the section %q has the page's id %q", s.Title, id)
			}
		}
	}
	if len(doc.Reserved) != 3 {
		t.Errorf("%d ids were taken away: %v", len(doc.Reserved), doc.Reserved)
	}
}
