package compare_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/tools/txtar"

	"policyarchive/generator/compare"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(compare.Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("comparison.schema.json", value); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("comparison.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// hold writes a report, reads it back and holds it against the schema and
// against what its parts must say of each other.
func hold(t *testing.T, s *jsonschema.Schema, c *compare.Comparison) {
	t.Helper()
	data, err := json.Marshal(compare.NewReport(c, "a", "b"))
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(value); err != nil {
		t.Errorf("%v", err)
	}
	var r compare.Report
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	changed, edits, came := false, 0, false
	for _, sec := range r.Sections {
		if sec.Anchor == "" {
			t.Errorf("the section %q has no anchor", sec.Title)
		}
		edits += len(sec.Edits)
		came = came || sec.Status == compare.Added || sec.Status == compare.Removed
		changed = changed || sec.Status != compare.Unchanged
		if (sec.Status == compare.Unchanged) != (len(sec.Changes) == 0) {
			t.Errorf("#%s is %s, its changes are %v", sec.Anchor, sec.Status, sec.Changes)
		}
		if sec.Status == compare.Unchanged && (len(sec.Edits) > 0 || sec.Words != compare.WordCount{}) {
			t.Errorf("#%s is unchanged and has edits: %+v", sec.Anchor, sec)
		}
		for _, e := range sec.Edits {
			if e.Added == "" && e.Removed == "" && e.Moved == "" && e.Border == "" {
				t.Errorf("#%s: an edit of nothing: %+v", sec.Anchor, e)
			}
		}
	}
	if r.Verdict == compare.Identical && (changed || edits > 0 || r.Title != nil || len(r.Links) > 0 || r.Markup > 0) {
		t.Errorf("identical, and yet: %s", data)
	}
	if came != (r.Verdict == compare.Sections) {
		t.Errorf("sections came or went: %t; the verdict is %s", came, r.Verdict)
	}
}

func TestReportOfExamples(t *testing.T) {
	s := schema(t)
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			old, new := policy.Parse("old.md", archive.Files[0].Data), policy.Parse("new.md", archive.Files[1].Data)
			tracker := lineage.New()
			tracker.Add(old, nil)
			tracker.Add(new, nil)
			hold(t, s, weave.Compare(old, new))
			hold(t, s, weave.Compare(new, old))
			hold(t, s, weave.Compare(new, new))
		})
	}
}

func TestReportOfHistories(t *testing.T) {
	s := schema(t)
	histories.Each(t, func(t *testing.T, h histories.History) {
		tracker := lineage.New()
		var docs []*policy.Document
		for _, file := range h.Files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc := policy.Parse(file, data)
			tracker.Add(doc, nil)
			docs = append(docs, doc)
		}
		for i := 1; i < len(docs); i++ {
			hold(t, s, weave.Compare(docs[i-1], docs[i]))
		}
		hold(t, s, weave.Compare(docs[0], docs[len(docs)-1]))
		hold(t, s, weave.Compare(docs[len(docs)-1], docs[0]))
	})
}

// The whole report of one small change, as a program reads it.
func TestReport(t *testing.T) {
	old := policy.Parse("old.md", []byte("# Privacy\n\n## 1. Data\n\nWe keep it for ten days, \"safe\".\n\n## 2. "+
		"Ghosts\n\nThere are none whatsoever in the house.\n"))
	new := policy.Parse("new.md", []byte("# Privacy notice\n\n## 1. Our data\n\nWe keep it for two days, 'safe'. See "+
		"[help](/help).\n\n## 2. Contact\n\nWrite letters.\n"))
	tracker := lineage.New()
	tracker.Add(old, nil)
	tracker.Add(new, nil)
	got, err := json.MarshalIndent(compare.NewReport(weave.Compare(old, new), "2023-01-01", "2024-01-01"), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "report.json")
	if *update {
		if err := os.WriteFile(file, append(got, '\n'), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got)+"\n" != string(want) {
		t.Errorf("the report has changed (run the test with -update if it should):\n%s", got)
	}
}
