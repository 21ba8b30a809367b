package policy_test

import (
	"strings"
	"testing"

	"policyarchive/generator/policy"
)

func TestPlaces(t *testing.T) {
	const text = `# Privacy policy

Read on.

## 1. Scope

Parcels.

Letters, (i) stamped or (ii) not.

## 2. What we keep & why

Labels.

## 荷物

Labels.

## Rights

Ask.

## Données reçues

Nothing.

## Rights

Complain.

<p id="object">Object.</p>

## Rights, again {#again}

## Contact v2.1

Mail.
`
	for _, test := range []struct{ fragment, want string }{
		{"scope", "scope"}, {"1-scope", "scope"}, {"_1-scope", "scope"}, {"user-content-1-scope", "scope"}, {"Scope",
			"scope"}, {"markdown-header-1-scope", "scope"},
		{"2-what-we-keep--why", "what-we-keep-why"}, {"2-what-we-keep-why", "what-we-keep-why"}, {"what-we-keep--why",
			"what-we-keep-why"}, {"What%20we%20keep%20&%20why", "what-we-keep-why"},
		{"%E8%8D%B7%E7%89%A9", "荷物"}, {"荷物", "荷物"},
		{"donn%C3%A9es-re%C3%A7ues", "données-reçues"}, {"DONN%C3%89ES-RE%C3%87UES", "données-reçues"}, {"donnes-reues",
			"données-reçues"},
		{"rights", "rights"}, {"rights-1", "rights-2"}, {"rights_1", "rights-2"}, {"rights-2", "rights-2"},
		{"again", "again"}, {"rights-again", "again"},
		{"contact-v21", "contact-v2-1"}, {"contact-v2.1", "contact-v2-1"}, {"contact-v2-1", "contact-v2-1"},
		{"scope.1", "scope.1"}, {"Scope.2", "scope.2"}, {"scope.2.ii", "scope.2.ii"}, {"scope%2E2", "scope.2"}, {"rights.1",
			"rights.1"}, {"rights-2.2", "rights-2.2"},
		{"object", "rights-2.2"},
		{"privacy-policy", ""}, {"top", ""}, {"TOP", ""}, {"", ""},
		{"rights.2", "?"}, {"rights.1.i", "?"}, {"scope.2.iii", "?"}, {"rights_2", "?"}, {"rights-3", "?"}, {"nowhere",
			"?"}, {"scope-1", "?"}, {"%zz", "?"}, {"rights..1", "?"}, {".1", "?"},
	} {
		p := policy.Parse("policy.md", []byte(text)).Places()
		at := p.Find(test.fragment)
		got := p.Anchor(at)
		if !at.Known {
			got = "?"
		}
		if got != test.want {
			t.Errorf("#%s leads to %q, want %q: %+v", test.fragment, got, test.want, at)
		}
	}
}

// A fragment that may mean two sections means what the text's other links
// agree with, and otherwise nothing.
func TestPlacesInTheTextsOwnReading(t *testing.T) {
	const three = "## Rights\n\nOne.\n\n## Rights\n\nTwo.\n\n## Rights\n\nThree.\n"
	for _, test := range []struct{ name, links, headings, fragment, want string }{
		{"as GitHub counts", "[a](#rights) [b](#rights-1) [c](#rights-2)", three, "rights-2", "rights-3"},
		{"as this program counts", "[a](#rights) [b](#rights-2) [c](#rights-3)", three, "rights-2", "rights-2"},
		{"either way", "[c](#rights-2)", three, "rights-2", "? rights-2 rights-3"},
		{"a number in a title", "[c](#rights-1)", "## Rights\n\nOne.\n\n## Rights\n\nTwo.\n\n## Rights 1\n\nThree.\n",
			"rights-1", "? rights-1 rights-2"},
		{"a title with its number", "[a](#1-rights) [b](#rights)", "## 1. Rights\n\nOne.\n\n## Rights\n\nTwo.\n", "rights",
			"rights-2"},
		{"an id of the author", "[c](#rights-1) [a](#rights-2)",
			"## Rights\n\nOne.\n\n## Rights\n\nTwo.\n\n## Third {#rights-1}\n\nThree.\n\n## Rights\n\nFour.\n", "rights-1",
			"rights-1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := policy.Parse("policy.md", []byte("# P\n\n"+test.links+"\n\n"+test.headings)).Places()
			at := p.Find(test.fragment)
			got := p.Anchor(at)
			if at.Ambiguous {
				both := []string{p.Anchor(policy.Place{Section: at.Section}), p.Anchor(policy.Place{Section: at.Other})}
				if both[0] > both[1] {
					both[0], both[1] = both[1], both[0]
				}
				got = "? " + strings.Join(both, " ")
			}
			if got != test.want {
				t.Errorf("#%s leads to %q, want %q: %+v", test.fragment, got, test.want, at)
			}
		})
	}
}
