package render_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/net/html"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/render"
	"policyarchive/generator/weave"
)

// TestStandoffFits: in every version of every history the passages of a
// standoff add up to the text that an HTML parser sees, block by block, and are
// the same whether the version before was seen or not.
func TestStandoffFits(t *testing.T) {
	histories.Each(t, func(t *testing.T, h histories.History) {
		docs, w := woven(t, h)
		standoffs := render.NewStandoffs()
		opts := render.Options{Words: render.English(), Current: "/privacy/"}
		ageOf := func(version int) render.Age {
			return render.Age{Day: h.Dates[version], URL: "/c/" + strconv.Itoa(version), AtLeast: version == 0}
		}
		passages := 0
		w.EachAges(func(v int, of weave.Ages) {
			doc := docs[v]
			ages := byBlock(doc, of)
			got := standoffs.Of(doc, ages, ageOf, opts)
			if v%10 == 0 && got != render.NewStandoffs().Of(doc, ages, ageOf, opts) {
				t.Errorf("%s: another standoff than without the versions before", doc.File)
			}
			lengths := passagesOf(t, got)
			passages += len(lengths)
			for _, b := range blocksOf(t, string(render.Fragment(doc, opts))) {
				left := len(b.text)
				for left > 0 && len(lengths) > 0 {
					left, lengths = left-lengths[0], lengths[1:]
				}
				if left != 0 {
					t.Fatalf("%s: the passages of a block exceed it by %d: %q", doc.File, -left, string(utf16.Decode(b.text)))
				}
			}
			if len(lengths) > 0 {
				t.Fatalf("%s: %d passages are left when the text ends", doc.File, len(lengths))
			}
		})
		t.Logf("%d passages in %d versions", passages, len(docs))
	})
}

// woven is a history with its weave.
func woven(t *testing.T, h histories.History) ([]*policy.Document, *weave.Weave) {
	t.Helper()
	parser, tracker, w := policy.NewParser(), lineage.New(), weave.NewWoven(h.Name)
	var docs []*policy.Document
	for n, file := range h.Files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc := parser.Parse(filepath.Base(file), data)
		tracker.Add(doc, nil)
		docs = append(docs, doc)
		w.Append(h.Dates[n], doc)
	}
	w.Name(tracker.Lineages)
	return docs, w.Weave
}

func byBlock(doc *policy.Document, of weave.Ages) [][]int {
	ages := make([][]int, len(doc.Blocks))
	for n, block := range weave.InOrder(doc) {
		ages[block] = of[n]
	}
	return ages
}

// passagesOf are the lengths of the passages in a standoff, which has an element
// for each version that brought one.
func passagesOf(t *testing.T, standoff string) (lengths []int) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(standoff))
	if err != nil {
		t.Fatal(err)
	}
	var template *html.Node
	for n := range root.Descendants() {
		if n.Data == "template" {
			template = n
		}
	}
	fields := map[string][]string{}
	for _, a := range template.Attr {
		fields[a.Key] = strings.Split(a.Val, " ")
	}
	number := func(digits string) int {
		n, err := strconv.ParseInt(digits, 36, 64)
		if err != nil {
			t.Fatal(err)
		}
		return int(n)
	}
	var versions []int
	for ageOf := range slices.Chunk(fields["data-versions"], 5) {
		v := number(ageOf[0])
		versions = append(versions, v)
		if child := strconv.Itoa(min(v, 1)); len(ageOf) != 5 || ageOf[1] != child {
			t.Errorf("version %d is ageOf of by %q", v, ageOf)
		}
	}
	if !slices.IsSorted(versions) {
		t.Errorf("the versions are not in order: %v", versions)
	}
	used := map[int]bool{}
	for pair := range slices.Chunk(fields["data-passages"], 2) {
		version, length := number(pair[0]), number(pair[1])
		if !slices.Contains(versions, version) || length <= 0 {
			t.Errorf("a passage of version %d is %d long", version, length)
		}
		used[version] = true
		lengths = append(lengths, length)
	}
	if len(used) != len(versions) {
		t.Errorf("%d versions are ageOf of, %d have passages", len(versions), len(used))
	}
	return lengths
}

// textBlock is the text within an element that is no inline one, as UTF-16
// without blanks.
type textBlock struct {
	element *html.Node
	text    []uint16
}

func blocksOf(t *testing.T, fragment string) (list []textBlock) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(fragment))
	if err != nil {
		t.Fatal(err)
	}
	inline := []string{"a", "span", "strong", "em", "u", "s", "sup", "sub", "code"}
	for n := range root.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		text := utf16.Encode([]rune(strings.Map(func(r rune) rune {
			if r <= ' ' {
				return -1
			}
			return r
		}, n.Data)))
		own, element := true, n.Parent
		for inlineYet := true; inlineYet; {
			for _, a := range element.Attr {
				own = own && !(a.Key == "class" && slices.Contains([]string{"permalink", "now", "pilcrow", "back"}, a.Val))
			}
			if inlineYet = slices.Contains(inline, element.Data); inlineYet {
				element = element.Parent
			}
		}
		switch last := len(list) - 1; {
		case !own || len(text) == 0:
		case last >= 0 && list[last].element == element:
			list[last].text = append(list[last].text, text...)
		default:
			list = append(list, textBlock{element, text})
		}
	}
	return list
}
