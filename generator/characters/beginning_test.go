package characters

import "testing"

func TestBeginning(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{Beginning("short", 5), "short"},
		{Beginning("longer", 5), "longe…"},
		{Beginning("aéé", 4), "aé…"}, // no half of a letter
		{Clipped("four words of text", 18, 10), "four words of text"},
		{Clipped("four words, and more", 10, 11), "four words …"},
		{Clipped("żółw", 3, 2), "żó …"},
	} {
		if test.got != test.want {
			t.Errorf("%q, not %q", test.got, test.want)
		}
	}
}
