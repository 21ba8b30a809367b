package pages

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"

	"policyarchive/generator/history"
	"policyarchive/generator/schema"
	"policyarchive/generator/weave"
)

// siteOf is the site of a history on a day, with what its pages show: the structs of
// their layouts, by path.
func siteOf(t *testing.T, h *history.History, day string, b Bounds) (*schema.Site, *memory, map[string]any) {
	t.Helper()
	store := &memory{}
	s, _, err := Compute(t.Context(), []*weave.History{weave.Of(h)}, store, Options{
		BaseURL: "https://privacy.example.org/", Day: day, Words: spoken(t), Bounds: b})
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]any{}
	for _, p := range s.Pages {
		n, err := strconv.Atoi(p.Data)
		if err != nil {
			t.Fatal(err)
		}
		shown[p.Path] = store.shown[n]
	}
	return s, store, shown
}

// memory is a store of sites that fit into memory.
type memory struct {
	mu        sync.Mutex
	fragments []string // fragment i has the name i+1
	shown     []any    // by the numbers that are their names
}

func (m *memory) Put(html string) (string, error) { return m.PutAsIs(html) }

func (m *memory) PutAsIs(html string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fragments = append(m.fragments, html)
	return strconv.Itoa(len(m.fragments)), nil
}

func (m *memory) Join(parts []string) (string, error) {
	var all strings.Builder
	for _, part := range parts {
		if strings.HasPrefix(part, "<") {
			all.WriteString(part)
			continue
		}
		html, err := m.fragment(part)
		if err != nil {
			return "", err
		}
		all.WriteString(html)
	}
	return m.PutAsIs(all.String())
}

func (m *memory) Text(name string) (string, error) { return m.fragment(name) }

func (m *memory) Size(name string) int {
	html, _ := m.fragment(name)
	return len(html)
}

func (m *memory) fragment(name string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n, err := strconv.Atoi(name)
	if err != nil || n < 1 || n > len(m.fragments) {
		return "", fmt.Errorf("there is no fragment of the name %q", name)
	}
	return m.fragments[n-1], nil
}

func (m *memory) Keep(data any) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.shown = append(m.shown, data)
	return strconv.Itoa(len(m.shown) - 1)
}

func (m *memory) Err() error { return nil }
