package render_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/internal/tools"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/weave"
)

// TestScriptAnnotates: what the script of a version's page makes of a text and
// its standoff tells the same as the annotated page, note by note and passage by
// passage, and the script takes all of it away again.
func TestScriptAnnotates(t *testing.T) {
	annotate := needScript(t)
	texts := []scriptText{smallText(t)}
	t.Run("histories", func(t *testing.T) {
		histories.Each(t, func(t *testing.T, h histories.History) {
			docs, w := woven(t, h)
			ageOf := func(version int) render.Age {
				return render.Age{Day: h.Dates[version], URL: "/c/" + strconv.Itoa(version), Shade: min(version, 4),
					AtLeast: version == 0}
			}
			w.EachAges(func(v int, of weave.Ages) {
				if v == 1 || v == len(docs)/2 || v == len(docs)-1 {
					texts = append(texts, textFor(t, docs[v], byBlock(docs[v], of), ageOf,
						render.Options{Words: render.English(), Current: "/privacy/"}))
				}
			})
		})
	})
	annotate(texts)
}

// small has what histories seldom have.
const small = "# A\n\n## 1. All *at* once\n\nWords, **strong and [linked](https://a.example/) ones**, (i) first, " +
	"(ii) second;\\\nthen `code` and ![a picture](a.png)\U0001F600\U0001F600 of x^2^.\n\n" +
	"## \n\n> Quoted\n>\n> - an *item*\n>\n>   with more\n> - [ ] another\n\n```\ncode of\n  two lines\n```\n\n---\n\n| A | B |\n|---|---|\n| one two | three four five |\n\n##### Deep\n\n***\n\n1. one\n   1. two <sup>a</sup> three\n\nTerm\n: Its meaning\n\n## Empty\n\n## 日本語\n\n私たちは、あなたの情報を集めません。\n\n## עברית\n\nאנחנו שומרים Google ועוד דברים.\n"

func smallText(t *testing.T) scriptText {
	t.Helper()
	doc := policy.Parse("small.md", []byte(small))
	var ages [][]int
	for i, b := range doc.Blocks {
		var of []int
		for n := range b.Tokens {
			of = append(of, (i*7+n/2)%5)
		}
		ages = append(ages, of)
	}
	ageOf := func(version int) render.Age {
		return render.Age{Day: "2020-01-0" + strconv.Itoa(version+1), Shade: version, URL: "/c/" + strconv.Itoa(version)}
	}
	return textFor(t, doc, ages, ageOf, render.Options{Words: render.English()})
}

// scriptText is a text as the script is given it.
type scriptText struct {
	Name      string `json:"name"`
	Plain     string `json:"plain"`
	Standoff  string `json:"standoff"`
	Annotated string `json:"annotated"`
}

func textFor(t *testing.T, doc *policy.Document, ages [][]int, ageOf func(version int) render.Age,
	opts render.Options) scriptText {
	t.Helper()
	annotated, err := render.NewRenderer(nil).Annotated(doc, ages, ageOf, opts)
	if err != nil {
		t.Fatal(err)
	}
	return scriptText{filepath.Base(doc.File), string(render.Fragment(doc, opts)),
		render.NewStandoffs().Of(doc, ages, ageOf, opts), strings.Join(annotated, "")}
}

// needScript returns what runs testdata/since.mjs and reports its complaints.
func needScript(t *testing.T) func(texts []scriptText) {
	t.Helper()
	node, chromium, modules := tools.Browser(t)
	absolute := func(path string) string {
		file, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	return func(texts []scriptText) {
		t.Helper()
		in, err := json.Marshal(map[string]any{"modules": modules, "scripts": absolute("../../layouts/_scripts"),
			"chromium": chromium, "texts": texts})
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), node, "testdata/since.mjs")
		cmd.Stdin = bytes.NewReader(in)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Error(err)
		}
		if len(out) > 0 {
			t.Errorf("%s", out)
		}
	}
}
