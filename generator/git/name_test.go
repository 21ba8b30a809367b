package git

import "testing"

func TestPublicName(t *testing.T) {
	t.Parallel()
	for remote, want := range map[string]string{
		"https://github.com/github/docs.git":                "https://github.com/github/docs.git",
		"https://ann:secret@example.org/policies":           "https://example.org/policies",
		"https://ghp_token@example.org:8443/a/b?token=x#y":  "https://example.org:8443/a/b",
		"git@github.com:github/site-policy.git":             "https://github.com/github/site-policy",
		"github.com:github/site-policy":                     "https://github.com/github/site-policy",
		"ssh://git@example.org/a/b.git":                     "https://example.org/a/b",
		"ssh://git:secret@example.org:2222/a/b.git":         "ssh://example.org:2222/a/b.git",
		"git://example.org/a/b.git":                         "git://example.org/a/b.git",
		"git@work:a/b.git":                                  "",
		"https://intranet/a.git":                            "",
		"ann.b:secret@example.org:a/b":                      "",
		"https://ann:se:cr@et@exa mple.org/":                "",
		"/home/ann/policies":                                "",
		"./example.org:a/b":                                 "",
		"../policies.git":                                   "",
		"file:///home/ann/policies.git":                     "",
		`C:\Users\ann\policies`:                             "",
		"ext::sh -c secret":                                 "",
		"git@example.org:~ann/policies.git":                 "",
		"":                                                  "",
		"https://example.org/%C3%A9/privacy%20policies.git": "https://example.org/%C3%A9/privacy%20policies.git",
	} {
		if got := publicName(remote); got != want {
			t.Errorf("%q: got %q, want %q", remote, got, want)
		}
	}
}

func TestNameIsNeverALocalPath(t *testing.T) {
	t.Parallel()
	r := newRepo(t)
	if got := mustOpen(t, r.dir).Name(); got != "policies" {
		t.Errorf("without a remote: %q", got)
	}
	if got := mustOpen(t, r.dir+"/.git").Name(); got != "policies" {
		t.Errorf("its .git: %q", got)
	}
	clone := t.TempDir() + "/clone.git"
	r.git("clone", "--quiet", "--bare", r.dir, clone)
	if got := mustOpen(t, clone).Name(); got != "clone" {
		t.Errorf("a clone of a local path: %q", got)
	}
	r.git("remote", "add", "origin", "https://ann:secret@example.org/policies.git")
	if got := mustOpen(t, r.dir).Name(); got != "https://example.org/policies.git" {
		t.Errorf("with a remote: %q", got)
	}
}
