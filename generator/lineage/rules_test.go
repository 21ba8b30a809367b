package lineage_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// Texts of ten words and more, each like no other.
const (
	ships  = "Ships of all flags call at our harbour in the early summer months."
	bread  = "Bread is baked twice a day by three old women behind the church."
	rivers = "Rivers carry timber down from mountains that nobody has ever bothered to name."
	clocks = "Clocks strike thirteen here whenever some careless clerk forgets to wind them properly."
)

// TestRules has a case for each rule of the package's documentation: versions
// of a text, and the anchors that each must have, in order. A section whose
// heading was lost has its anchor in parentheses.
func TestRules(t *testing.T) {
	type version struct{ text, anchors string }
	for _, x := range []struct {
		rule     string
		versions []version
	}{
		{"2: the same text under another title, level and number is the same section", []version{
			{"## Ships\n\n" + ships + "\n\n## Bread\n\n" + bread, "ships bread"},
			{"### 2. Loaves\n\n" + bread + "\n\n### 1. Boats\n\n" + ships, "bread ships"},
		}},
		{"2: the text is stronger than the title", []version{
			{"## Ships\n\n" + ships + "\n\n## Bread\n\n" + bread, "ships bread"},
			{"## Bread\n\n" + ships + "\n\n## Ships\n\n" + bread, "ships bread"},
		}},
		{"2: case, marks and punctuation do not matter", []version{
			{"## Ships\n\n" + ships, "ships"},
			{"## Vessels\n\n**" + strings.ToUpper(ships) + "**", "ships"},
		}},
		{"3: the author's id is kept under another title and text", []version{
			{"## Ships {#s}\n\n" + ships, "s"},
			{"## Bread {#s}\n\n" + bread, "s"},
		}},
		{"3: a new id of a known section leads to it, and it keeps its anchor", []version{
			{"## Ships\n\n" + ships, "ships"},
			{"## Ships {#s}\n\n" + ships, "ships=s"},
		}},
		{"4: the same title with another text", []version{
			{"## Ships\n\n" + ships + "\n\n## Bread\n\n" + bread, "ships bread"},
			{"## Bread\n\n" + rivers + "\n\n## Ships\n\n" + clocks, "bread ships"},
		}},
		{"4: twins are told apart by the section they stand in", []version{
			{"## One\n\n### Data\n\n" + ships + "\n\n## Two\n\n### Data\n\n" + bread, "one data two data-2"},
			{"## Two\n\n### Data\n\n" + rivers + "\n\n## One\n\n### Data\n\n" + clocks, "two data-2 one data"},
		}},
		{"4: a twin that goes leaves the other its anchor", []version{
			{"## Data\n\n" + ships + "\n\n## Data\n\n" + bread, "data data-2"},
			{"## Data\n\n" + bread, "data-2"},
		}},
		{"4: a twin that comes first takes no anchor away", []version{
			{"## Data\n\n" + bread, "data"},
			{"## Data\n\n" + ships + "\n\n## Data\n\n" + bread, "data-2 data"},
		}},
		{"4: twins that change are told apart by likeness", []version{
			{"## Data\n\n" + ships + "\n\n## Data\n\n" + bread, "data data-2"},
			{"## Data\n\n" + bread + " And more.\n\n## Data\n\n" + ships + " And more.", "data-2 data"},
		}},
		{"5: the same short text", []version{
			{"## Ships\n\nNone at all.\n\n## Bread\n\n" + bread, "ships bread"},
			{"## Vessels\n\nNone at all.\n\n## Bread\n\n" + bread, "ships bread"},
		}},
		{"6: a section that comes back has its anchor again", []version{
			{"## Ships\n\n" + ships + "\n\n## Bread\n\n" + bread, "ships bread"},
			{"## Bread\n\n" + bread, "bread"},
			{"## Bread\n\n" + bread + "\n\n## Boats\n\n" + ships, "bread ships"},
		}},
		{"6: by its title too", []version{
			{"## Ships\n\n" + ships + "\n\n## Bread\n\n" + bread, "ships bread"},
			{"## Bread\n\n" + bread, "bread"},
			{"## Bread\n\n" + bread + "\n\n## Ships\n\n" + rivers, "bread ships"},
		}},
		{"6: a revert restores what was", []version{
			{"## Data\n\n" + ships + "\n\n## Data\n\nShort.\n\n## Data\n\nShort.", "data data-2 data-3"},
			{"## Other\n\n" + rivers, "other"},
			{"## Data\n\n" + ships + "\n\n## Data\n\nShort.\n\n## Data\n\nShort.", "data data-2 data-3"},
		}},
		{"7: another title and a similar text", []version{
			{"## Ships\n\n" + ships + " " + rivers, "ships"},
			{"## Harbour\n\n" + ships + " " + clocks + "\n\n## Bread\n\n" + bread, "ships bread"},
		}},
		{"8: a similar title between the same neighbours", []version{
			{"## Ships\n\n" + ships + "\n\n## Your Data\n\n" + bread + "\n\n## Rivers\n\n" + rivers, "ships your-data rivers"},
			{"## Ships\n\n" + ships + "\n\n## Our Data\n\n" + clocks + "\n\n## Rivers\n\n" + rivers, "ships your-data rivers"},
		}},
		{"9: a vanished section with a similar text", []version{
			{"## Ships\n\n" + ships + " " + rivers + "\n\n## Bread\n\n" + bread, "ships bread"},
			{"## Bread\n\n" + bread, "bread"},
			{"## Bread\n\n" + bread + "\n\n## Harbour\n\n" + ships + " " + rivers + " Now.", "bread ships"},
		}},
		{"what is like nothing is new, and its title's anchor may be taken", []version{
			{"## Ships\n\n" + ships + "\n\n## Bread\n\n" + bread, "ships bread"},
			{"## Ships\n\n" + bread + "\n\n## Rivers\n\n" + rivers, "bread rivers"},
			{"## Bread\n\n" + clocks + "\n\n## Ships\n\n" + bread + "\n\n## Rivers\n\n" + rivers, "bread-2 bread rivers"},
		}},
		{"a heading that is lost", []version{
			{"## Ships\n\n" + ships + "\n\n## Bread\n\n" + bread + "\n\n## Rivers\n\n" + rivers, "ships bread rivers"},
			{"## Ships\n\n" + ships + "\n\n" + bread + "\n\n## Rivers\n\n" + rivers, "ships (bread) rivers"},
			{"## Ships\n\n" + ships + "\n\n## Loaves\n\n" + bread + "\n\n## Rivers\n\n" + rivers, "ships bread rivers"},
		}},
		{"two headings that are lost, and their text changes", []version{
			{"## Ships\n\n" + ships + "\n\n## Bread\n\n" + bread + "\n\n## Rivers\n\n" + rivers, "ships bread rivers"},
			{"## Ships\n\n" + ships + "\n\n" + bread + "\n\n" + rivers, "ships (bread) (rivers)"},
			{"## Ships\n\n" + ships + "\n\n" + bread + " Still.\n\n" + rivers, "ships (bread) (rivers)"},
		}},
		{"a heading that is lost behind one that is renamed", []version{
			{"## Ships\n\n" + ships + "\n\n## Bread\n\n" + bread, "ships bread"},
			{"## Boats\n\n" + ships + "\n\n" + bread, "ships (bread)"},
		}},
		{"1: an unchanged section is itself, whatever else has its title or text", []version{
			{"## Data\n\n" + ships + "\n\n## Rest\n\nNone.\n\n## More\n\nNone.", "data rest more"},
			{"## Rest\n\n" + ships + "\n\n## Data\n\n" + ships + "\n\n## More\n\nNone.\n\n## Rest\n\nNone.",
				"rest-2 data more rest"},
		}},
		{"1: an unchanged section without words of its own", []version{
			{"## One\n\n### Data\n\n" + ships + "\n\n## Two\n\n### Data\n\n" + bread, "one data two data-2"},
			{"## Two\n\n### Data\n\n" + ships + "\n\n## One\n\n### Data\n\n" + rivers, "two data one data-2"},
		}},
		{"1: equal twins follow what stands in them and beside them", []version{
			{"## Ask\n\nSee below.\n\n### First\n\n" + ships + "\n\n## Then\n\nSee below.\n\n### Second\n\n" + bread,
				"ask first then second"},
			{"## Ask\n\nSee below.\n\n### First\n\n" + rivers + "\n\n## Then\n\nSee below.\n\n### Second\n\n" + clocks +
				"\n\n## Until May\n\n## Ask\n\nSee below.\n\n### First\n\n" + ships +
				"\n\n## Then\n\nSee below.\n\n### Second\n\n" + bread,
				"ask-2 first-2 then-2 second-2 until-may ask first then second"},
			{"## Ask\n\nSee below.\n\n### First\n\n" + rivers + "\n\n## Then\n\nSee below.\n\n### Second\n\n" + clocks,
				"ask-2 first-2 then-2 second-2"},
		}},
		{"3: the id of a paragraph is no evidence for its section, and leads to its new owner", []version{
			{"## Ships\n\n" + ships + "\n\n" + bread + "\n{: #lamp }\n\n" + rivers + "\n\n## More\n\nNone.", "ships=lamp more"},
			{"## Ships\n\n" + ships + " And more.\n\n### The lamp {#lamp}\n\n" + clocks + "\n\n### Rest\n\n" + rivers +
				"\n\n## More\n\nNone.", "ships lamp rest more"},
		}},
		{"the id of a paragraph that moves goes along", []version{
			{"## Ships\n\n" + ships + "\n\n" + bread + "\n{: #lamp }\n\n## Rivers\n\n" + rivers, "ships=lamp rivers"},
			{"## Ships\n\n" + ships + "\n\n## Rivers\n\n" + rivers + "\n\n" + bread + "\n{: #lamp }", "ships rivers=lamp"},
			{"## Ships {#lamp}\n\n" + ships + "\n\n## Rivers\n\n" + rivers + "\n\n" + bread + "\n{: #lamp }",
				"ships rivers=lamp"},
		}},
		{"an id that is the anchor of a clause", []version{
			{"## Ships {#s}\n\n" + ships + "\n\n## Bread {#s.1}\n\n" + bread, "s s.1"},
			{"## Ships {#s}\n\n" + ships + "\n\n## Bread {#s.1}\n\n" + bread + "\n\n## Rivers {#s.2}\n\n" + rivers,
				"s s.1 s.2-2"},
		}},
		{"the id of a section that stays is never another's", []version{
			{"## Ships {#s}\n\n" + ships + "\n\n## Bread\n\n" + bread, "s bread"},
			{"## Ships\n\n" + ships + "\n\n## Bread {#s}\n\n" + bread, "s bread"},
		}},
		{"texts about different things share small words only", []version{
			{"## What we keep\n\nWe keep the name of your boat and the name of your bank, and we give the list of the boats " +
				"to the keeper of the lamp. You can ask us for the list at any time and we will send it to you.\n\n## Rest\n\n" +
				rivers, "what-we-keep rest"},
			{"## Why the law allows it\n\nThe law of the lamp has a list of the boats and the bank has the name of the " +
				"keeper. If you ask us for the boat, we will keep it to give your name, and send it to you at any time we " +
				"can.\n\n## Rest\n\n" + rivers, "why-the-law-allows-it rest"},
		}},
		{"in Chinese too", []version{
			{"## 我们保存什么\n\n我们的名单上有您的船和您的名字，并且我们可以在任何时候把名单给管灯的人，您可以向我们要这个名单。\n\n## 其他\n\n" + rivers, "我们保存什么 其他"},
			{"## 法律为什么允许\n\n在任何时候法律可以向管灯的人要您的名字，并且船的名单有这个人给我们的灯，您把我们的法律给您的名单上的船。\n\n## 其他\n\n" + rivers, "法律为什么允许 其他"},
		}},
		{"structure added to a text without headings", []version{
			{ships + "\n\n" + bread, "introduction"},
			{"## Ships\n\n" + ships + "\n\n## Bread\n\n" + bread, "ships bread"},
		}},
	} {
		t.Run(x.rule, func(t *testing.T) {
			tracker := lineage.New()
			for n, v := range x.versions {
				doc := policy.Parse(fmt.Sprintf("version%d.md", n), []byte(v.text))
				tracker.Add(doc, nil)
				if got := anchorList(doc); got != v.anchors {
					t.Errorf("version %d has %s, not %s", n, got, v.anchors)
				}
			}
		})
	}
}

