package terms

import (
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/policy"
)

// usesOf are the first uses of terms in the sections of a text, each with the words
// before it.
func usesOf(source string) []string {
	doc := policy.Parse("policy.md", []byte(source))
	list := Of(doc)
	var found []string
	for _, u := range FirstUses(doc, list) {
		tokens := doc.Blocks[u.Block].Tokens
		found = append(found, policy.Text(tokens[max(0, u.First-1):u.End])+" → "+list[u.Term].Name.Text)
	}
	return found
}

func TestFirstUses(t *testing.T) {
	const defined = "# Terms\n\n## Definitions\n\n“Harbour Dues” means what ships pay. “Service” means our ferry. " +
		"“Tax” means a levy. “cargo data” means lists. Anvil Ltd (“Anvil”, “we”) sails.\n\n## Use\n\n"
	for text, want := range map[string][]string{
		"We charge Harbour Dues. Harbour Dues are paid.": {"charge Harbour Dues → Harbour Dues"},
		"The Services end. One **Service** stays.":       {"The Services → Service"},
		"Our service is no Service’s copy.":              {"no Service’s → Service"},
		"A list of Cargo data, of cargo data.":           {"of Cargo data → cargo data"},
		"See [the Service](https://anvil.example/) now.": nil,
		"Run `Service` here.":                            nil,
		"Read our Terms of Service, and pay Sea Tax.":    nil,
		"Anvil sails, and we do.":                        nil,
		"The Har**bour** Dues rest.":                     nil,
	} {
		if got := usesOf(defined + text + "\n"); !slices.Equal(got, want) {
			t.Errorf("%s\nuses %q, want %q", text, got, want)
		}
	}
	if got := usesOf(defined + "The Service.\n\n### More\n\nThe Service and the Service.\n"); len(got) != 2 {
		t.Errorf("two sections use it first in %q", got)
	}
}

// German nouns and adjectives have endings, and what a definition begins with a capital
// letter has a small one within a sentence.
func TestGermanUses(t *testing.T) {
	const defined = "## Begriffe\n\n„Personenbezogene Daten“ bedeutet, was wir wissen. „Nutzer“ bezeichnet jeden. " +
		"„Dienst“ bezeichnet die Fähre. „Plan“ bezeichnet eine Karte.\n\n## Gebrauch\n\n"
	for text, want := range map[string][]string{
		"Wir erheben personenbezogene Daten.":  {"erheben personenbezogene Daten → Personenbezogene Daten"},
		"Die Art personenbezogener Daten.":     {"Art personenbezogener Daten → Personenbezogene Daten"},
		"Mit Personenbezogenen Daten.":         {"Mit Personenbezogenen Daten → Personenbezogene Daten"},
		"Wir helfen den Nutzern.":              {"den Nutzern → Nutzer"},
		"Im Rahmen des Dienstes.":              {"des Dienstes → Dienst"},
		"Unter allen Diensten.":                {"allen Diensten → Dienst"},
		"Eine Plane, und nutzen, und Nutzung.": nil,
		"Die personenbezogenen daten.":         nil,
	} {
		if got := usesOf(defined + text + "\n"); !slices.Equal(got, want) {
			t.Errorf("%s\nuses %q, want %q", text, got, want)
		}
	}
}

// The passages of definitions: sentences, with the lists that complete them; cells and
// descriptions.
func TestPassages(t *testing.T) {
	doc := policy.Parse("policy.md", []byte("# Terms\n\n## Definitions\n\n- **Pier**: a place. Ships lie there.\n"+
		"- **Quay**: another.\n\n## Use\n\nFirst. We run ferries (the “Fleet”), all year. Last.\n\n“Cargo” means:\n\n"+
		"- mail\n- grain\n\nAfter.\n\n| Term | Meaning | Kept |\n|---|---|---|\n| Log | What we note. | a year |\n\n"+
		"Mole\n: It breaks waves.\n: It is long.\n"))
	want := map[string]string{
		"Pier": "Pier: a place. Ships lie there.", "Quay": "Quay: another.",
		"Fleet": "We run ferries (the “Fleet”), all year.", "Cargo": "“Cargo” means:\nmail\ngrain", "Log": "What we note.",
		"Mole": "It breaks waves.\nIt is long.",
	}
	for _, term := range Of(doc) {
		if got := term.Definitions[0].Text(doc); got != want[term.Name.Text] {
			t.Errorf("%s is defined by %q, want %q", term.Name.Text, got, want[term.Name.Text])
		}
		delete(want, term.Name.Text)
	}
	if len(want) > 0 {
		t.Errorf("not found: %q", want)
	}
}

// Definitions that share a paragraph of a glossary each have their own sentences; one that
// stands within a sentence takes none from the term before it.
func TestPassagesOfOneParagraph(t *testing.T) {
	doc := policy.Parse("policy.md", []byte("# Terms\n\n## Definitions\n\n**Pier** means a place. Ships lie there. "+
		"**Quay** means another. It is (the “Edge”) of stone. The “Mole” means a wall.\n"))
	want := map[string]string{
		"Pier": "Pier means a place. Ships lie there.",
		"Quay": "Quay means another. It is (the “Edge”) of stone.",
		"Edge": "It is (the “Edge”) of stone.",
		"Mole": "The “Mole” means a wall.",
	}
	for _, term := range Of(doc) {
		if got := term.Definitions[0].Text(doc); got != want[term.Name.Text] {
			t.Errorf("%s is defined by %q, want %q", term.Name.Text, got, want[term.Name.Text])
		}
		delete(want, term.Name.Text)
	}
	if len(want) > 0 {
		t.Errorf("not found: %q", want)
	}
}

// Arabic has no capital letters; its lists of definitions are found by their titles.
func TestArabicDefinitions(t *testing.T) {
	doc := policy.Parse("policy.md", []byte("# سياسة\n\n## التعريفات\n\n- البيانات الشخصية: كل ما نعرفه عنك.\n"+
		"- **الخدمة**: العبارة التي نشغلها.\n\n«المستخدم» يعني كل من يزورنا.\n\n## الاستخدام\n\nنجمع البيانات الشخصية.\n"))
	want := []string{"البيانات الشخصية", "الخدمة", "المستخدم"}
	var got []string
	for _, term := range Of(doc) {
		got = append(got, term.Name.Text)
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	if uses := FirstUses(doc, Of(doc)); len(uses) != 1 {
		t.Errorf("%d uses, want 1", len(uses))
	}
}

// A definition stands since the version that first had its words; when its term comes
// back, or is defined otherwise, it begins anew.
func TestAges(t *testing.T) {
	texts := []string{
		"“Log” means a list. “Pier” means a place.", "“Log” means a “list”. “Pier” means any place.",
		"“Pier” means any place.", "“log” means a list. “Pier” means any PLACE!",
	}
	want := []string{"log 0 0, pier 0 0", "log 0 0, pier 1 2", "pier 1 2", "log 3 1, pier 1 2"}
	var ages *Ages
	for version, text := range texts {
		doc := policy.Parse("policy.md", []byte(text+"\n"))
		list := Of(doc)
		ages = NewAges(version, doc, list, ages)
		var got []string
		for i := range list {
			s := ages.Of(&list[i], 0)
			got = append(got, list[i].Key+" "+string(rune('0'+s.Since))+" "+string(rune('0'+s.Change)))
		}
		slices.Sort(got)
		if got := strings.Join(got, ", "); got != want[version] {
			t.Errorf("in version %d stand %s, want %s", version, got, want[version])
		}
	}
}
