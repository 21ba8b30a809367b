package draft

import (
	"slices"
	"strings"
	"testing"
)

func TestPublished(t *testing.T) {
	s := newSite(t)
	l := s.loader(nil, "2024-01-01")
	if _, err := l.Published(nil, nil); err == nil || !strings.Contains(err.Error(), "--drafts shows a text") {
		t.Errorf("a site without a version: %v", err)
	}
	if got, err := l.Published(nil, []string{"privacy"}); err != nil || len(got) != 0 {
		t.Errorf("a site with a draft: %q, %v", got, err)
	}
	if err := l.NoVersion("privacy"); !strings.Contains(err.Error(), "holds no version yet") {
		t.Errorf("an empty archive: %v", err)
	}
	s.write("privacy", text)
	s.freeze("2024-01-01")
	l = s.loader(nil, "2024-01-01")
	for _, named := range [][]string{nil, {"privacy"}, {"privacy", "terms"}} {
		if got, err := l.Published(named, []string{"terms"}); err != nil || !slices.Equal(got, []string{"privacy"}) {
			t.Errorf("%q: %q, %v", named, got, err)
		}
	}
	if got, err := l.Published([]string{"terms"}, []string{"terms"}); err != nil || len(got) != 0 {
		t.Errorf("only a draft: %q, %v", got, err)
	}
	if _, err := l.Published([]string{"terms"}, nil); err == nil ||
		!strings.Contains(err.Error(), `--policy: `) || !strings.Contains(err.Error(), `"terms"; it holds privacy`) {
		t.Errorf("a policy that is not there: %v", err)
	}
}

func TestCheckOrder(t *testing.T) {
	s := newSite(t)
	s.write("privacy", text)
	if err := s.load(nil, "2024-02-01").CheckOrder(); err != nil {
		t.Errorf("the first version: %v", err)
	}
	s.freeze("2024-02-01")
	s.write("privacy", strings.Replace(text, "name", "age", 1))
	if err := s.load(nil, "2024-02-01").CheckOrder(); err != nil {
		t.Errorf("a second version of a day: %v", err)
	}
	if err := s.load(nil, "2024-01-31").CheckOrder(); err == nil || !strings.Contains(err.Error(), "lies before") {
		t.Errorf("a day before: %v", err)
	}
}