func anchorList(doc *policy.Document) string {
	var list []string
	for i := range doc.Sections {
		s := &doc.Sections[i]
		a := s.Anchor
		if i > 0 && s.Heading < 0 {
			a = "(" + a + ")"
		}
		list = append(list, strings.Join(append([]string{a}, s.Aliases...), "="))
	}
	return strings.Join(list, " ")
}

// TestClausesKeepTheirNumber: a link to a paragraph survives what is put before
// it, and a number is never given again.
func TestClausesKeepTheirNumber(t *testing.T) {
	tracker := lineage.New()
	for n, x := range []struct{ text, clauses string }{
		{"## A\n\n" + ships + "\n\n" + bread, "1 2"},
		{"## A\n\n" + rivers + "\n\n" + ships + "\n\n" + bread, "3 1 2"},
		{"## A\n\n" + rivers + "\n\n" + bread, "3 2"},
		{"## A\n\n" + rivers + "\n\n" + bread + "\n\n" + clocks, "3 2 4"},
		{"## A\n\n" + rivers + "\n\n" + bread + " But late.\n\n" + clocks, "3 2 4"},
		{"## A\n\n" + clocks + "\n\n" + rivers + " Still.\n\n" + bread + " But late.", "4 3 2"},
		{"## A\n\n" + rivers + " Soon.\n\n" + clocks + "\n\n" + bread + "\n\n" + rivers + " Still.", "7 4 2 3"},
	} {
		doc := policy.Parse("a.md", []byte(x.text))
		tracker.Add(doc, nil)
		var got []string
		for _, b := range doc.Own(&doc.Sections[0]) {
			got = append(got, b.Clause)
		}
		if strings.Join(got, " ") != x.clauses {
			t.Errorf("version %d has clauses %v, not %s", n, got, x.clauses)
		}
	}
}

