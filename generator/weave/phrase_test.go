package weave_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/internal/tools"
	"policyarchive/generator/policy"
)

// stretch is where a phrase stands: versions first to last, in one section.
type stretch struct {
	Anchor      string
	First, Last int
}

// TestPhrases: the script finds a phrase in just the versions and sections
// whose texts have it, also across markup, and marks it in sentences that stand in just
// those versions.
func TestPhrases(t *testing.T) {
	node := tools.Program(t, "node")
	scripts, err := filepath.Abs("../../layouts/_scripts")
	if err != nil {
		t.Fatal(err)
	}
	histories.Each(t, func(t *testing.T, h histories.History) {
		x := load(t, h)
		phrases := []string{"a phrase that nobody ever wrote"}
		for n := 0; n < len(x.docs); n += 1 + len(x.docs)/7 {
			doc := x.docs[n]
			for b := 3; b < len(doc.Blocks); b += 1 + len(doc.Blocks)/5 {
				if tokens := doc.Blocks[b].Tokens; len(tokens) > 4 && doc.Blocks[b].Kind != policy.Code {
					phrases = append(phrases, strings.ToUpper(policy.Text(tokens[len(tokens)/2-2:len(tokens)/2+2])))
				}
			}
		}
		in, err := json.Marshal(map[string]any{"scripts": scripts, "index": string(filesOf(t, x.Weave)[0].Data),
			"phrases": phrases})
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(node, "--no-warnings", "testdata/phrases.mjs")
		cmd.Stdin = bytes.NewReader(in)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		for n, phrase := range phrases {
			var found struct {
				List, Sentences []stretch
				Marks           []string
			}
			if err := json.Unmarshal([]byte(lines[n]), &found); err != nil {
				t.Fatal(err)
			}
			got := found.List
			want := x.standing(phrase)
			if len(want) == 0 != (n == 0) {
				t.Fatalf("%q stands in %v", phrase, want)
			}
			if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
				t.Errorf("%q: the script finds %v, want %v", phrase, got, want)
			}
			for _, mark := range found.Marks {
				if !strings.Contains(wordsOf(mark), wordsOf(phrase)) {
					t.Errorf("%q: the script marks %q", phrase, mark)
				}
			}
			if got, want := versionsOf(found.Sentences), versionsOf(want); !reflect.DeepEqual(got, want) {
				t.Errorf("%q: the sentences stand in the versions %v, the phrase in %v", phrase, got, want)
			}
		}
	})
}

// wordsOf are the words of a phrase, as the search compares them.
func wordsOf(phrase string) string { return spelled((&policy.Document{Title: phrase}).OwnTitle()) }

// versionsOf are the versions of stretches.
func versionsOf(list []stretch) map[int]bool {
	all := map[int]bool{}
	for _, s := range list {
		for v := s.First; v <= s.Last; v++ {
			all[v] = true
		}
	}
	return all
}

// standing looks for a phrase in every text, by its words.
func (x woven) standing(phrase string) []stretch {
	searched := func(tokens []policy.Token) string { return " " + spelled(tokens) + " " }
	wanted := strings.TrimSpace(wordsOf(phrase))
	var list []stretch
	open := map[int]int{} // line to its stretch in list
	for n, doc := range x.docs {
		for i := range doc.Sections {
			s := &doc.Sections[i]
			stands := false
			for b := s.First; b < s.End; b++ {
				stands = stands || strings.Contains(searched(doc.Blocks[b].Tokens), wanted)
			}
			if s.Heading >= 0 {
				stands = stands || strings.Contains(searched(doc.Blocks[s.Heading].Tokens), wanted)
			}
			if !stands {
				continue
			}
			at, known := open[s.Lineage]
			if !known || list[at].Last != n-1 {
				at = len(list)
				open[s.Lineage] = at
				list = append(list, stretch{Anchor: x.tracker.Lineages[s.Lineage].Anchor, First: n})
			}
			list[at].Last = n
		}
	}
	return list
}
