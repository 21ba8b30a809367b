package lineage_test

import (
	"bytes"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// followed is a history that was followed to its end.
type followed struct {
	tracker *lineage.Tracker
	docs    []*policy.Document
	marks   []lineage.Marks
}

// follow adds texts. Before each one for which stored says so, the tracker is
// encoded and decoded, and goes on with a parser that has read nothing.
func follow(t fataler, texts []string, stored func(i int) bool) followed {
	t.Helper()
	f := followed{tracker: lineage.New()}
	parser := policy.NewParser()
	for i, text := range texts {
		if stored(i) {
			f.tracker, parser = again(t, f.tracker), policy.NewParser()
		}
		doc := parser.Parse("policy.md", []byte(text))
		f.tracker.Add(doc, nil)
		f.docs, f.marks = append(f.docs, doc), append(f.marks, f.tracker.Marks(doc))
	}
	return f
}

type fataler interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func again(t fataler, tracker *lineage.Tracker) *lineage.Tracker {
	t.Helper()
	data, err := tracker.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	decoded := new(lineage.Tracker)
	if err := decoded.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	if other, err := decoded.MarshalBinary(); err != nil || !bytes.Equal(data, other) {
		t.Fatalf("what was decoded is encoded otherwise: %v", err)
	}
	return decoded
}

// checkStored wants the same of a history however often its tracker was stored
// on the way, and of a text that is marked the same as of one that was added.
func checkStored(t fataler, texts []string, stored func(i int) bool) {
	t.Helper()
	want, got := follow(t, texts, func(int) bool { return false }), follow(t, texts, stored)
	for i := range texts {
		if diff := difference(want.docs[i], got.docs[i]); diff != "" {
			t.Fatalf("version %d is another after the tracker was stored (-want +got):\n%s", i, diff)
		}
		if !bytes.Equal(want.marks[i], got.marks[i]) {
			t.Fatalf("version %d has other marks after the tracker was stored", i)
		}
	}
	for _, tracker := range []*lineage.Tracker{want.tracker, again(t, got.tracker)} {
		parser := policy.NewParser()
		for i, text := range texts {
			doc := parser.Parse("policy.md", []byte(text))
			if err := tracker.Mark(doc, want.marks[i]); err != nil {
				t.Fatal(err)
			}
			if diff := difference(want.docs[i], doc); diff != "" {
				t.Fatalf("version %d, marked, is another (-want +got):\n%s", i, diff)
			}
		}
	}
	a, errA := want.tracker.MarshalBinary()
	b, errB := got.tracker.MarshalBinary()
	if errA != nil || errB != nil || !bytes.Equal(a, b) {
		t.Fatal("the tracker is another after it was stored")
	}
}

// difference tells how two documents of one text differ in what a tracker
// writes into them; "" if they do not.
func difference(a, b *policy.Document) string {
	clauses := func(d *policy.Document) (list []string) {
		for i := range d.Blocks {
			list = append(list, d.Blocks[i].Clause)
		}
		return list
	}
	if x, y := clauses(a), clauses(b); !slices.Equal(x, y) {
		return cmp.Diff(x, y)
	}
	if reflect.DeepEqual(a.Sections, b.Sections) {
		return ""
	}
	return cmp.Diff(a.Sections, b.Sections, cmpopts.EquateEmpty())
}

// TestStoredTracker: a tracker that is stored and read again goes on as if it
// had not been, over all real histories.
func TestStoredTracker(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		if len(h.Files) > 150 {
			h.Files = h.Files[:150]
		}
		var texts []string
		for _, file := range h.Files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, string(data))
		}
		checkStored(t, texts, func(i int) bool { return i%7 == 3 || i+1 == len(texts) })
	})
}

// TestStoredTrackerOfEdits stores the tracker anywhere on the way of invented
// texts whose sections come, go, split, merge and lose their headings.
func TestStoredTrackerOfEdits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := &editor{t: t}
		d := e.draft()
		texts := []string{d.String()}
		for range rapid.IntRange(1, 8).Draw(t, "versions") {
			d = e.wild(d)
			texts = append(texts, d.String())
		}
		checkStored(t, texts, func(int) bool { return rapid.Bool().Draw(t, "stored") })
	})
}

// wild changes a draft in any way.
func (e *editor) wild(d draft) draft {
	d = d.clone()
	i := e.pick(len(d))
	switch e.pick(7) {
	case 0:
		d = append(d, e.section())
	case 1:
		if len(d) > 1 {
			d = append(d[:i], d[i+1:]...)
		}
	case 2:
		d[i].title = "" // the heading is lost
	case 3:
		d[i].title = "Renamed"
	case 4:
		d[i].paragraphs = append([]string{e.paragraph()}, d[i].paragraphs...)
	case 5:
		j := e.pick(len(d))
		d[i], d[j] = d[j], d[i]
	case 6:
		d[i].paragraphs = d[i].paragraphs[1:]
		if len(d[i].paragraphs) == 0 {
			d[i].paragraphs = []string{e.paragraph()}
		}
	}
	return d
}