// TestRowsKeepTheirNumber: cells of one row share its number, empty ones too.
func TestRowsKeepTheirNumber(t *testing.T) {
	tracker := lineage.New()
	for n, x := range []struct{ text, clauses string }{
		{"## A\n\n| a | b |\n|---|---|\n| | one two three |\n| four five six | |\n", "1 1 2 2 3 3"},
		{"## A\n\n| a | b |\n|---|---|\n| new row here | |\n| | |\n| | one two three |\n| four five six | |\n",
			"1 1 4 4 - - 2 2 3 3"},
	} {
		doc := policy.Parse("a.md", []byte(x.text))
		tracker.Add(doc, nil)
		var got []string
		for _, b := range doc.Own(&doc.Sections[0]) {
			if b.Clause == "" {
				b.Clause = "-"
			}
			got = append(got, b.Clause)
		}
		if strings.Join(got, " ") != x.clauses {
			t.Errorf("version %d has clauses %v, not %s", n, got, x.clauses)
		}
	}
}

// TestHeadingKeepsItsSection: a section that keeps its heading, while its own text
// gives way to one that had lost its heading before, stays what it was.
func TestHeadingKeepsItsSection(t *testing.T) {
	tracker := lineage.New()
	var doc *policy.Document
	for _, text := range []string{
		"## Ships\n\n" + ships + "\n\n## Bread\n\n" + bread + "\n\n## Rivers\n\n" + rivers,
		"## Ships\n\n" + ships + "\n\n" + bread + "\n\n## Rivers\n\n" + rivers,
		"## Ships\n\n" + bread + "\n\n## Rivers\n\n" + rivers + "\n\n" + ships,
	} {
		doc = policy.Parse("a.md", []byte(text))
		tracker.Add(doc, nil)
	}
	if doc.Sections[0].Anchor != "ships" {
		t.Errorf("Ships has the anchor %s", doc.Sections[0].Anchor)
	}
}

