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
	const text = "We sail. “Pier” is a place. „Mole“ auch. \"Quay\" too. By Anvil Ltd. “Anvil” ends.\n"
	tokens := Parse("x.md", []byte(text)).Blocks[0].Tokens
	if got := len(Sentences(tokens)); got != 5 {
		t.Errorf("%d sentences, want 5: %v", got, Sentences(tokens))
	}
}

// A full stop of Chinese or Japanese within parentheses or a quotation ends the sentence
// only where these end it.
func TestSentencesOfWideStops(t *testing.T) {
	for _, c := range []string{
		"当社（以下「当社」といいます。）は、本サービス（以下「本サービス」といいます。）を提供します。|ご覧ください。",
		"当社(以下「当社」といいます。)は、本サービスを提供します。|ご覧ください。",
		"情報を保存します。|（三十日間です。）|ご覧ください。", "情報を保存します（三十日間です。）。|ご覧ください。",
		"「保存します。」と言います。|ご覧ください。", "他说：“保存。”|我们保存信息。", "「保存します。」|「提供します。」", "保存します（三十日間です。）",
	} {
		tokens := Parse("x.md", []byte(strings.ReplaceAll(c, "|", "")+"\n")).Blocks[0].Tokens
		var got []string
		for _, s := range Sentences(tokens) {
			got = append(got, Text(tokens[s[0]:s[1]]))
		}
		if got := strings.Join(got, "|"); got != c {
			t.Errorf("the sentences are %s, want %s", got, c)
		}
	}
}
