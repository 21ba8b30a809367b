package policy_test

import (
	"testing"

	"policyarchive/generator/policy"
)

func TestDice(t *testing.T) {
	for _, c := range []struct {
		a, b   []int
		shared int
		dice   float64
	}{
		{nil, nil, 0, 0},
		{[]int{1, 2}, nil, 0, 0},
		{[]int{1, 1, 2, 5}, []int{1, 1, 1, 5}, 3, 0.75},
		{[]int{3}, []int{3}, 1, 1},
	} {
		if n, d := policy.Shared(c.a, c.b), policy.Dice(c.a, c.b); n != c.shared || d != c.dice {
			t.Errorf("%v and %v share %d, %g", c.a, c.b, n, d)
		}
	}
}

func TestTextOfADocument(t *testing.T) {
	const want = "Privacy\nWe keep logs.\nOne\n"
	if got := policy.Parse("x.md", []byte("# Privacy\n\nWe **keep** logs.\n\n- One\n")).Text(); got != want {
		t.Errorf("got %q", got)
	}
}
