package policy

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func tokensOf(text string) []string {
	var list []string
	for _, b := range Parse("drawn.md", []byte(text)).Blocks {
		for _, t := range b.Tokens {
			list = append(list, t.Text)
		}
	}
	return list
}

func TestWordsWithoutBlanks(t *testing.T) {
	for _, want := range []string{
		// Japanese: changes of script, endings, particles, prefixes, numbers.
		"当社|は|、|お客様|の|情報|を|三十|日間|保存|します|。",
		"Firefox|は|、|ユーザー|の|IP|アドレス|を|30|日間|保存|し|、|6|か月|以内|に|削除|します|。",
		"第|三|条|及び|第|2|条|に|基づき|、|個人情報|等|を|取り|扱わ|れます|。",
		"ご利用|の|際|、|第三者|に|提供|する|こと|が|あります|。",
		"それ|によって|あなた|は|脆弱性|に|さら|される|可能性|が|あります|。",
		"２０１７|年|９|月|の|データ|・|センター|と|らーめん",
		// Chinese: common words, then characters; short stretches as they are.
		"我们|会|收集|您|的|个人|信息|，|但是|，|在|30|天|内|删除|。",
		"我們|會|蒐集|您|的|個人|資料|，|並|保存|三十|日|。",
		"隐私|政策|：|有效日|2023|年|7|月",
		// Thai and Khmer: no less than what one sees as one letter.
		"เรา|ใช้|เมื่|อ|น้ำ",
		"ផ្ទា|ល់",
		// Korean writes blanks.
		"개인정보를|30일간|보관합니다",
	} {
		text := strings.ReplaceAll(want, "|", "")
		if strings.HasPrefix(want, "개") {
			text = strings.ReplaceAll(want, "|", " ")
		}
		if got := strings.Join(tokensOf(text), "|"); got != want {
			t.Errorf("%s is divided into\n%s", want, got)
		}
	}
}

// TestMarkBehindBlank: a blank before a lone combining mark is white space, and
// no part of a token.
func TestMarkBehindBlank(t *testing.T) {
	const text = "は。。 \u0e49は"
	doc := Parse("a.md", []byte(text))
	tokens := doc.Blocks[0].Tokens
	if got := strings.Join(tokensOf(text), "|"); got != "は|。|。|\u0e49|は" {
		t.Fatalf("%q", got)
	}
	if mark := tokens[3]; !mark.Space || !strings.HasPrefix(text[mark.Offset:], mark.Text) {
		t.Errorf("%+v", mark)
	}
}

// TestWrappedSource: where a source breaks its lines changes no word of a
// script without blanks.
func TestWrappedSource(t *testing.T) {
	const text = "当社は、**お客様**の個人情報を取り扱います。"
	runes := []rune(text)
	want := strings.Join(tokensOf(text), "|")
	for i := 1; i < len(runes); i++ {
		if strings.ContainsRune("*", runes[i]) || runes[i-1] == '*' {
			continue
		}
		for _, line := range []string{"\n", " \n", "\n  "} {
			if got := strings.Join(tokensOf(string(runes[:i])+line+string(runes[i:])), "|"); got != want {
				t.Errorf("with a line break after %q: %s", string(runes[:i]), got)
			}
		}
	}
}

// TestMarksInUnspacedText: emphasis and links hold exactly the letters they
// were put around, where no blank tells where a word ends.
func TestMarksInUnspacedText(t *testing.T) {
	doc := Parse("a.md", []byte("当社**個人情報**保護[方針](/x)一覧をご覧ください。"))
	var got []string
	for _, tok := range doc.Blocks[0].Tokens {
		switch {
		case tok.Marks&Strong != 0:
			got = append(got, "*"+tok.Text+"*")
		case tok.Link != "":
			got = append(got, "["+tok.Text+"]")
		default:
			got = append(got, tok.Text)
		}
	}
	if want := "当社 *個人情報* 保護 [方針] 一覧 を ご覧 ください 。"; strings.Join(got, " ") != want {
		t.Errorf("%q", got)
	}
}

func TestWidthIsNoWord(t *testing.T) {
	for _, pair := range [][2]string{{"３０", "30"}, {"Ｆｉｒｅｆｏｘ", "firefox"}, {"ﾃﾞｰﾀ", "データ"}, {"％", "%"}, {"（", ""},
		{"～", ""}, {"、", ""}} {
		if got := (Token{Text: pair[0]}).Word(); got != pair[1] {
			t.Errorf("the word of %s is %q, not %q", pair[0], got, pair[1])
		}
	}
}

var unspacedText = []rune("個人情報保護第三十日等及又はのをおごしますやアイーヶ月๓เราใช้น้ำកខ្គab 1３。、「」\u200b\u3099\u200f我们收集")

// TestSegmentsAreLocal: segments give back the text, an edit changes them only
// up to the next punctuation, and other paragraphs do not matter.
func TestSegmentsAreLocal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(name string) string {
			drawn := string(rapid.SliceOfN(rapid.SampledFrom(unspacedText), 0, 30).Draw(rt, name))
			return strings.TrimLeftFunc(drawn, joins) // what joins belongs to the sign before it
		}
		// The kana at both ends make all of them Japanese.
		before, a, b, after := "は"+draw("before")+"。", draw("a"), draw("b"), "。"+draw("after")+"は"
		x, y := tokensOf(before+a+after), tokensOf(before+b+after)
		shown := func(s string) string { return norm.NFC.String(seen(s)) }
		if got, want := shown(strings.Join(x, "")), shown(strings.Join(strings.Fields(before+a+after), "")); got != want {
			rt.Fatalf("%q became %q", want, got)
		}
		for _, tokens := range [][]string{x, y} {
			head, tail := tokensOf(before), tokensOf("は" + after)[1:]
			if len(tokens) < len(head)+len(tail) ||
				strings.Join(tokens[:len(head)], "|") != strings.Join(head, "|") ||
				strings.Join(tokens[len(tokens)-len(tail):], "|") != strings.Join(tail, "|") {
				rt.Fatalf("around an edit\n%q and %q became\n%q", head, tail, tokens)
			}
		}
		if two := tokensOf(before + a + after + "\n\nは" + draw("next")); strings.Join(two[:len(x)],
			"|") != strings.Join(x, "|") {
			rt.Fatalf("another paragraph made %q of %q", two, x)
		}
	})
}

// TestTitlesBehindNumbers: a number in a heading is never part of a token of
// its title.
func TestTitlesBehindNumbers(t *testing.T) {
	for _, heading := range []string{"第2条（目的）", "第三条目的および範囲", "第十二章总则", "第２条 利用目的", "1．総則", "（1）個人情報"} {
		doc := Parse("a.md", []byte("# P\n\n## "+heading+"\n\n本文です。\n"))
		s := &doc.Sections[0]
		if got := Text(doc.TitleTokens(s)); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(s.Title, " ", "") {
			t.Errorf("%s: the title is %q, its tokens are %q", heading, s.Title, got)
		}
	}
}
