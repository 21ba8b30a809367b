package publish

import (
	"encoding/json"
	"testing"

	"policyarchive/generator/history"
	"policyarchive/generator/site"
)

// siteOf is the site of a history on a day, with what its pages show: the structs of
// their layouts, by path.
func siteOf(t *testing.T, h *history.History, day string, b Bounds) (*site.Site, *site.Store, map[string]any) {
	t.Helper()
	store, err := site.NewStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	s, _, err := Site(t.Context(), []*Source{NewSource(h)}, store, Options{
		BaseURL: "https://privacy.example.org/", Day: day, Words: spoken(t), Bounds: b})
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]any{}
	for _, p := range s.Pages {
		data, err := store.JSON(p.Data)
		if err != nil {
			t.Fatal(err)
		}
		switch p.Layout {
		case site.LayoutPolicy:
			shown[p.Path] = decode[site.PolicyPage](t, data)
		case site.LayoutArchive:
			shown[p.Path] = decode[site.ArchivePage](t, data)
		case site.LayoutChangelog:
			shown[p.Path] = decode[site.ChangelogPage](t, data)
		case site.LayoutHistory:
			shown[p.Path] = decode[site.SectionPage](t, data)
		}
	}
	return s, store, shown
}

func decode[T any](t *testing.T, data string) (out T) {
	t.Helper()
	if err := json.Unmarshal([]byte(data), &out); err != nil {
		t.Fatal(err)
	}
	return out
}
