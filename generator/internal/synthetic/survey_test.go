package synthetic_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"policyarchive/generator/internal/synthetic"
)

// needs are edits without which another cannot happen, or shows nothing.
var needs = map[synthetic.Edit][]synthetic.Edit{
	synthetic.ReturnSection:   {synthetic.RemoveSection},
	synthetic.ReturnParagraph: {synthetic.RemoveParagraph},
	synthetic.RemoveTwin:      {synthetic.AddTwin, synthetic.CopySection},
	synthetic.Revert:          {synthetic.Reword, synthetic.AddSection, synthetic.MoveSection},
}

// settled are the edits for which a law is to hold today.
func settled(l law) []synthetic.Edit {
	return slices.DeleteFunc(synthetic.All(), func(e synthetic.Edit) bool {
		return slices.ContainsFunc(pending, func(p open) bool {
			return slices.Contains(p.laws, l.name) &&
				slices.Contains(p.edits, e)
		})
	})
}

// caught is what a law says that does not hold.
type caught string

// catcher lets a law fail without the test.
type catcher struct{}

func (catcher) Helper()                           {}
func (catcher) Fatalf(format string, args ...any) { panic(caught(fmt.Sprintf(format, args...))) }

// try holds one history to a law, and returns what it says if it fails.
func try(l law, h *synthetic.History) (message string) {
	defer func() {
		if r := recover(); r != nil {
			if c, ok := r.(caught); ok {
				message = string(c)
				return
			}
			message = fmt.Sprint("panic: ", r)
		}
	}()
	l.hold(catcher{}, read(catcher{}, h))
	return ""
}

// TestSurvey tells of each law and edit in how many histories it fails, with
// the smallest of them, in a file for each in the folder SYNTHETIC_SURVEY.
func TestSurvey(t *testing.T) {
	dir := os.Getenv("SYNTHETIC_SURVEY")
	if dir == "" {
		t.Skip("SYNTHETIC_SURVEY names no folder")
	}
	for _, l := range laws {
		for _, e := range append([]synthetic.Edit{""}, synthetic.All()...) {
			fails, tries, least := 0, 0, ""
			for seed := range uint64(12) {
				o := synthetic.Options{Script: synthetic.Script(seed % 3), Sections: 1 + int(seed%7), Versions: 4,
					Edits: append(slices.Clone(needs[e]), e), Plain: seed%2 == 0}
				if e == "" {
					o.Versions, o.Edits = 1, nil
				}
				h := synthetic.Make(synthetic.Seeded(seed), o)
				tries++
				if message := try(l, h); message != "" {
					fails++
					if least == "" || len(message) < len(least) {
						least = message
					}
				}
			}
			if fails > 0 {
				t.Logf("%-12s %-20s fails in %2d of %d", l.name, e, fails, tries)
				if err := os.WriteFile(fmt.Sprintf("%s/%s-%s.txt", dir, l.name, e), []byte(least), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// TestHunt looks for the smallest history in which a law fails, SYNTHETIC_HUNT,
// with all edits that are held to it.
func TestHunt(t *testing.T) {
	name := os.Getenv("SYNTHETIC_HUNT")
	if name == "" {
		t.Skip("SYNTHETIC_HUNT names no law")
	}
	l := laws[slices.IndexFunc(laws, func(l law) bool { return l.name == name })]
	fails, least := 0, ""
	const tries = 1500
	for seed := range uint64(tries) {
		h := synthetic.Make(synthetic.Seeded(seed), synthetic.Options{
			Script: synthetic.Script(seed / 5 % 3), Sections: 1 + int(seed%4), Versions: 2 +
				int(seed/4%4), Edits: settled(l), Plain: seed%3 > 0,
		})
		if message := try(l, h); message != "" {
			fails++
			if least == "" || len(message) < len(least) {
				least = message
			}
		}
	}
	if fails > 0 {
		t.Fatalf("%s fails in %d of %d, as in %s", name, fails, tries, least)
	}
}