// TestHeadingBecomesTitle: links to a section whose heading is the title of the
// text now lead to the beginning of the text.
func TestHeadingBecomesTitle(t *testing.T) {
	tracker := lineage.New()
	for _, text := range []string{
		"## Harbour Notice\n\nIn force from May.\n\n## Ships\n\n" + ships,
		"# Harbour notice\n\nApplies from the first of June on.\n\n## Ships\n\n" + ships,
	} {
		tracker.Add(policy.Parse("a.md", []byte(text)), nil)
	}
	if l := tracker.Find("harbour-notice"); l.Alive() || len(l.Successors) != 1 ||
		l.Successors[0].Anchor != policy.Introduction {
		t.Errorf("the section that became the title leads to %v", l.Successors)
	}
}

// TestWhereTextWent: a lineage that ended names the one that has its text.
func TestWhereTextWent(t *testing.T) {
	tracker := lineage.New()
	for _, text := range []string{
		"## Ships\n\n" + ships + "\n\n## Bread\n\n" + bread + "\n\n## Rivers\n\n" + rivers,
		"## Ships\n\n" + ships + "\n\n" + clocks + "\n\n" + bread + "\n\n" + clocks + "\n\n## Rivers\n\n" + rivers,
		"## Rivers\n\n" + rivers + "\n\n## Clocks\n\n" + clocks + "\n\n## Ships\n\n" + ships,
	} {
		tracker.Add(policy.Parse("a.md", []byte(text)), nil)
	}
	b := tracker.Find("bread")
	if b == nil || b.Alive() || b.First != 0 || b.Last != 0 {
		t.Fatalf("bread: %+v", b)
	}
	if len(b.Successors) != 1 || b.Successors[0].Anchor != "ships" {
		t.Errorf("the text of bread went to %v", b.Successors)
	}
	if c := tracker.Find("clocks"); c == nil || c.SplitFrom != tracker.Find("ships").ID {
		t.Errorf("clocks was not split from ships: %+v", c)
	}
	if tracker.Find("nothing") != nil {
		t.Error("an anchor that was never given leads somewhere")
	}
}

