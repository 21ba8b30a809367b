package git

import "testing"

func TestSymbolicLinkGivesItsText(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("versions/1.md", "one")
	r.link("policy.md", "versions/1.md")
	r.commit("2020-01-01", "a link")
	r.write("versions/1.md", "one, corrected")
	r.commit("2020-01-02", "only what it leads to changes")
	r.write("versions/2.md", "two")
	r.commit("2020-01-03", "nothing leads there yet")
	r.link("policy.md", "versions/current.md")
	r.link("versions/current.md", "2.md")
	r.commit("2020-01-04", "a link to a link")
	r.write("versions/2.md", "two, corrected")
	r.commit("2020-01-05", "behind both")
	r.remove("versions/2.md")
	r.commit("2020-01-06", "dangling")
	r.link("versions/current.md", "../policy.md")
	r.commit("2020-01-07", "a loop")
	r.link("versions/current.md", "1.md/x")
	r.commit("2020-01-08", "through a file as if it were a folder")
	r.remove("policy.md")
	r.write("policy.md", "a file")
	r.commit("2020-01-09", "no link any more")
	want := []string{
		"2020-01-01 policy.md: one", "2020-01-02 policy.md: one, corrected", "2020-01-04 policy.md: two",
		"2020-01-05 policy.md: two, corrected", "2020-01-06 gone", "2020-01-09 policy.md: a file",
	}
	same(t, tell(t, r.dir, Options{Paths: []string{"policy.md"}}), want...)
}

func TestDanglingLinkGivesWayToAnotherPath(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	r.write("old.md", "old")
	r.link("policy.md", "nowhere.md")
	r.commit("2020-01-01", "first")
	same(t, tell(t, r.dir, Options{Paths: []string{"policy.md", "old.md"}}), "2020-01-01 old.md: old")
}

func TestLinksThatLeadElsewhere(t *testing.T) {
	t.Parallel()
	for target, word := range map[string]string{"/etc/hostname": "/etc/hostname", "../secret": "../secret",
		"docs": "folder"} {
		t.Run(target, func(t *testing.T) {
			r := newRepo(t)
			r.write("docs/a.md", "x")
			r.write("policy.md", "one")
			r.commit("2020-01-01", "first")
			r.link("policy.md", target)
			hash := r.commit("2020-01-02", "a link")
			r.remove("policy.md")
			r.write("policy.md", "two")
			r.commit("2020-01-03", "a file again")
			mentions(t, failing(t, r.dir, Options{Paths: []string{"policy.md"}}), hash, "policy.md", "symbolic link", word)
			same(t, tell(t, r.dir, Options{Paths: []string{"policy.md"}, Since: "2020-01-03"}), "2020-01-03 policy.md: two")
		})
	}
}
