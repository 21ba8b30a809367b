package weave_test

import (
	"os"
	"reflect"
	"testing"

	"policyarchive/generator/compare"
	"policyarchive/generator/internal/histories"
	"policyarchive/generator/internal/readweave"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// woven is a history with its weave.
type woven struct {
	*weave.Woven
	docs     []*policy.Document
	comparer *compare.Comparer
	tracker  *lineage.Tracker
}

// newWoven has no version yet.
func newWoven(name string) woven {
	return woven{Woven: weave.NewWoven(name), comparer: compare.NewComparer(), tracker: lineage.New()}
}

// add takes the next version.
func (x *woven) add(name string, doc *policy.Document) {
	x.tracker.Add(doc, nil)
	x.docs = append(x.docs, doc)
	x.Append(name, doc)
	x.Name(x.tracker.Lineages)
}

func load(t testing.TB, h histories.History) woven {
	t.Helper()
	parser := policy.NewParser()
	x := newWoven(h.Name)
	for n, file := range h.Files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		x.add(h.Dates[n], parser.Parse(file, data))
	}
	return x
}

// TestTextOfEveryVersion: the weave gives back every text, to the token; also
// once it was written and read, in one file or in many.
func TestTextOfEveryVersion(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		x := load(t, h)
		for _, partSize := range []int{1 << 30, 20_000} {
			files := partsOf(t, x.Weave, partSize)
			if many := len(files) > 1; many != (partSize < 1<<30) {
				t.Errorf("%d files for parts of %d bytes", len(files), partSize)
			}
			again := read(t, files)
			for n, doc := range x.docs {
				sameText(t, doc, x.Weave.Document(n))
				sameText(t, doc, again.Document(n))
			}
			if want, got := ages(x.Weave), ages(again); !reflect.DeepEqual(want, got) {
				t.Error("the ages of words differ once the weave was written and read")
			}
		}
	})
}

func read(t *testing.T, files []weave.File) *weave.Weave {
	t.Helper()
	w, err := readweave.Read(files[0].Data, func(name string) ([]byte, error) {
		for _, f := range files {
			if f.Name == name {
				return f.Data, nil
			}
		}
		return nil, os.ErrNotExist
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func ages(w *weave.Weave) []weave.Ages {
	var list []weave.Ages
	w.EachAges(func(_ int, ages weave.Ages) { list = append(list, ages) })
	return list
}

func filesOf(t *testing.T, w *weave.Weave) []weave.File {
	t.Helper()
	files, err := w.Files()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// partsOf are the files of a weave whose parts are of a size.
func partsOf(t *testing.T, w *weave.Weave, partSize int) []weave.File {
	t.Helper()
	files, err := w.FilesOf(partSize)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func sameText(t *testing.T, want, got *policy.Document) {
	t.Helper()
	if got.Title != want.Title || got.TitleBlock < 0 != (want.TitleBlock < 0) || len(got.Sections) != len(want.Sections) {
		t.Fatalf("%s: title %q, %d sections; want %q, %d", want.File, got.Title, len(got.Sections), want.Title,
			len(want.Sections))
	}
	count := 0
	block := func(i, j int) {
		t.Helper()
		if i < 0 || j < 0 {
			if i != j {
				t.Fatalf("%s: block %d is %d", want.File, i, j)
			}
			return
		}
		count++
		x, y := &want.Blocks[i], &got.Blocks[j]
		if x.Kind != y.Kind || x.Level != y.Level || x.Tight != y.Tight || x.Fresh != y.Fresh || x.Clause != y.Clause ||
			len(x.Tokens) != len(y.Tokens) || len(x.Path) != len(y.Path) {
			t.Fatalf("%s: block %d is\n%+v, not\n%+v", want.File, i, y, x)
		}
		for n := range x.Path {
			if x.Path[n] != y.Path[n] {
				t.Fatalf("%s: block %d stands in %+v, not %+v", want.File, i, y.Path, x.Path)
			}
		}
		for n := range x.Tokens {
			a, b := x.Tokens[n], y.Tokens[n]
			a.Offset, b.Offset = 0, 0
			if a != b {
				t.Fatalf("%s: block %d has %+v, not %+v", want.File, i, b, a)
			}
		}
	}
	block(want.TitleBlock, got.TitleBlock)
	for n := range want.Sections {
		x, y := want.Sections[n], got.Sections[n]
		block(x.Heading, y.Heading)
		if x.End-x.First != y.End-y.First {
			t.Fatalf("%s: section %s has %d blocks, not %d", want.File, x.Anchor, y.End-y.First, x.End-x.First)
		}
		for i := range x.End - x.First {
			block(x.First+i, y.First+i)
		}
		x.ID, x.OtherIDs, x.Aliases = "", nil, nil
		x.Heading, x.First, x.End = y.Heading, y.First, y.End
		if !reflect.DeepEqual(x, y) {
			t.Fatalf("%s: section\n%+v, not\n%+v", want.File, y, x)
		}
	}
	if count != len(want.Blocks) {
		t.Fatalf("%s: %d of %d blocks stand in sections", want.File, count, len(want.Blocks))
	}
}
