package english

import "testing"

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 versions", 1: "1 version", 2: "2 versions", 999: "999 versions",
		1000: "1,000 versions", 1234567: "1,234,567 versions"} {
		if got := Count(n, "version"); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
	if got := CountAs(1, "link leads", "links lead") + ", " + CountAs(2, "link leads", "links lead") + ", " +
		Number(-123); got != "1 link leads, 2 links lead, -123" {
		t.Errorf("got %s", got)
	}
}

func TestList(t *testing.T) {
	for want, words := range map[string][]string{"": nil, "a": {"a"}, "a or b": {"a", "b"}, "a, b or c": {"a", "b", "c"}} {
		if got := List(words, "or"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
