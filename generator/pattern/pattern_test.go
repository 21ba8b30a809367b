package pattern

import "testing"

func TestPartsInAnyCaseOrAsTheyAre(t *testing.T) {
	p := New(`(?i)\bask legal\b|\bXX/\d`, "legal", "XX/")
	for text, want := range map[string]bool{
		"Ask LeGaL first": true, "until XX/2": true, "until xx/2": false, "nothing": false, "legal advice": false,
	} {
		if got := p.In(text); got != want {
			t.Errorf("%q: %t, not %t", text, got, want)
		}
	}
	if !New(`(?i)\bask ſome\b`, "some").In("ASK SOME") || !New(`(?i)some`, "some").In("ſome") {
		t.Error("ſ is no s")
	}
}
