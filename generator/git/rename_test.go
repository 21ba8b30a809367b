package git

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// policyText is a text of some length with its n-th sentence changed.
func policyText(changed ...int) string {
	var b strings.Builder
	b.WriteString("# Privacy\n")
	for i := range 20 {
		what := "labels"
		for _, n := range changed {
			if n == i {
				what = "crates and barrels"
			}
		}
		fmt.Fprintf(&b, "\nWe keep the %s of parcel number %d for two years after it was delivered.\n", what, i)
	}
	return b.String()
}

// followed tells the paths that Follow finds and what it says of them.
func followed(t *testing.T, r repo, paths ...string) (list []string) {
	t.Helper()
	o, renames, err := mustOpen(t, r.dir).Follow(t.Context(), Options{Paths: paths})
	if err != nil {
		t.Fatal(err)
	}
	list = append(list, strings.Join(o.Paths, " "))
	for _, x := range renames {
		what := "may be"
		if x.Followed {
			what = "was"
		}
		like := "alike"
		if x.Likeness == 100 {
			like = "equal"
		}
		if x.Kept {
			like += ", kept"
		}
		list = append(list, fmt.Sprintf("%s %s %s, %s, on %s", x.To, what, x.From, like, x.Time.Format("2006-01-02")))
	}
	return list
}

func TestFollow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		make func(r repo)
		want []string
	}{
		{"renamed", func(r repo) {
			r.write("old.md", policyText())
			r.commit("2015-01-01", "one")
			r.git("mv", "old.md", "privacy.md")
			r.commit("2020-04-01", "moved")
		}, []string{"privacy.md old.md", "privacy.md was old.md, equal, on 2020-04-01"}},
		{"twice, and into a folder", func(r repo) {
			r.write("legal/first.md", policyText())
			r.commit("2015-01-01", "one")
			r.write("legal/second.md", policyText())
			r.remove("legal/first.md")
			r.commit("2016-01-01", "two")
			r.write("privacy.md", policyText(3))
			r.remove("legal")
			r.commit("2017-01-01", "three")
		}, []string{"privacy.md legal/second.md legal/first.md", "privacy.md was legal/second.md, alike, on 2017-01-01",
			"legal/second.md was legal/first.md, equal, on 2016-01-01"}},
		{"renamed and edited much", func(r repo) {
			r.write("old.md", policyText())
			r.commit("2015-01-01", "one")
			r.remove("old.md")
			r.write("privacy.md", policyText(1, 3, 5, 7, 9, 11))
			r.commit("2016-01-01", "two")
		}, []string{"privacy.md", "privacy.md may be old.md, alike, on 2016-01-01"}},
		{"one of two equal texts", func(r repo) {
			r.write("us.md", policyText())
			r.write("uk.md", policyText())
			r.commit("2015-01-01", "one")
			r.remove("us.md")
			r.remove("uk.md")
			r.write("privacy.md", policyText())
			r.commit("2016-01-01", "two")
		}, []string{"privacy.md", "privacy.md may be uk.md, equal, on 2016-01-01"}},
		{"copied", func(r repo) {
			r.write("old.md", policyText())
			r.commit("2015-01-01", "one")
			r.write("privacy.md", policyText())
			r.commit("2016-01-01", "two")
		}, []string{"privacy.md", "privacy.md may be old.md, equal, kept, on 2016-01-01"}},
		{"new", func(r repo) {
			r.write("other.md", "something else altogether\n")
			r.commit("2015-01-01", "one")
			r.write("privacy.md", policyText())
			r.remove("other.md")
			r.commit("2016-01-01", "two")
		}, []string{"privacy.md"}},
		{"renamed on a branch that was merged", func(r repo) {
			r.write("old.md", policyText())
			r.commit("2015-01-01", "one")
			r.git("checkout", "--quiet", "-b", "side")
			r.git("mv", "old.md", "between.md")
			r.commit("2015-02-01", "moved")
			r.git("mv", "between.md", "privacy.md")
			r.commit("2015-03-01", "moved again")
			r.git("checkout", "--quiet", "main")
			r.write("else.md", "x")
			r.commit("2015-04-01", "else")
			r.at("2015-05-01", "merge", "--quiet", "--no-edit", "side")
		}, []string{"privacy.md old.md", "privacy.md was old.md, equal, on 2015-05-01"}},
		{"taken away and back", func(r repo) {
			r.write("privacy.md", policyText())
			r.commit("2015-01-01", "one")
			r.remove("privacy.md")
			r.write("elsewhere.md", policyText())
			r.commit("2016-01-01", "two")
			r.git("mv", "elsewhere.md", "privacy.md")
			r.commit("2017-01-01", "three")
		}, []string{"privacy.md"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := newRepo(t)
			r.write("README.md", "x")
			r.commit("2014-01-01", "first")
			c.make(r)
			if diff := cmp.Diff(c.want, followed(t, r, "privacy.md")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestFollowedHistory: the states of a text that was renamed begin where it does.
func TestFollowedHistory(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("old.md", "one")
	r.commit("2015-01-01", "one")
	r.git("mv", "old.md", "privacy.md")
	r.commit("2020-04-01", "moved")
	r.write("privacy.md", "two")
	r.commit("2021-01-01", "two")
	o, _, err := mustOpen(t, r.dir).Follow(t.Context(), Options{Paths: []string{"privacy.md"}})
	if err != nil {
		t.Fatal(err)
	}
	same(t, tell(t, r.dir, o), "2015-01-01 old.md: one", "2021-01-01 privacy.md: two")
}
