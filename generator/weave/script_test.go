package weave_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"policyarchive/generator/compare"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/internal/tools"
	"policyarchive/generator/weave"
)

// found is what a comparison finds, as testdata/compare.mjs prints it.
type found struct {
	Verdict struct {
		Kind                                                  string
		Changed, Of, Added, Removed, WordsAdded, WordsRemoved int
	}
	Links    [][3]string
	Markup   int
	Sections []foundSection
	Text     [][][3]any
	Parts    int
}

type foundSection struct {
	Status         string
	Changes        []string
	Added, Removed int
	Old, Now       int
	Rows           [][5]any // old, new, moved to, moved, spans
}

// TestScriptAgrees: the script of the compare page finds in the published
// files, for sampled pairs of all histories, just what this package finds.
func TestScriptAgrees(t *testing.T) {
	node := tools.Program(t, "node")
	histories.Each(t, func(t *testing.T, h histories.History) {
		x := load(t, h)
		for _, partSize := range []int{1 << 30, 10_000} {
			files := partsOf(t, x.Weave, partSize)
			list := pairs(len(x.docs))
			if partSize < 1<<30 {
				list = [][2]int{{len(x.docs) - 2, len(x.docs) - 1}, {0, len(x.docs) - 1}}
			}
			results := runScript(t, node, files, list, false)
			for n, p := range list {
				old, new := x.Weave.Document(p[0]), x.Weave.Document(p[1])
				old.Digest, new.Digest = x.docs[p[0]].Digest, x.docs[p[1]].Digest
				want := foundBy(x.Weave.Compare(x.comparer, p[0], p[1], old, new))
				agree(t, old.File+" -> "+new.File, want, results[n])
			}
			of := 0 // blocks
			for _, f := range files {
				if bytes.HasPrefix(f.Data, []byte(`{"of":"blocks"`)) {
					of++
				}
			}
			if partSize < 1<<30 && results[0].Verdict.Changed < 2 && results[0].Parts > (of+1)/2+1 {
				t.Errorf("%d of %d parts of blocks were fetched for a change in one section", results[0].Parts, of)
			}
		}
	})
}

// TestScriptText: the script gives back every text.
func TestScriptText(t *testing.T) {
	node := tools.Program(t, "node")
	histories.Each(t, func(t *testing.T, h histories.History) {
		x := load(t, h)
		var list [][2]int
		for n := range x.docs {
			list = append(list, [2]int{n, n})
		}
		for n, got := range runScript(t, node, filesOf(t, x.Weave), list, true) {
			doc := x.Weave.Document(n)
			for b := range doc.Blocks {
				var want [][3]any
				for _, token := range doc.Blocks[b].Tokens {
					want = append(want, [3]any{token.Text, token.Space, token.Link})
				}
				if len(want)+len(got.Text[b]) > 0 && !reflect.DeepEqual(want, got.Text[b]) {
					t.Fatalf("%s: block %d is %v, not %v", doc.File, b, got.Text[b], want)
				}
			}
		}
	})
}

func runScript(t *testing.T, node string, files []weave.File, list [][2]int, texts bool) []found {
	t.Helper()
	scripts, err := filepath.Abs("../../layouts/_scripts")
	if err != nil {
		t.Fatal(err)
	}
	contents := map[string]string{}
	for _, f := range files {
		contents[f.Name] = string(f.Data)
	}
	in, err := json.Marshal(map[string]any{"scripts": scripts, "files": contents, "pairs": list, "texts": texts})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "--no-warnings", "testdata/compare.mjs")
	cmd.Stdin = bytes.NewReader(in)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var results []found
	for line := range strings.Lines(string(out)) {
		var r found
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		results = append(results, r)
	}
	if len(results) != len(list) {
		t.Fatalf("%d results for %d pairs", len(results), len(list))
	}
	return results
}

// foundBy is a comparison as the script would print it.
func foundBy(c *compare.Comparison) found {
	var f found
	v := c.Verdict
	f.Verdict.Kind = string(v.Kind)
	f.Verdict.Changed, f.Verdict.Of, f.Verdict.Added, f.Verdict.Removed = v.Changed, v.Of, v.Added, v.Removed
	f.Verdict.WordsAdded, f.Verdict.WordsRemoved = v.WordsAdded, v.WordsRemoved
	f.Markup = c.Markup
	for _, l := range c.Links {
		f.Links = append(f.Links, [3]string{l.Old, l.New, l.Text})
	}
	for i := range c.Sections {
		s := &c.Sections[i]
		out := foundSection{Status: string(s.Status), Added: s.WordsAdded, Removed: s.WordsRemoved, Old: s.Old, Now: s.New}
		for _, change := range s.Changes {
			out.Changes = append(out.Changes, string(change))
		}
		for _, r := range append([]compare.Row{s.Heading}, c.RowsOf(s)...) {
			spans := []any{}
			for n := 0; n < len(r.Edits); n++ {
				e := r.Edits[n]
				if r.Crosses() {
					spans = append(spans, []any{float64(r.Source(n)), float64(e.OldFrom), float64(e.OldTo), float64(e.NewFrom),
						float64(e.NewTo), e.Op == compare.Match, e.Minor, r.Joined(n), r.Divided})
					continue
				}
				if e.Op == compare.Match {
					continue
				}
				last := e
				for n+1 < len(r.Edits) && r.Edits[n+1].Op != compare.Match && r.Edits[n+1].Minor == e.Minor {
					n++
					last = r.Edits[n]
				}
				spans = append(spans, []any{float64(e.OldFrom), float64(last.OldTo), float64(e.NewFrom), float64(last.NewTo),
					e.Minor})
			}
			out.Rows = append(out.Rows, [5]any{float64(r.Old), float64(r.New), float64(r.MovedTo), r.Moved, spans})
		}
		f.Sections = append(f.Sections, out)
	}
	return f
}

func agree(t *testing.T, pair string, want, got found) {
	t.Helper()
	if want.Verdict != got.Verdict || want.Markup != got.Markup || len(want.Sections) != len(got.Sections) {
		t.Errorf("%s: the script says %+v, markup %d, %d sections; want %+v, %d, %d", pair, got.Verdict, got.Markup,
			len(got.Sections), want.Verdict, want.Markup, len(want.Sections))
		return
	}
	if len(want.Links)+len(got.Links) > 0 && !reflect.DeepEqual(want.Links, got.Links) {
		t.Errorf("%s: the script finds the links %v; want %v", pair, got.Links, want.Links)
	}
	for i := range want.Sections {
		w, g := want.Sections[i], got.Sections[i]
		if len(w.Changes) == 0 && len(g.Changes) == 0 {
			w.Changes, g.Changes = nil, nil
		}
		if !reflect.DeepEqual(w, g) {
			for n := range w.Rows {
				if n < len(g.Rows) && !reflect.DeepEqual(w.Rows[n], g.Rows[n]) {
					t.Errorf("%s: section %d, row %d: the script says %v, want %v", pair, i, n, g.Rows[n], w.Rows[n])
					return
				}
			}
			w.Rows, g.Rows = nil, nil
			t.Errorf("%s: section %d: the script says %+v; want %+v", pair, i, g, w)
			return
		}
	}
}
