package render

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// TestAnnotated: a block says since when its oldest words stand, unless the one
// before said so; newer passages carry the letter that stands beside it.
func TestAnnotated(t *testing.T) {
	doc := policy.Parse("a.md", []byte("## Data\n\nWe keep your name for ninety days.\n\nWe sell nothing.\n\n- A new "+
		"item.\n"))
	lineage.New().Add(doc, nil)
	ages := make([][]int, len(doc.Blocks))
	for i, b := range doc.Blocks {
		ages[i] = make([]int, len(b.Tokens))
	}
	ages[1][5] = 2 // ninety
	for n := range ages[3] {
		ages[3][n] = 1
	}
	ageOf := func(version int) Age {
		return Age{Day: []string{"2020-01-01", "2021-01-01", "2022-01-01"}[version], URL: "/c/", Shade: version,
			AtLeast: version == 0}
	}
	parts, err := NewRenderer(nil).Annotated(doc, ages, ageOf, Options{Words: English()})
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(parts, "")
	for _, want := range []string{
		`<span class="age"><span class="shade-0">since <a href="/c/"><time datetime="2020-01-01">January 1, 2020</time></a> or earlier</span> <span class="shade-2"><sup>a</sup> since <a href="/c/"><time datetime="2022-01-01">January 1, 2022</time></a></span></span> We keep your name for <span class="passage shade-2 from-a"><sup class="letter">a</sup>ninety</span> days.`,
		`>¶</a>We sell nothing.</p>`,
		`<span class="age"><span class="shade-1">since <a href="/c/"><time datetime="2021-01-01">January 1, 2021</time></a></span></span> A new item.`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no\n%s\nin\n%s", want, got)
		}
	}
}

// TestSignsHaveTheirIDOnce: the sign of an enumeration is one place, however many
// versions brought its parts.
func TestSignsHaveTheirIDOnce(t *testing.T) {
	doc := policy.Parse("a.md", []byte("## Why\n\nWe use it to (i) find **(ii) a berth**, [or (iii) "+
		"send](https://a.example/) a bill.\n"))
	lineage.New().Add(doc, nil)
	rapid.Check(t, func(t *rapid.T) {
		ages := make([][]int, len(doc.Blocks))
		for i, b := range doc.Blocks {
			ages[i] = rapid.SliceOfN(rapid.IntRange(0, 2), len(b.Tokens), len(b.Tokens)).Draw(t, "ages")
		}
		ageOf := func(version int) Age { return Age{Day: "2020-01-01", URL: "/c/"} }
		parts, err := NewRenderer(nil).Annotated(doc, ages, ageOf, Options{Words: English()})
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(parts, "")
		for _, id := range []string{"why", "why.1", "why.1.i", "why.1.ii", "why.1.iii"} {
			if n := strings.Count(got, ` id="`+id+`"`); n != 1 {
				t.Fatalf("#%s stands %d times in\n%s", id, n, got)
			}
		}
	})
}
