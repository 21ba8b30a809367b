package capture

import (
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
)

// encoded is a text in another encoding.
func encoded(t *testing.T, text, name string) string {
	t.Helper()
	enc, _ := charset.Lookup(name)
	out, err := enc.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEncodings(t *testing.T) {
	page := func(head, lang, text string) string {
		return "<!doctype html><html lang=" + lang + "><head>" + head + "</head><body><main><h1>" + text +
			"</h1></main></body></html>"
	}
	meta := func(name string) string { return strings.Repeat(" ", 2000) + `<meta charset="` + name + `">` }
	const french, russian, japanese, polish = "Café à Orléans — « vie privée »", "Политика о складах", "保存する期間",
		"Przechowujemy żółte etykiety"
	damaged := encoded(t, "Grüße aus Köln", "windows-1252")
	for _, c := range []struct {
		what, name, data string
		options          Options
		want             string
		rule             bool   // a restoration tells of it
		doubt            string // part of a doubt; none if empty
	}{
		{"declared", "a.html", page(meta("iso-8859-1"), "fr", encoded(t, french, "windows-1252")), Options{}, french,
			true, ""},
		{"declared in the older way", "a.html",
			page(`<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">`, "ru",
				encoded(t, russian, "windows-1251")), Options{}, russian, true, ""},
		{"declared as XML", "a.html", `<?xml version="1.0" encoding="iso-8859-2"?>` +
			page("", "pl", encoded(t, polish, "iso-8859-2")), Options{}, polish, true, ""},
		{"declared, but UTF-8", "a.html", page(meta("iso-8859-1"), "fr", french), Options{}, french, false, ""},
		{"declared by the server", "a.html", page("", "ja", encoded(t, japanese, "euc-jp")), Options{Charset: "euc-jp"},
			japanese, true, ""},
		{"escapes in ASCII", "a.html", page(meta("iso-2022-jp"), "ja", encoded(t, japanese, "iso-2022-jp")), Options{},
			japanese, true, ""},
		{"UTF-16 that declares UTF-8", "a.html", encoded(t, page(meta("utf-8"), "fr", french), "utf-16le"), Options{}, french,
			true, ""},
		{"UTF-16, the other order", "a.html", encoded(t, page("", "fr", french), "utf-16be"), Options{}, french, true, ""},
		{"UTF-16 with its mark", "a.md", "\xff\xfe#\x00 \x00\xe9\x00\n\x00", Options{}, "é", true, ""},
		{"UTF-32 with its mark", "a.md", "\xff\xfe\x00\x00#\x00\x00\x00 \x00\x00\x00\xe9\x00\x00\x00\n\x00\x00\x00",
			Options{}, "é", true, ""},
		{"ASCII that declares UTF-16", "a.html", page(meta("utf-16"), "en", "Cafe"), Options{}, "Cafe", false, ""},

		{"undeclared", "a.html", page("", "fr", encoded(t, french, "windows-1252")), Options{}, french, true,
			"does not say its encoding; it was read as windows-1252, which gives “Café”, “à”, “Orléans”"},
		{"undeclared Markdown", "a.md", "# " + damaged + "\n", Options{}, "Grüße aus Köln", true, "“Grüße”, “Köln”"},
		{"undeclared Russian", "a.html", page("", "ru-RU", encoded(t, russian, "windows-1251")), Options{}, russian, true,
			"read as windows-1251"},
		{"undeclared Japanese", "a.html", page("", "ja", encoded(t, japanese, "shift_jis")), Options{}, japanese, true,
			"read as shift_jis"},
		{"an encoding that does not exist", "a.html", page(meta("nonsense"), "de", damaged), Options{}, "Grüße aus Köln",
			true, "windows-1252"},
		{"it declares UTF-8 and is not", "a.html", page(meta("utf-8"), "de", damaged), Options{}, "Grüße aus Köln", true,
			"says that its encoding is utf-8, which it is not"},
		{"named", "a.html", page("", "en", encoded(t, russian, "koi8-r")), Options{Encoding: "koi8-r"}, russian, true, ""},
		{"named against the declaration", "a.html", page(meta("windows-1251"), "ru", encoded(t, russian, "koi8-r")),
			Options{Encoding: "koi8-r"}, russian, true, ""},
		{"named UTF-8", "a.html", page(meta("utf-8"), "de", damaged), Options{Encoding: "utf-8"}, "Gr\uFFFDe aus K\uFFFDln",
			true, "2 characters in the capture cannot be read"},
		{"another script, undeclared", "a.md", "# " + encoded(t, strings.Repeat(russian+" ", 5), "windows-1251"), Options{},
			"", true, "cannot be read in this encoding"},

		{"one letter from elsewhere", "a.md", "# Größe, Café and K\xf6ln\n", Options{}, "Größe, Café and Köln", true,
			"1 byte is not UTF-8 within a text that is"},
		{"damaged", "a.md", "# Größe, Café and \xe2\x80 K\n", Options{}, "Größe, Café and \uFFFD K", true,
			"1 character in the capture cannot be read"},
		{"encoded twice", "a.md", "# The userâ€™s â€œdataâ€\u009d in Ã©\n", Options{}, "The userâ€™s â€œdataâ€\u009d in Ã©",
			false, "4 letters look as if they were encoded twice, such as “â€™” for “’”"},
		{"controls", "a.md", "# The user\u0092s data\n", Options{}, "The user\u0092s data", false,
			"1 control character that no text has"},
		{"letters that only look so", "a.md", "# Ângela, São Tomé, Ñandú\n", Options{}, "Ângela, São Tomé, Ñandú", false, ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			c.options.Original = "https://example.org/privacy"
			r, err := Restore(Capture{Name: "2020-01-02" + c.name, Data: []byte(c.data)}, c.options)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.TrimSpace(string(r.Text)); c.want != "" && got != "# "+c.want {
				t.Errorf("got %q, want %q", got, "# "+c.want)
			}
			if got := strings.Contains(strings.Join(rules(r), " "), "encoding"); got != c.rule {
				t.Errorf("rules %q", rules(r))
			}
			var said []string
			for _, d := range r.Doubts {
				if !strings.HasPrefix(d, "it has only") {
					said = append(said, d)
				}
			}
			if all := strings.Join(said, "\n"); c.doubt == "" && all != "" || !strings.Contains(all, c.doubt) {
				t.Errorf("doubts %q, want one with %q", said, c.doubt)
			}
		})
	}
	if _, err := Restore(Capture{Name: "2020-01-02.md", Data: []byte("x")}, Options{Encoding: "latin-99"}); err == nil ||
		!strings.Contains(err.Error(), "no such encoding") {
		t.Errorf("an encoding that does not exist: %v", err)
	}
}

func TestMarksAndLineEnds(t *testing.T) {
	r, err := Restore(Capture{Name: "2020-01-02.md", Data: []byte("\xef\xbb\xbf# A\r\nb\rc\x00\n")}, Options{})
	if err != nil || string(r.Text) != "# A\nb\nc\n" {
		t.Fatalf("%q, %v", r.Text, err)
	}
	if got := strings.Join(rules(r), " "); got != "bom line-endings control" {
		t.Errorf("rules %q", got)
	}
}