// TestPublishedAnchors: what a version was once published under is the anchor
// of the section that began there, and never leads to another.
func TestPublishedAnchors(t *testing.T) {
	tracker := lineage.New()
	first := policy.Parse("a.md", []byte("## 5. Ships\n\n"+ships+"\n\n## Bread\n\n"+bread))
	tracker.Add(first, []lineage.Published{{Anchor: "h5-ships", Title: "Ships"}, {Anchor: "ships", Title: "Bread"},
		{Anchor: "x", Title: "Nobody"}})
	second := policy.Parse("b.md", []byte("## 5. Ships\n\n"+ships+"\n\n## Bread\n\n"+bread+"\n\n## Rivers\n\n"+rivers))
	tracker.Add(second, []lineage.Published{{Anchor: "ships", Title: "Rivers"}, {Anchor: "boats", Title: "Ships"}})
	for anchor, title := range map[string]string{"h5-ships": "Ships", "ships": "Bread", "rivers": "Rivers",
		"boats": "Ships"} {
		if l := tracker.Find(anchor); l == nil || l.Title != title {
			t.Errorf("#%s leads to %+v, want %q", anchor, l, title)
		}
	}
	if l := tracker.Find("boats"); l.Anchor != "h5-ships" || l.Published != "h5-ships" ||
		!slices.Contains(second.Sections[0].Aliases, "boats") {
		t.Errorf("#boats leads to %+v", l)
	}
	if l := tracker.Find("x"); l != nil {
		t.Errorf("#x leads to %q", l.Title)
	}
}

