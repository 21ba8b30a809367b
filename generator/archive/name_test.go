package archive

import (
	"slices"
	"strings"
	"testing"
)

func TestParseName(t *testing.T) {
	for _, s := range []string{"2016-11-04", "2016-11-04.2", "2016-11-04.10", "2016-02-29", "0001-01-01",
		"9999-12-31.999999"} {
		n, err := ParseName(s)
		if err != nil || n.String() != s || n.Ordinal < 1 {
			t.Errorf("ParseName(%q) = %+v, %v", s, n, err)
		}
	}
	for _, s := range []string{
		"", ".", "2016", "2016-11", "2016-1-4", "2016-11-4", "2016-11-31", "2015-02-29", "0000-01-01", "20161104",
		"2016-11-04.", "2016-11-04.0", "2016-11-04.1", "2016-11-04.02", "2016-11-04.+2", "2016-11-04.-2",
		"2016-11-04.2.3", "2016-11-04.1000000", "2016-11-04.99999999999999999999", "2016-11-04.２",
		" 2016-11-04", "2016-11-04 ", "2016-11-04\n", "2016-11-04/..", "2016-11-04T00:00:00Z", "+2016-11-04", "12016-11-04",
	} {
		if n, err := ParseName(s); err == nil {
			t.Errorf("ParseName(%q) = %+v", s, n)
		} else if !strings.Contains(err.Error(), "version name") {
			t.Errorf("ParseName(%q) says %q", s, err)
		}
	}
}

func TestNameCompare(t *testing.T) {
	want := []string{"2012-10-19", "2016-11-04", "2016-11-04.2", "2016-11-04.9", "2016-11-04.10", "2016-11-05",
		"2016-12-01"}
	var shuffled []Name
	for i := range want {
		n, err := ParseName(want[(i*5+3)%len(want)])
		if err != nil {
			t.Fatal(err)
		}
		shuffled = append(shuffled, n)
	}
	slices.SortFunc(shuffled, Name.Compare)
	for i, n := range shuffled {
		if n.String() != want[i] {
			t.Fatalf("sorted: %v, want %v", shuffled, want)
		}
	}
}

func FuzzParseName(f *testing.F) {
	for _, s := range []string{"2016-11-04", "2016-11-04.2", "2016-11-04.10", "2016-02-30", "2016-11-04.1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseName(s)
		if err != nil {
			return
		}
		if n.String() != s {
			t.Errorf("%q was read as %q", s, n)
		}
		if err := checkFilePath("privacy/" + s + "/policy.md"); err != nil {
			t.Error(err)
		}
		later := Name{n.Date, n.Ordinal + 1}
		if n.Compare(later) != -1 || later.Compare(n) != 1 || n.Compare(n) != 0 {
			t.Errorf("%v and %v are not in order", n, later)
		}
	})
}

func TestCheckPolicyName(t *testing.T) {
	for _, s := range []string{"privacy", "cookie-notice", "terms-2", "2", "a"} {
		if err := CheckPolicyName(s); err != nil {
			t.Error(err)
		}
	}
	for _, s := range []string{"", "-", "Privacy", "privacy-", "-privacy", "cookie--notice", "a_b", "a.b", "..", "a/b",
		"a b", "política", "a\x00"} {
		if CheckPolicyName(s) == nil {
			t.Errorf("%q is accepted", s)
		}
	}
}
