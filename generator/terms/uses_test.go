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
