package weave_test

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"policyarchive/generator/internal/readweave"
)

// Where links within a text lead is published with it, once for all versions
// that agree, and is the same when it is read again.
func TestLeads(t *testing.T) {
	w := weaveOf(
		"# P\n\n[a](#1-scope) [b](#scope) [c](#none)\n\n## 1. Scope\n\nOne.\n",
		"# P\n\n[a](#1-scope) [b](#scope) [c](#none)\n\n## 1. Scope\n\nOne and two.\n",
		"# P\n\n[b](#scope) [d](#top)\n\n## 1. Scope\n\nOne.\n",
		"# P\n\n[b](#scope)\n\n## 1. Scope\n\nOne.\n",
	)
	files, err := w.Files()
	if err != nil {
		t.Fatal(err)
	}
	if want := []byte(`{"of":"leads","ids":[0,2],"items":[{"#1-scope":"scope","#none":null},{"#top":""}]}`); !bytes.Contains(files[0].Data, want) {
		t.Errorf("%s is not in %s", want, files[0].Data)
	}
	index, _ := schema(t)
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(files[0].Data))
	if err != nil {
		t.Fatal(err)
	}
	if err := index.Validate(value); err != nil {
		t.Error(err)
	}
	again, err := readweave.Read(files[0].Data, nil)
	if err != nil {
		t.Fatal(err)
	}
	rewritten, err := again.Files()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(rewritten[0].Data, files[0].Data) {
		t.Errorf("read again it is %s", rewritten[0].Data)
	}
}
