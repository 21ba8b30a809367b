package lineage_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// TestClone: a tracker that is cloned anywhere on the way of invented texts, whose
// sections come, go, split, merge and lose their headings, goes on as the original
// does, and knows nothing of what is added to that.
func TestClone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := &editor{t: t}
		d := e.draft()
		texts := []string{d.String()}
		for range rapid.IntRange(1, 8).Draw(t, "versions") {
			d = e.wild(d)
			texts = append(texts, d.String())
		}
		parse := func(text string) *policy.Document { return policy.Parse("policy.md", []byte(text)) }
		tracker := lineage.New()
		at := rapid.IntRange(0, len(texts)-1).Draw(t, "cloned before")
		for _, text := range texts[:at] {
			tracker.Add(parse(text), nil)
		}
		clone := tracker.Clone()
		var want []*policy.Document
		for _, text := range texts[at:] {
			doc := parse(text)
			tracker.Add(doc, nil)
			want = append(want, doc)
		}
		for i, text := range texts[at:] {
			doc := parse(text)
			clone.Add(doc, nil)
			if diff := difference(want[i], doc); diff != "" {
				t.Fatalf("version %d is another after the tracker was cloned (-want +got):\n%s", at+i, diff)
			}
		}
		for i, l := range tracker.Lineages {
			c := clone.Lineages[i]
			if c == l || c.Anchor != l.Anchor || !slices.Equal(c.Aliases, l.Aliases) || c.Last != l.Last ||
				!slices.Equal(c.ClauseAnchors, l.ClauseAnchors) || clone.Find(l.Anchor) != c {
				t.Fatalf("lineage %d is %+v in the clone, want %+v", i, c, l)
			}
		}
	})
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
