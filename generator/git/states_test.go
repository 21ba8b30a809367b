package git

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("states (-want +got):\n%s", diff)
	}
}

func TestStateTellsItsCommit(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("policy.md", "one")
	hash := r.commit("2020-01-02T23:30:00-05:00", "First\nwords\n\nand more")
	var got []State
	for s, err := range mustOpen(t, r.dir).States(t.Context(), Options{Paths: []string{"policy.md"}}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, s)
	}
	if len(got) != 1 || got[0].Commit != hash || got[0].Subject != "First words" || got[0].Gone ||
		got[0].Time.Format("2006-01-02T15:04:05 MST") != "2020-01-03T04:30:00 UTC" {
		t.Errorf("got %+v", got)
	}
}

func TestOnlyChangesOfTheTextAreStates(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("other.md", "x")
	r.commit("2020-01-01", "before")
	r.write("policy.md", "one")
	r.commit("2020-01-02T08:00:00Z", "first")
	r.write("policy.md", "two")
	r.commit("2020-01-02T09:00:00Z", "again that day")
	r.write("other.md", "y")
	r.commit("2020-01-03", "something else")
	r.git("update-index", "--chmod=+x", "policy.md")
	r.at("2020-01-04", "commit", "--quiet", "--message", "another mode, equal bytes")
	r.git("reset", "--quiet", "--hard")
	r.write("policy.md", "one")
	r.commit("2020-01-05", "revert")
	o := Options{Paths: []string{"policy.md"}}
	same(t, tell(t, r.dir, o),
		"2020-01-02 policy.md: one", "2020-01-02 policy.md: two", "2020-01-05 policy.md: one")
	if n, err := mustOpen(t, r.dir).Count(t.Context(), o); n != 4 || err != nil {
		t.Errorf("%d commits, %v; want 4", n, err)
	}
}

func TestSideBranchesBecomePublicAtTheirMerge(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("policy.md", "one")
	r.commit("2020-01-01", "first")
	r.git("checkout", "--quiet", "-b", "side")
	r.write("policy.md", "draft")
	r.commit("2020-01-02", "draft")
	r.write("policy.md", "two")
	r.commit("2020-01-03", "final")
	r.git("checkout", "--quiet", "main")
	r.write("other.md", "x")
	r.commit("2020-01-04", "main goes on")
	r.merge("2020-01-05", "side")
	same(t, tell(t, r.dir, Options{Paths: []string{"policy.md"}}), "2020-01-01 policy.md: one",
		"2020-01-05 policy.md: two")
	same(t, tell(t, r.dir, Options{Paths: []string{"policy.md"}, Ref: "side"}),
		"2020-01-01 policy.md: one", "2020-01-02 policy.md: draft", "2020-01-03 policy.md: two")
}

func TestHistoryOfUnrelatedRoots(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("policy.md", "one")
	r.commit("2020-01-01", "first")
	r.git("checkout", "--quiet", "--orphan", "other")
	r.git("rm", "-rfq", ".")
	r.write("terms.md", "terms")
	r.commit("2019-01-01", "another root")
	r.git("checkout", "--quiet", "main")
	r.at("2020-01-05", "merge", "--quiet", "--allow-unrelated-histories", "--message", "join", "other")
	same(t, tell(t, r.dir, Options{Paths: []string{"terms.md"}}), "2020-01-05 terms.md: terms")
	same(t, tell(t, r.dir, Options{Paths: []string{"policy.md"}}), "2020-01-01 policy.md: one")
}

func TestHistoryBeginningWithAMerge(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("a.md", "a")
	a := r.commit("2020-01-01", "root a")
	r.git("checkout", "--quiet", "--orphan", "b")
	r.write("policy.md", "one")
	b := r.commit("2020-01-02", "root b")
	tree := r.git("rev-parse", "b^{tree}")
	merge := r.run([]string{"GIT_COMMITTER_DATE=2020-01-03T12:00:00Z"}, r.dir, "commit-tree", tree, "-p", a, "-p", b,
		"-m", "join")
	same(t, tell(t, r.dir, Options{Paths: []string{"policy.md"}, Ref: merge}), "2020-01-03 policy.md: one")
}

func TestPathsInOrderOfPreference(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("old.md", "one")
	r.commit("2020-01-01", "first")
	r.git("mv", "old.md", "renamed.md")
	r.commit("2020-01-02", "rename, equal bytes")
	r.write("renamed.md", "two")
	r.commit("2020-01-03", "change")
	r.write("new.md", "rewritten")
	r.commit("2020-01-04", "rewrite, the older file stays")
	r.write("renamed.md", "two, and a link to the new")
	r.commit("2020-01-05", "no longer the policy")
	r.remove("renamed.md")
	r.commit("2020-01-06", "the older file goes")
	r.write("new.md", "rewritten twice")
	r.commit("2020-01-07", "change")
	same(t, tell(t, r.dir, Options{Paths: []string{"new.md", "renamed.md", "old.md"}}),
		"2020-01-01 old.md: one", "2020-01-03 renamed.md: two", "2020-01-04 new.md: rewritten",
		"2020-01-07 new.md: rewritten twice")
	same(t, tell(t, r.dir, Options{Paths: []string{"renamed.md"}}),
		"2020-01-02 renamed.md: one", "2020-01-03 renamed.md: two", "2020-01-05 renamed.md: two, and a link to the new",
		"2020-01-06 gone")
}

