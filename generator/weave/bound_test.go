package weave_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"policyarchive/generator/internal/readweave"
	"policyarchive/generator/internal/synthetic"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// weaveOf is the weave of some texts.
func weaveOf(texts ...string) *weave.Weave {
	w, tracker := weave.NewWoven("privacy"), lineage.New()
	for n, text := range texts {
		doc := policy.Parse("policy.md", []byte(text))
		tracker.Add(doc, nil)
		w.Append(fmt.Sprintf("2020-01-01.%d", n+1), doc)
	}
	w.Name(tracker.Lineages)
	return w.Weave
}

// TestFilesAreBound: no file is larger than it may be, whatever fills it, but for
// those that hold one item; and all of them are the weave.
func TestFilesAreBound(t *testing.T) {
	const bound = 3_000
	rng := rand.New(rand.NewPCG(1, 2))
	address := func() string {
		b := make([]byte, 60)
		for i := range b {
			b[i] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"[rng.IntN(64)]
		}
		return "https://example.org/" + string(b)
	}
	var links, sections, versions []string
	for n := range 60 {
		links = append(links, fmt.Sprintf("Word [%d](%s) of it.", n, address()))
		sections = append(sections, fmt.Sprintf("## Section %d\n\nText of section %d.", n, n))
	}
	for n := range 150 {
		versions = append(versions, fmt.Sprintf("# Policy\n\n## One\n\nThis is wording %d of it.\n\n## Two\n\nThis stays "+
			"as it is.\n", n))
	}
	mixed := synthetic.Make(synthetic.Seeded(7), synthetic.Options{Sections: 12, Versions: 12})
	var drawn []string
	for _, v := range mixed.Versions {
		drawn = append(drawn, string(v.Source))
	}
	for name, texts := range map[string][]string{
		"addresses": {"# Policy\n\n" + strings.Join(links, "\n\n")}, "sections": {"# Policy\n\n" +
			strings.Join(sections, "\n\n")}, "versions": versions, "all": drawn,
	} {
		t.Run(name, func(t *testing.T) {
			w := weaveOf(texts...)
			files := partsOf(t, w, bound)
			byName := map[string][]byte{}
			for n, f := range files {
				byName[f.Name] = f.Data
				var part struct{ Items []any }
				if err := json.Unmarshal(f.Data, &part); err != nil {
					t.Fatal(err)
				}
				// What weave.json says of parts is small, and no list that this test makes long.
				if n > 0 && len(f.Data) > bound+500 && len(part.Items) > 1 ||
					n == 0 && len(f.Data) > bound+500+150*len(files)+16*len(texts) {
					t.Errorf("%s has %d bytes, and %d items", f.Name, len(f.Data), len(part.Items))
				}
			}
			if len(files) < 4 {
				t.Errorf("no more than %d files", len(files))
			}
			read, err := readweave.Read(files[0].Data, func(name string) ([]byte, error) { return byName[name], nil })
			if err != nil {
				t.Fatal(err)
			}
			for n := range texts {
				sameText(t, w.Document(n), read.Document(n))
			}
		})
	}
	t.Run("compressed", func(t *testing.T) {
		var text strings.Builder
		for n := range 9_000 {
			fmt.Fprintf(&text, "Word [%d](%s) of it.\n\n", n, address())
		}
		for _, f := range filesOf(t, weaveOf(text.String())) {
			if n := compressed(t, f.Data); n > 300_000 {
				t.Errorf("%s has %d bytes, compressed", f.Name, n)
			}
		}
	})
}
