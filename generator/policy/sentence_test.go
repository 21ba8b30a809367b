package policy

import (
	"strings"
	"testing"
)

// A sentence is asked for once for each of its references, so that one without an end
// is not gone through for each.
func TestSentenceAt(t *testing.T) {
	tokens := Parse("x.md", []byte("We see. And "+strings.Repeat("see it ", 5000)+
		"and. More is here.\n")).Blocks[0].Tokens
	text := func(token int) string {
		from, to := SentenceAt(tokens, token)
		return Text(tokens[from:to])
	}
	if got, want := text(1), "We see."; got != want {
		t.Errorf("the first is %q, want %q", got, want)
	}
	if got, want := text(len(tokens)-2), "More is here."; got != want {
		t.Errorf("the last is %q, want %q", got, want)
	}
	if from, to := SentenceAt(tokens, 5000); to-from > 2*halfSentence || from > 5000 || to <= 5000 {
		t.Errorf("one without an end is that from %d to %d", from, to)
	}
}

// A quotation opens a sentence, whichever marks it has.
func TestSentencesBeginWithQuotations(t *testing.T) {
	tokens := Parse("x.md", []byte("We sail. “Pier” is a place. „Mole“ auch. \"Quay\" too. By Anvil Ltd. “Anvil” ends.\n")).
		Blocks[0].Tokens
	if got := len(Sentences(tokens)); got != 5 {
		t.Errorf("%d sentences, want 5: %v", got, Sentences(tokens))
	}
}
