package history

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// version is one to be archived: days are YYYY-MM-DD or empty.
type version struct {
	name, captured, published, effective, text string
	inSequence                                 bool
}

func archived(t *testing.T, versions ...version) *archive.Archive {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "archive")
	for _, v := range versions {
		a := archive.Addition{Text: []byte(v.text), InSequence: v.inSequence, Record: archive.Record{
			Policy: "privacy", Version: archive.Name{Date: v.name}, Captured: v.captured, Published: v.published,
			Effective: v.effective,
			Source:    archive.Source{Medium: "written"},
		}}
		if _, err := archive.Add(dir, "2026-11-30", a); err != nil {
			t.Fatal(err)
		}
	}
	opened, err := archive.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

func load(t *testing.T, a *archive.Archive, day string) *History {
	t.Helper()
	h, err := Load(t.Context(), a, "privacy", day)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestStates(t *testing.T) {
	a := archived(t,
		version{name: "2020-01-01", captured: "2020-01-01", text: "one\n"},
		version{name: "2021-01-01", effective: "2021-01-01", text: "two\n"},
		version{name: "2022-01-01", published: "2021-06-01", effective: "2022-01-01", text: "three\n"},
		version{name: "2023-01-01", effective: "2023-01-01", text: "four\n"},
	)
	for _, test := range []struct {
		day, states, inForce, current, next string
	}{
		{"2019-12-31", "announced announced announced announced", "", "2020-01-01", "2020-01-01"},
		{"2020-01-01", "in-force announced announced announced", "2020-01-01", "2020-01-01", "2021-01-01"},
		{"2021-12-31", "superseded in-force announced announced", "2021-01-01", "2021-01-01", "2022-01-01"},
		{"2022-01-01", "superseded superseded in-force announced", "2022-01-01", "2022-01-01", "2023-01-01"},
		{"2030-01-01", "superseded superseded superseded in-force", "2023-01-01", "2023-01-01", ""},
	} {
		h := load(t, a, test.day)
		var states []string
		for _, v := range h.Versions {
			states = append(states, string(v.State))
		}
		if got := strings.Join(states, " "); got != test.states {
			t.Errorf("%s: %s", test.day, got)
		}
		name := func(v *Version) string {
			if v == nil {
				return ""
			}
			return v.Name.String()
		}
		if got := name(h.InForce()); got != test.inForce {
			t.Errorf("%s: in force is %q", test.day, got)
		}
		if got := name(h.Current()); got != test.current {
			t.Errorf("%s: current is %q", test.day, got)
		}
		if got := name(h.On(test.day).Of); got != test.inForce {
			t.Errorf("%s: On says %q", test.day, got)
		}
		next := func(h *History) string {
			if v := h.NextTransition(); v != nil {
				return v.Starts()
			}
			return ""
		}
		if got := next(h); got != test.next {
			t.Errorf("%s: the next transition is on %q", test.day, got)
		}
		if h.Latest().Name.String() != "2023-01-01" || h.Find("2022-01-01").Index != 2 || h.Find("2022-01-02") != nil {
			t.Errorf("%s: not found by name", test.day)
		}
	}
	empty := &History{}
	if empty.InForce() != nil || empty.Current() != nil || empty.Latest() != nil || empty.On("2020-01-01").Of != nil ||
		empty.NextTransition() != nil {
		t.Error("a policy without versions has one")
	}
}

// A version that another one overtakes before its day is not announced: it will
// never be in force.
func TestOvertaken(t *testing.T) {
	a := archived(t,
		version{name: "2020-01-01", effective: "2020-01-01", text: "one\n"},
		version{name: "2022-01-01", published: "2021-01-01", effective: "2022-01-01", text: "two\n"},
		version{name: "2022-01-01", published: "2021-02-01", effective: "2022-01-01", text: "two, corrected\n",
			inSequence: true},
		version{name: "2023-01-01", published: "2021-03-01", effective: "2023-01-01", text: "three\n"},
		version{name: "2022-06-01", published: "2021-04-01", effective: "2022-06-01", text: "four\n", inSequence: true},
	)
	for _, test := range []struct{ day, states, coming string }{
		{"2021-12-31", "in-force superseded announced superseded announced", "[2022-01-01.2 2022-06-01]"},
		{"2022-01-01", "superseded superseded in-force superseded announced", "[2022-06-01]"},
		{"2022-06-01", "superseded superseded superseded superseded in-force", "[]"},
		{"2023-01-01", "superseded superseded superseded superseded in-force", "[]"},
	} {
		h := load(t, a, test.day)
		var states []string
		for _, v := range h.Versions {
			states = append(states, string(v.State))
		}
		coming := []archive.Name{}
		for _, v := range h.Coming() {
			coming = append(coming, v.Name)
		}
		overtaken := []string{}
		for _, v := range h.Versions {
			if v.Overtaken != nil {
				overtaken = append(overtaken, v.Name.String()+" by "+v.Overtaken.Name.String())
			}
		}
		if got := strings.Join(overtaken, ", "); got != "2022-01-01 by 2022-01-01.2, 2023-01-01 by 2022-06-01" {
			t.Errorf("%s: overtaken are %s", test.day, got)
		}
		if got := strings.Join(states, " "); got != test.states {
			t.Errorf("%s: %s", test.day, got)
		}
		if got := fmt.Sprint(coming); got != test.coming {
			t.Errorf("%s: %s are to come", test.day, got)
		}
	}
}

// The order of the archive decides which of two is the later, not the date.
func TestOutOfOrder(t *testing.T) {
	h := load(t, archived(t,
		version{name: "2022-01-01", effective: "2022-01-01", text: "one\n"},
		version{name: "2021-01-01", effective: "2021-01-01", text: "two\n", inSequence: true},
	), "2023-01-01")
	if got := h.InForce(); got.Name.String() != "2021-01-01" || got.Index != 1 {
		t.Errorf("in force is %s", got.Name)
	}
}

func TestIdenticalTo(t *testing.T) {
	h := load(t, archived(t,
		version{name: "2020-01-01", text: "one\n"},
		version{name: "2021-01-01", text: "two\n"},
		version{name: "2022-01-01", text: "one\n"},
		version{name: "2023-01-01", text: "one\n"},
	), "2024-01-01")
	for i, want := range []*Version{nil, nil, h.Versions[0], h.Versions[0]} {
		if h.Versions[i].IdenticalTo != want {
			t.Errorf("version %d is identical to %v", i, h.Versions[i].IdenticalTo)
		}
	}
}

// Anchors that the record says were published resolve, whatever the text says now.
func TestPublishedAnchorsResolve(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	_, err := archive.Add(dir, "2026-11-30", archive.Addition{Text: []byte("# P\n\n## Data\n\nWe keep it.\n"), Record: archive.Record{
		Policy: "privacy", Version: archive.Name{Date: "2020-01-01"}, Source: archive.Source{Medium: "written"},
		Anchors: []archive.Anchor{{Anchor: "what-we-keep", Title: "Data"}}}})
	if err != nil {
		t.Fatal(err)
	}
	opened, err := archive.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	h := load(t, opened, "2021-01-01")
	doc := h.Versions[0].Doc
	if err != nil {
		t.Fatal(err)
	}
	s := doc.Sections[0]
	if s.Anchor != "what-we-keep" && !slices.Contains(s.Aliases, "what-we-keep") {
		t.Errorf("#what-we-keep is lost: #%s, also %v", s.Anchor, s.Aliases)
	}
	if !slices.Equal(Published(h.Versions[0].Version), []lineage.Published{{Anchor: "what-we-keep", Title: "Data"}}) {
		t.Errorf("published: %v", Published(h.Versions[0].Version))
	}
}

func TestNewAnchors(t *testing.T) {
	tracker := lineage.New()
	first := policy.Parse("a.md", []byte("# P\n\n## One\n\nThe first of all.\n"))
	tracker.Add(first, nil)
	if got := NewAnchors(tracker, first); len(got) != 1 || got[0] != (archive.Anchor{Anchor: "one", Title: "One"}) {
		t.Errorf("of the first: %v", got)
	}
	second := policy.Parse("b.md", []byte("# P\n\n## One\n\nThe first of all.\n\n## Two\n\nAnother text.\n"))
	tracker.Add(second, nil)
	if got := NewAnchors(tracker, second); len(got) != 1 || got[0].Anchor != "two" {
		t.Errorf("of the second: %v", got)
	}
}