func TestRemovalAndReturn(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("policy.md", "one")
	r.commit("2020-01-01", "first")
	r.remove("policy.md")
	r.commit("2020-01-02", "taken away")
	r.write("policy.md", "one")
	r.commit("2020-01-03", "back")
	same(t, tell(t, r.dir, Options{Paths: []string{"policy.md"}}),
		"2020-01-01 policy.md: one", "2020-01-02 gone", "2020-01-03 policy.md: one")
}

func TestOrderIsThatOfTheLine(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	for i, date := range []string{"2020-01-05", "2020-01-01", "2020-01-09", "2019-01-01", "2020-01-02"} {
		r.write("policy.md", string(rune('a'+i)))
		r.commit(date, date)
	}
	o := Options{Paths: []string{"policy.md"}}
	same(t, tell(t, r.dir, o), "2020-01-05 policy.md: a", "2020-01-01 policy.md: b", "2020-01-09 policy.md: c",
		"2019-01-01 policy.md: d", "2020-01-02 policy.md: e")
	o.Since = "2020-01-02"
	same(t, tell(t, r.dir, o), "2020-01-05 policy.md: a", "2020-01-09 policy.md: c", "2020-01-02 policy.md: e")
}

func TestSince(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("policy.md", "one")
	r.commit("2020-01-01", "first")
	r.git("mv", "policy.md", "privacy.md")
	r.commit("2020-02-01", "rename, equal bytes")
	r.write("privacy.md", "two")
	r.commit("2020-03-01T00:00:00Z", "change")
	r.remove("privacy.md")
	r.commit("2020-04-01", "taken away")
	o := Options{Paths: []string{"privacy.md", "policy.md"}}
	for _, c := range []struct {
		since string
		count int
		want  []string
	}{
		{"2020-01-15", 3, []string{"2020-03-01 privacy.md: two", "2020-04-01 gone"}},
		{"2020-03-01", 2, []string{"2020-03-01 privacy.md: two", "2020-04-01 gone"}},
		{"2020-03-01T00:00:01Z", 1, []string{"2020-04-01 gone"}},
		{"2 Mar 2020 13:00", 1, []string{"2020-04-01 gone"}},
		{"yesterday", 0, nil},
	} {
		o.Since = c.since
		if diff := cmp.Diff(c.want, tell(t, r.dir, o)); diff != "" {
			t.Errorf("since %s (-want +got):\n%s", c.since, diff)
		}
		if n, err := mustOpen(t, r.dir).Count(t.Context(), o); n != c.count || err != nil {
			t.Errorf("since %s: %d commits, %v; want %d", c.since, n, err, c.count)
		}
	}
	o.Since = "bogus"
	mentions(t, failing(t, r.dir, o), "bogus", "date")
}

func TestFormatsOfRepositories(t *testing.T) {
	t.Parallel()
	t.Run("SHA-256", func(t *testing.T) {
		r := newRepo(t, "--object-format=sha256")
		r.write("policy.md", "one")
		hash := r.commit("2020-01-01", "first")
		for s, err := range mustOpen(t, r.dir).States(t.Context(), Options{Paths: []string{"policy.md"}}) {
			if err != nil || s.Commit != hash || len(hash) != 64 || string(s.Data) != "one" {
				t.Errorf("got %+v, %v", s, err)
			}
		}
	})
	t.Run("bare", func(t *testing.T) {
		r := newRepo(t)
		r.write("a/policy.md", "one")
		r.commit("2020-01-01", "first")
		bare := t.TempDir() + "/bare.git"
		r.git("clone", "--quiet", "--bare", ".", bare)
		same(t, tell(t, bare, Options{Paths: []string{"a/policy.md"}}), "2020-01-01 a/policy.md: one")
		same(t, tell(t, r.dir+"/.git", Options{Paths: []string{"a/policy.md"}}), "2020-01-01 a/policy.md: one")
		same(t, tell(t, r.dir+"/a", Options{Paths: []string{"a/policy.md"}}), "2020-01-01 a/policy.md: one")
	})
	t.Run("shallow", func(t *testing.T) {
		r := newRepo(t)
		for _, text := range []string{"one", "two", "three"} {
			r.write("policy.md", text)
			r.commit("2020-01-01", text)
		}
		cut := t.TempDir() + "/cut"
		r.git("clone", "--quiet", "--depth=2", "file://"+r.dir, cut)
		if !mustOpen(t, cut).Shallow() || mustOpen(t, r.dir).Shallow() {
			t.Error("only the clone is shallow")
		}
		same(t, tell(t, cut, Options{Paths: []string{"policy.md"}}), "2020-01-01 policy.md: two",
			"2020-01-01 policy.md: three")
	})
}
