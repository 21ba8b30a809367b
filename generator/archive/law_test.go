package archive

import (
	"strings"
	"testing"
)

func TestValidate(t *testing.T) {
	old := Manifest{{"privacy/2012-10-19/policy.md", aDigest}, {"privacy/2012-10-19/version.json", bDigest},
		{"terms/2020-01-01/policy.md", aDigest}}
	for _, c := range []struct {
		name string
		new  Manifest
		want []string
	}{
		{"the same", old, nil},
		{"a version more", old.with([]ListedFile{{"privacy/2012-10-19.2/policy.md", aDigest}}), nil},
		{"gone", old[:2], []string{"archive/terms/2020-01-01/policy.md was archived and is gone"}},
		{"all gone", nil, []string{"privacy/2012-10-19/policy.md was archived and is gone",
			"privacy/2012-10-19/version.json was archived and is gone", "terms/2020-01-01/policy.md was archived and is gone"}},
		{"changed", Manifest{{old[0].Path, bDigest}, old[1], old[2]},
			[]string{"archive/privacy/2012-10-19/policy.md was archived and has changed"}},
		{"moved", Manifest{old[0], old[1], {"terms/2020-01-02/policy.md", aDigest}},
			[]string{"terms/2020-01-01/policy.md was archived and is gone"}},
		{"a file more in an old version", old.with([]ListedFile{{"privacy/2012-10-19/capture.html", aDigest}}),
			[]string{"archive/privacy/2012-10-19/capture.html was added to a version that was already archived"}},
	} {
		err := Validate(c.new, old)
		var got []string
		if err != nil {
			got = strings.Split(err.Error(), "\n")
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
			continue
		}
		for i := range got {
			if !strings.Contains(got[i], c.want[i]) {
				t.Errorf("%s: %q, want %q", c.name, got[i], c.want[i])
			}
		}
	}
	if err := Validate(old, nil); err != nil {
		t.Errorf("from nothing: %v", err)
	}
}