// TestReservedAnchors: an older version that is put before one that was
// published takes none of its anchors, and knows which of its own lineages has them.
func TestReservedAnchors(t *testing.T) {
	published := []lineage.Published{{Anchor: "data", Title: "Data"}, {Anchor: "boats", Title: "Ships"}}
	tracker := lineage.New()
	tracker.Reserve(published)
	older := policy.Parse("a.md", []byte("## Data\n\n"+bread+"\n\n## Vessels\n\n"+ships))
	tracker.Add(older, nil)
	if got := older.Sections[0].Anchor; got != "data-2" {
		t.Errorf("an older section took #%s before its version came", got)
	}
	tracker.Add(policy.Parse("b.md", []byte("## Ships\n\n"+ships+"\n\n## Data\n\n"+rivers+" "+clocks)), published)
	if l := tracker.Find("boats"); l == nil || l.Title != "Ships" || l.First != 0 || l.Published != "boats" {
		t.Errorf("#boats leads to %+v", l)
	}
	if l := tracker.Find("data"); l == nil || l != tracker.Find("data-2") || l.Published != "data" {
		t.Errorf("#data leads to %+v", l)
	}
}

// TestPublishedWithMarks: records of a program that took marks for text still lead
// to the section that they were written for.
func TestPublishedWithMarks(t *testing.T) {
	doc := policy.Parse("a.md", []byte("## Ships ## {#fleet}\n\n"+ships+"\n\n## **第1条：**目的\n\n"+bread+
		"\n\n## Rivers[^r]\n\n"+rivers+"\n\n[^r]: All.\n"))
	tracker := lineage.New()
	published := []lineage.Published{{Anchor: "fleet", Title: "Ships ##"}, {Anchor: "第1条-目的", Title: "**第1条：**目的"},
		{Anchor: "rivers-r", Title: "Rivers[^r]"}}
	tracker.Reserve(published)
	tracker.Add(doc, published)
	if got := anchorList(doc); got != "fleet 第1条-目的 rivers-r" {
		t.Errorf("the sections have %s", got)
	}
}

// TestPublishedUnderAnotherReading: records of a program that took more or less of
// a heading for its number still lead to the section that they were written for.
func TestPublishedUnderAnotherReading(t *testing.T) {
	text := "## 2.a.Ships\n\n" + ships + "\n\n## 5.5 million loaves\n\n" + bread + "\n\n1. ## 1. Rivers\n\n   " + rivers +
		"\n\n## Old ships\n\n" + clocks
	published := []lineage.Published{
		{Anchor: "a-ships", Title: "a.Ships"}, {Anchor: "million-loaves", Title: "million loaves"}, {Anchor: "1-rivers",
			Title: "1. Rivers"}, {Anchor: "old-ships", Title: "Old ships"},
	}
	tracker := lineage.New()
	tracker.Reserve(published)
	doc := policy.Parse("a.md", []byte(text))
	tracker.Add(doc, published)
	if got := anchorList(doc); got != "a-ships million-loaves 1-rivers old-ships" {
		t.Errorf("the sections have %s", got)
	}
	// Before older versions that are put in front of it, too.
	tracker = lineage.New()
	tracker.Reserve(published)
	tracker.Add(policy.Parse("a.md", []byte(text+" Once.")), nil)
	doc = policy.Parse("b.md", []byte(text))
	tracker.Add(doc, published)
	if got := anchorList(doc); got != "ships=a-ships 5-5-million-loaves=million-loaves rivers=1-rivers "+
		"old-ships-2=old-ships" {
		t.Errorf("behind an older version, the sections have %s", got)
	}
}
