package publish

import (
	"bytes"
	"net/url"
	"testing"

	"policyarchive/generator/history"
	"policyarchive/generator/link"
	"policyarchive/generator/render"
	"policyarchive/generator/site"
)

// An entry keeps its name in feeds when an older version is archived later.
func TestEntryIDsDoNotDependOnOlderVersions(t *testing.T) {
	id := func(days, texts []string) string {
		s, _, err := Site(t.Context(),
			[]*history.History{archived(t, days, texts)},
			site.OpenFragments(t.TempDir()),
			Options{BaseURL: "https://privacy.example.org/", Day: "2024-01-01", Words: render.English()})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range s.Pages {
			if log, ok := p.Data.(site.ChangelogPage); ok {
				return log.ID + " " + log.Groups[0].Entries[0].ID
			}
		}
		t.Fatal("the site has no changelog")
		return ""
	}
	alone := id([]string{"2020-01-01"}, []string{"Our text."})
	after := id([]string{"2010-01-01", "2020-01-01"}, []string{"An older text.", "Our text."})
	if alone != after {
		t.Errorf("the ids were %s and are %s", alone, after)
	}
}

// A stored redline depends on where either of its texts was published.
func TestRedlinesAreStoredByBothOrigins(t *testing.T) {
	v := archived(t, []string{"2020-01-01"}, []string{"See [here](/a)."}).Latest()
	base := func(address string) *url.URL {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	one := render.Options{Before: link.Origin{Base: base("https://a.example/")}}
	other := render.Options{Before: link.Origin{Base: base("https://b.example/")}}
	var p press
	if bytes.Equal(p.key("text", one, v.Outline.Digest[:]), p.key("text", other, v.Outline.Digest[:])) {
		t.Error("the same key for an old text from two addresses")
	}
}
