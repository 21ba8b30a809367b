package pages

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"policyarchive/generator/changelog"
	"policyarchive/generator/weave"
)

// TestEvents follows sections that are renamed, renumbered, moved, merged,
// split, that come and go: every step is told on the pages of all that it touched.
func TestEvents(t *testing.T) {
	const (
		name    = "We keep your name for thirty days and not a single day longer than that."
		mail    = "We keep your mail for ninety days, since the law of our country asks for it."
		forge   = "Write to the forge in the village, or come by on any day of the week."
		cookies = "Our pages set one cookie, which holds the language that you read in."
	)
	section := func(title string, paragraphs ...string) string {
		return "## " + title + "\n\n" + strings.Join(paragraphs, "\n\n") + "\n\n"
	}
	texts := []string{
		section("1. Data", name, mail) + section("2. Contact", forge) + section("3. Cookies", cookies),
		section("1. Your data", name, mail) + section("2. Cookies", cookies) + section("3. Contact", forge),
		section("1. Your data", name, mail) + section("2. Contact", forge),
		section("1. Your data", forge, name, mail),
		section("1. Your data", forge, name) + section("2. Letters", mail) + section("3. Cookies", cookies),
	}
	days := make([]string, len(texts))
	for i := range texts {
		days[i], texts[i] = fmt.Sprintf("202%d-01-01", i), "# P\n\n"+texts[i]
	}
	h := archived(t, days, texts)
	steps, err := (&pageBuilder{ctx: t.Context(), h: weave.Of(h)}).steps()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for n, l := range lives(h, changelog.Entries(h, steps)) {
		line := h.Tracker.Lineages[n]
		for _, w := range l.wordings {
			for _, e := range w.events {
				told := fmt.Sprintf("%d %s", e.version, e.kind)
				if e.was != "" {
					told += " was " + e.was
				}
				for _, other := range e.others {
					told += " " + h.Tracker.Lineages[other].Anchor
				}
				got[line.Anchor] = append(got[line.Anchor], told)
			}
		}
	}
	want := map[string][]string{
		"data":    {"1 renamed was Data", "3 took contact", "4 gave letters"},
		"contact": {"1 renumbered was 2.", "2 renumbered was 3.", "3 merged data"},
		"cookies": {"1 moved", "1 renumbered was 3.", "2 removed", "4 returned"},
		"letters": {"4 split data"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
}
