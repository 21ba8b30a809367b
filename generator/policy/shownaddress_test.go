package policy

import "testing"

// TestAddressesEndWithTheirLetters: in a script that writes no blanks, the
// sentence goes on right behind an address, and stands right before it.
func TestAddressesEndWithTheirLetters(t *testing.T) {
	for text, want := range map[string]string{
		"方針はこちらですhttps://depots.example/policies/）。一覧は": "https://depots.example/policies/",
		"请看 https://depots.example/list。谢谢":             "https://depots.example/list",
		"See (https://depots.example/list), then":       "https://depots.example/list",
		"see https://depots.example/a(b)c.":             "https://depots.example/a(b)c",
	} {
		found := addresses(text)
		if len(found) != 1 || text[found[0][0]:found[0][1]] != want {
			t.Errorf("%q: %v", text, found)
		}
	}
	if found := addresses("xhttps://depots.example/list"); found != nil {
		t.Errorf("an address within a word: %v", found)
	}
}
