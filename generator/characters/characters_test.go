package characters

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFault(t *testing.T) {
	for _, c := range []struct {
		s  string
		at int // -1: nothing is wrong
	}{
		{"", -1}, {"plain\twords\nand lines", -1}, {"bell \a", 5}, {"escape \x1b[31m", 7}, {"del \x7f", 4}, {"c1 \u009b",
			3}, {"feed \f", 5}, {"return \r", 7},
		{"nul \x00", 4}, {"not a character \uffff", 16}, {"nor \ufffe", 4}, {"nor \U0001fffe", 4}, {"bytes \xff",
			6}, {"a surrogate \xed\xa0\x80", 12},
		{"lost \ufffd", -1},
		{"override \u202e", 9}, {"override \u202etxt\u202c", 9}, {"embedding \u202aa\u202c", 10}, {"its end \u202c", 8},
		{"isolate \u2067עברית\u2069 ends", -1}, {"isolate \u2066a\u2068b\u2069c\u2069", -1}, {"isolate \u2067 open",
			8}, {"end \u2069 alone", 4},
		{"isolate \u2066a\n\nb\u2069", 8}, {"isolate \u2066a\nb\u2069", -1},
		{"marks \u200e \u200f \u061c \u200d \u200c \u200b \ufeff", -1},
	} {
		at, problem := Fault(c.s)
		if problem == "" {
			at = -1
		}
		if at != c.at {
			t.Errorf("Fault(%q) is at %d: %s; want %d", c.s, at, problem, c.at)
		}
	}
	for _, s := range []string{"a\r\nb", "a\rb", "lost \u009d"} {
		if at, problem := TextFault(s); problem != "" {
			t.Errorf("TextFault(%q): %d, %s", s, at, problem)
		}
	}
}

func TestCleanKeepsWhatTextsNeed(t *testing.T) {
	for _, s := range []string{"\u200eA\u200f \u2067עברית\u2069 \u2068x\u2069 नि\u200dक\u200c", "a\n\tb",
		"\u202bعربي\u202c", ""} {
		if got := Clean(s); got != s {
			t.Errorf("Clean(%q) is %q", s, got)
		}
	}
	if got := Without("a\x1b[31m\u202eb\u202c\u2066c\u2069\u2067"); got != "a[31mb\u2066c\u2069" {
		t.Errorf("Without: %q", got)
	}
}

func TestNoCommandReachesTheRunner(t *testing.T) {
	var b bytes.Buffer
	w := &Writer{To: &b, Log: true}
	for _, s := range []string{"::error::a\n", " ::set-env::b\nx ##[add-mask]c\n", "d ::e\x1b]0;title\a\n"} {
		if n, err := w.Write([]byte(s)); n != len(s) || err != nil {
			t.Fatal(n, err)
		}
	}
	const want = ":\\u003aerror::a\n :\\u003aset-env::b\nx #\\u0023[add-mask]c\nd ::e\\u001b]0;title\\u0007\n"
	if b.String() != want {
		t.Errorf("got  %q\nwant %q", b.String(), want)
	}
}

// FuzzCharacters: what is cleaned has no fault but embeddings that end, is well-formed
// everywhere, and stays as it is; what is shown steers nothing and is one value in JSON.
func FuzzCharacters(f *testing.F) {
	for _, s := range []string{"a\x1b\u202eb", "\u2066\n\u2069\n\n\u2067", "\xff\u009b\u0085\f",
		"\u202a\u2066\u202c\u2069", "\U0001ffff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean := Clean(s)
		without := strings.Map(func(r rune) rune {
			if r == '\u202a' || r == '\u202b' || r == '\u202c' {
				return -1
			}
			return r
		}, clean)
		if at, problem := Fault(without); problem != "" {
			t.Errorf("Clean(%q) is %q: %d, %s", s, clean, at, problem)
		}
		if again := Clean(clean); again != clean {
			t.Errorf("Clean(%q) is %q, and once more %q", s, clean, again)
		}
		if utf8.ValidString(s) && utf8.RuneCountInString(clean) != utf8.RuneCountInString(s) {
			t.Errorf("Clean(%q) has other positions: %q", s, clean)
		}
		if _, problem := Fault(Without(s)); problem != "" {
			t.Errorf("Without(%q) is %q: %s", s, Without(s), problem)
		}
		var x struct {
			Text string `xml:",chardata"`
		}
		var b bytes.Buffer
		_ = xml.EscapeText(&b, []byte(clean))
		if err := xml.Unmarshal([]byte("<a>"+b.String()+"</a>"), &x); err != nil || x.Text != clean {
			t.Errorf("XML: %v, %q for %q", err, x.Text, clean)
		}
		for _, shown := range []string{Shown(s), Line(s)} {
			for _, r := range shown {
				if Forbidden(r) || Reorders(r) {
					t.Errorf("%q is shown as %q", s, shown)
				}
			}
		}
		if strings.ContainsAny(Line(s), "\n\t\u2028\u2029") {
			t.Errorf("Line(%q) is %q", s, Line(s))
		}
		encoded, _ := json.Marshal(s)
		var back, straight string
		_ = json.Unmarshal(encoded, &straight)
		if err := json.Unmarshal([]byte(Shown(string(encoded))), &back); err != nil ||
			utf8.ValidString(s) && !beyond(s) && back != straight {
			t.Errorf("JSON: %v, %q for %q", err, back, s)
		}
	})
}

// beyond reports whether a text has code points beyond U+FFFF that are no characters.
func beyond(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r > 0xFFFF && Forbidden(r) })
}
