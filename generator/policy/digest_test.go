package policy_test

import (
	"slices"
	"testing"

	"policyarchive/generator/policy"
)

// TestDigest: each part of a token counts, and where the tokens come from does not.
func TestDigest(t *testing.T) {
	const text = "# P\n\nWe *keep* your [name](https://example.org/) for **thirty** days.\n"
	read := policy.NewParser().Parse("a.md", []byte(text)).Blocks[1]
	made := policy.Block{Tokens: slices.Clone(read.Tokens)}
	if made.Digest() != read.Digest() {
		t.Error("equal tokens have two digests")
	}
	for name, change := range map[string]func(*policy.Token){
		"Text": func(k *policy.Token) { k.Text += "s" }, "Link": func(k *policy.Token) { k.Link += "/" },
		"Offset": func(k *policy.Token) { k.Offset++ }, "Marks": func(k *policy.Token) { k.Marks ^= policy.Strong },
		"Space": func(k *policy.Token) { k.Space = !k.Space }, "Break": func(k *policy.Token) { k.Break = !k.Break },
		"Joined": func(k *policy.Token) { k.Joined = !k.Joined },
	} {
		other := policy.Block{Tokens: slices.Clone(read.Tokens)}
		change(&other.Tokens[1])
		if other.Digest() == read.Digest() {
			t.Errorf("%s is no part of the digest", name)
		}
	}
}
