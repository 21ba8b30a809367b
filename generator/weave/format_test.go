package weave_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/internal/readweave"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

func schema(t *testing.T) (index, part *jsonschema.Schema) {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(weave.Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("weave.schema.json", value); err != nil {
		t.Fatal(err)
	}
	if index, err = c.Compile("weave.schema.json"); err != nil {
		t.Fatal(err)
	}
	if part, err = c.Compile("weave.schema.json#/$defs/part"); err != nil {
		t.Fatal(err)
	}
	return index, part
}

// TestSchema: what is published is what the schema says.
func TestSchema(t *testing.T) {
	index, part := schema(t)
	histories.Each(t, func(t *testing.T, h histories.History) {
		x := load(t, h)
		for _, partSize := range []int{1 << 30, 20_000} {
			files := partsOf(t, x.Weave, partSize)
			for n, f := range files {
				value, err := jsonschema.UnmarshalJSON(bytes.NewReader(f.Data))
				if err != nil {
					t.Fatal(err)
				}
				s := part
				if n == 0 {
					s = index
				}
				if err := s.Validate(value); err != nil {
					t.Fatalf("%s: %v", f.Name, err)
				}
			}
		}
	})
}

func small(t testing.TB) *weave.Weave {
	t.Helper()
	doc := policy.Parse("a.md", []byte("# Policy\n\n## 1. Data\n\nWe *keep* [data](https://example.org/) for 30 "+
		"days.\n\n```\na  b\n```\n\n- one\n- two\n"))
	tracker := lineage.New()
	tracker.Add(doc, nil)
	w := weave.NewWoven("privacy")
	w.Append("2020-01-01", doc)
	w.Name(tracker.Lineages)
	return w.Weave
}

// TestReadRefuses: what is not a weave is refused with a reason.
func TestReadRefuses(t *testing.T) {
	good := string(filesOf(t, small(t))[0].Data)
	for _, test := range []struct{ name, data, want string }{
		{"no JSON", "{", "unexpected end"},
		{"another format", strings.Replace(good, `"format":3`, `"format":2`, 1), "its format is 2, not 3"},
		{"a missing block", strings.Replace(good, `"ids":[0,`, `"ids":[1,`, 1), "missing"},
		{"a missing section", strings.Replace(good, `"sections":[0`, `"sections":[99`, 1), "no section 99"},
		{"an unknown mark", strings.Replace(good, `"emphasis"`, `"blinking"`, 1), `unknown mark "blinking"`},
		{"an unknown kind", strings.Replace(good, `"kind":"code"`, `"kind":"poem"`, 1), `"poem"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.data == good {
				t.Fatal("the test changes nothing")
			}
			_, err := readweave.Read([]byte(test.data), nil)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
}

// FuzzRead: whatever is read either is refused or can be used.
func FuzzRead(f *testing.F) {
	files, err := small(f).Files()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(files[0].Data)
	f.Fuzz(func(t *testing.T, data []byte) {
		if !json.Valid(data) {
			return
		}
		w, err := readweave.Read(data, nil)
		if err != nil {
			return
		}
		for n := range w.Versions {
			w.Document(n)
		}
		w.EachAges(func(int, weave.Ages) {})
		if _, err := w.Files(); err != nil {
			t.Error(err)
		}
	})
}
