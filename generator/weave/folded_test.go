package weave_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"policyarchive/generator/internal/tools"
	"policyarchive/generator/policy"
)

// typed is what the texts are made of that somebody searches for.
var typed = []string{
	" ", " ", " ", "\u00a0", "\u202f", "\u00ad", "\ufeff", "\t", "\n",
	"we", "Keep", "LABELS", "don't", "don’t", "don‘t", "users’", "ﬁle", "eﬃcient", "oﬀ", "ｆｕｌｌ", "Ｗｉｄｅ", "ｶﾞｽ", "é",
	"e\u0301", "Straße", "STRASSE", "ẞ", "ΟΔΟΣ", "οδος", "İstanbul", "ı", "µ", "ſ", "Ĳ", "Ⅳ",
	"-", "‐", "‑", "–", "—", "−", "“", "”", "\"", "«", "»", "„", "(", ")", ",", ".", ":", ";", "!", "?", "…", "*", "`",
	"~", "#", "\\", "/", "|", "^",
	"30", "10,000", "1.5", "2022-03-22", "13+", "<13", ">=16", "+44", "C++", "Google+", "%", "§", "&", "$", "€", "=",
	"===", ">", "<b>", "→", "■", "•", "©", "🖼",
	"$&", "$1", "$`", "%s", "%d", "</p>", "&amp;", "p@x.example", "example.com", " https://a.example/x?y=1 ",
	" (www.b.example) ", " c.example/path, ", " “https://d.example”. ", " <https://E.example/> ", " snake_case ", " _so_ ",
	"zero\u200bwidth ", "a:b", "e.g.",
	"個人", "情報", "プライバシー", "について", "我们", "收集", "ข้อมูล", "한국어", "سياسة", "الخصوصية", "الخصوصـــية", "ﻻ", "सूचना",
}

// TestFolded: the script takes what somebody types for the words that
// [policy.Token.Word] gives.
func TestFolded(t *testing.T) {
	node := tools.Program(t, "node")
	var texts, want []string
	add := func(text string) {
		texts, want = append(texts, text), append(want, spelled((&policy.Document{Title: text}).OwnTitle()))
	}
	for _, piece := range typed {
		add(piece)
		add("we " + piece + " so")
	}
	for r := rune('!'); r < 0x30FB; r++ {
		if r >= 0x0E00 && r < 0x1E00 || r >= 0x24B6 && r <= 0x24E9 || r >= 0x2A00 && r < 0x3041 {
			continue // scripts that are rare in policies, letters in circles
		}
		if unicode.In(r, unicode.Sk, unicode.Pc, unicode.Mn, unicode.Me, unicode.Mc, unicode.Cn) ||
			r >= 0x0370 && r < 0x2000 && unicode.IsPunct(r) {
			continue // some of these UAX #29 takes for letters; nobody types them alone
		}
		add("x " + string(r) + " y")
		add("x" + string(r))
	}
	gen := rapid.SliceOfN(rapid.SampledFrom(typed), 1, 12)
	for n := range 4000 {
		add(strings.Join(gen.Example(n), ""))
	}
	got := foldedBy(t, node, texts)
	wrong := 0
	for n := range texts {
		if got[n] != want[n] {
			if wrong++; wrong < 20 {
				t.Errorf("%q: the script has the words %q, want %q", texts[n], got[n], want[n])
			}
		}
	}
	if wrong > 0 {
		t.Errorf("%d of %d texts", wrong, len(texts))
	}
}

// spelled joins words by blanks, but between letters of scripts that write none.
func spelled(tokens []policy.Token) string {
	var b strings.Builder
	before := ""
	for _, w := range policy.Words(tokens) {
		if before != "" && !policy.Unspaced(before, w) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
		before = w
	}
	return b.String()
}

func foldedBy(t *testing.T, node string, texts []string) []string {
	t.Helper()
	script, err := filepath.Abs("../../layouts/_scripts/folded.js")
	if err != nil {
		t.Fatal(err)
	}
	in, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "--no-warnings", "--input-type=module", "--eval", `
		import { readFileSync } from "node:fs";
		const { folded } = await import(process.argv[1]);
		console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(folded)));`, "file://"+script)
	cmd.Stdin = bytes.NewReader(in)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var got []string
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	return got
}
