package capture

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"policyarchive/generator/english"
)

// ErrEncoding is that of an encoding that nobody knows under its name.
var ErrEncoding = errors.New("no such encoding: write a name such as windows-1252, windows-1251, shift_jis or utf-8")

// CheckEncoding says what is wrong with the name of an encoding.
func CheckEncoding(name string) error {
	if enc, _ := charset.Lookup(name); enc == nil && name != "" {
		return fmt.Errorf("%q: %w", name, ErrEncoding)
	}
	return nil
}

// What a page says of its encoding, in the places in which it may.
var declaredCharset = regexp.MustCompile(`(?i)<meta[^>]{0,400}charset\s*=\s*["']?\s*([a-z0-9_:.+-]+)|\A\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([a-z0-9_:.+-]+)`)

// byLanguage are the encodings of old pages that declare none, where it is not
// windows-1252: the table of the HTML standard.
var byLanguage = map[string]string{
	"ar": "windows-1256", "az": "windows-1254", "ba": "windows-1251", "be": "windows-1251", "bg": "windows-1251",
	"cs": "windows-1250", "el": "iso-8859-7", "et": "windows-1257", "fa": "windows-1256", "he": "windows-1255",
	"hr": "windows-1250", "hu": "iso-8859-2", "ja": "shift_jis", "kk": "windows-1251", "ko": "euc-kr",
	"ku": "windows-1254", "ky": "windows-1251", "lt": "windows-1257", "lv": "windows-1257", "mk": "windows-1251",
	"pl": "iso-8859-2", "ru": "windows-1251", "sah": "windows-1251", "sk": "windows-1250", "sl": "iso-8859-2",
	"sr": "windows-1251", "tg": "windows-1251", "th": "windows-874", "tr": "windows-1254", "tt": "windows-1251",
	"uk": "windows-1251", "vi": "windows-1258", "zh": "gb18030", "zh-tw": "big5", "zh-hk": "big5", "zh-hant": "big5",
}

var declaredLanguage = regexp.MustCompile(`(?i)<html[^>]{0,400}\blang\s*=\s*["']?([a-z]{2,3}(?:-[a-z]+)?)`)

// toUTF8 returns data in UTF-8. What tells the encoding is, in this order: the
// person who imports, a byte order mark, the bytes themselves if they are UTF-8,
// the page's declaration, the server's. Bytes of which nothing tells it are
// taken for what the HTML standard takes them for, windows-1252 or the usual
// one of the page's language, and that is a doubt.
func (r *restorer) toUTF8(data []byte) ([]byte, error) {
	if r.opts.Encoding != "" {
		if err := CheckEncoding(r.opts.Encoding); err != nil {
			return nil, err
		}
		return r.decodeAs(data, r.opts.Encoding)
	}
	if enc, name := byteOrder(data); enc != nil {
		return r.decodeWith(data, enc, name)
	}
	valid, ascii := utf8.Valid(data), isASCII(data)
	if valid && !ascii {
		return data, nil
	}
	declared := r.opts.Charset
	if m := declaredCharset.FindSubmatch(data); m != nil {
		declared = string(m[1]) + string(m[2])
	}
	enc, name := charset.Lookup(declared)
	// A page cannot declare UTF-16 in ASCII; windows-1252 contains ASCII.
	if enc != nil && name != "utf-8" && !strings.HasPrefix(name, "utf-16") && name != "replacement" {
		return r.decodeWith(data, enc, name)
	}
	if valid {
		return data, nil
	}
	return r.guess(data, name)
}

// byteOrder finds UTF-16 and UTF-32 by their byte order marks and, without
// one, by the zeros that every other byte of Latin text is.
func byteOrder(data []byte) (encoding.Encoding, string) {
	little, big := 0, 0
	for i, c := range data[:min(len(data), 1000)] {
		if c == 0 {
			if i%2 == 0 {
				big++
			} else {
				little++
			}
		}
	}
	half := min(len(data), 1000) / 4 // half of every other byte
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE\x00\x00")), bytes.HasPrefix(data, []byte("\x00\x00\xFE\xFF")):
		return utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM), "utf-32"
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return utf.UTF16(utf.LittleEndian, utf.ExpectBOM), "utf-16"
	case len(data) < 16:
	case little > half && big*8 < little:
		return utf.UTF16(utf.LittleEndian, utf.IgnoreBOM), "utf-16le"
	case big > half && little*8 < big:
		return utf.UTF16(utf.BigEndian, utf.IgnoreBOM), "utf-16be"
	}
	return nil, ""
}

func (r *restorer) decodeAs(data []byte, name string) ([]byte, error) {
	enc, name := charset.Lookup(name)
	if name == "utf-8" {
		return r.markInvalid(data), nil
	}
	return r.decodeWith(data, enc, name)
}

func (r *restorer) decodeWith(data []byte, enc encoding.Encoding, name string) ([]byte, error) {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return nil, fmt.Errorf("decode %s: %w", name, err)
	}
	if !bytes.Equal(out, data) {
		r.record(Restoration{Rule: "encoding", Was: name, Now: "utf-8"})
	}
	return out, nil
}

// guess decodes bytes that are not UTF-8 and of which nothing tells what they
// are. declared is utf-8 if that is what the page says, wrongly.
func (r *restorer) guess(data []byte, declared string) ([]byte, error) {
	broken, sound := invalid(data)
	if sound > broken {
		return r.mend(data), nil // UTF-8 with some damage
	}
	name := "windows-1252"
	if m := declaredLanguage.FindSubmatch(data); m != nil {
		lang := strings.ToLower(string(m[1]))
		primary, _, _ := strings.Cut(lang, "-")
		if byLanguage[lang] != "" {
			name = byLanguage[lang]
		} else if byLanguage[primary] != "" {
			name = byLanguage[primary]
		}
	}
	out, err := r.decodeAs(data, name)
	if err != nil {
		return nil, err
	}
	says := "does not say its encoding"
	if declared == "utf-8" {
		says = "says that its encoding is utf-8, which it is not"
	}
	r.doubt(Guessed, "the capture %s; it was read as %s, which gives %s; if they are wrong, name the encoding with "+
		"--encoding", says, name, samples(out))
	if foreign(out) {
		r.doubtMuch(Letters, true, "%s beyond ASCII, more than a text in %s has: the letters cannot be read in this encoding",
			part(out), name)
	}
	return out, nil
}

// invalid counts the bytes that are not UTF-8, and the characters beyond ASCII
// that are.
func invalid(data []byte) (broken, sound int) {
	for i := 0; i < len(data); {
		c, size := utf8.DecodeRune(data[i:])
		switch {
		case c == utf8.RuneError && size == 1:
			broken++
		case size > 1:
			sound++
		}
		i += size
	}
	return broken, sound
}

// mend keeps what is UTF-8. A single other byte between ASCII is a letter that
// came in from elsewhere; every other sequence is damaged.
func (r *restorer) mend(data []byte) []byte {
	var out []byte
	letters := 0
	for i := 0; i < len(data); {
		c, size := utf8.DecodeRune(data[i:])
		alone := (i == 0 || data[i-1] < utf8.RuneSelf) && (i+1 == len(data) || data[i+1] < utf8.RuneSelf)
		if c == utf8.RuneError && size == 1 && alone && data[i] >= 0x80 {
			out = utf8.AppendRune(out, charmap.Windows1252.DecodeByte(data[i]))
			letters++
		} else {
			out = append(out, data[i:i+size]...)
		}
		i += size
	}
	if letters > 0 {
		r.record(Restoration{Rule: "encoding", Count: letters, Was: "windows-1252", Now: "utf-8"})
		r.doubt(Guessed, "%s not UTF-8 within a text that is; read as windows-1252",
			english.CountAs(letters, "byte is", "bytes are"))
	}
	return r.markInvalid(out)
}

// markInvalid puts U+FFFD for bytes that are not UTF-8.
func (r *restorer) markInvalid(data []byte) []byte {
	if utf8.Valid(data) {
		return data
	}
	out := bytes.ToValidUTF8(data, []byte("\uFFFD"))
	r.record(Restoration{Rule: "encoding", Count: bytes.Count(out, []byte("\uFFFD")) - bytes.Count(data, []byte("\uFFFD")),
		Was: "bytes that are not UTF-8", Now: "\uFFFD"})
	return out
}

var anyTag = regexp.MustCompile(`<[^>]*>`)

// samples are a few of the words with letters beyond ASCII.
func samples(text []byte) string {
	var list []string
	for _, w := range bytes.Fields(anyTag.ReplaceAll(text, []byte(" "))) {
		word := string(bytes.Trim(w, ".,;:!?()<>/\"'"))
		if utf8.RuneCountInString(word) < len(word) && len(word) < 60 {
			list = append(list, "“"+word+"”")
		}
		if len(list) == 3 {
			break
		}
	}
	if len(list) == 0 {
		return "letters that stand in no word"
	}
	return strings.Join(list, ", ")
}

// foreign reports whether too many letters are beyond ASCII for a text in a
// Western language, though none of another script is: it was written in one.
func foreign(text []byte) bool {
	ascii, latin := letterCounts(text)
	return latin*4 > ascii && latin > 40
}

func part(text []byte) string {
	ascii, latin := letterCounts(text)
	return fmt.Sprintf("%d %% of its letters are", 100*latin/max(ascii+latin, 1))
}

// letterCounts counts the letters of a text outside of its tags, and the signs
// that bytes of another encoding become.
func letterCounts(text []byte) (ascii, latin int) {
	inTag := false
	for _, c := range string(text) {
		switch {
		case c == '<':
			inTag = true
		case c == '>':
			inTag = false
		case inTag:
		case c < utf8.RuneSelf:
			if unicode.IsLetter(c) {
				ascii++
			}
		case c < 0x250:
			latin++
		}
	}
	return ascii, latin
}

// twice finds letters that were encoded a second time: the UTF-8 of a letter,
// read as windows-1252.
var twice = regexp.MustCompile(`(?:[ÂÃ][\x{80}-\x{BF}ŠŽšžŸŒœƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|â[€\x{80}][\x{80}-\x{BF}ŠŽšžŸŒœƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|[ÐÑ][\x{80}-\x{BF}ŠŽšžŸŒœƒˆ˜–—‘’‚“”„†‡•…‰‹›€™])`)

// doubtLetters tells of letters that cannot be read.
func (r *restorer) doubtLetters(text string) {
	if damaged := strings.Count(text, "\uFFFD"); damaged > 0 {
		r.doubtMuch(Letters, isMany(damaged, text),
			"%s in the capture cannot be read (shown as \uFFFD): the capture is damaged or its encoding is not the one it "+
				"declares; name it with --encoding", english.Count(damaged, "character"))
	}
	counts, example := 0, ""
	for _, m := range twice.FindAllString(text, -1) {
		if now := once(m); now != "" {
			counts++
			if example == "" {
				example = fmt.Sprintf("“%s” for “%s”", m, now)
			}
		}
	}
	if counts >= 2 {
		r.doubtMuch(Letters, isMany(counts, text), "%s, such as %s: the text was damaged before it was captured",
			english.CountAs(counts, "letter looks as if it was encoded twice",
				"letters look as if they were encoded twice"), example)
		return
	}
	steering := 0
	for _, c := range text {
		if c >= 0x80 && c < 0xA0 && c != 0x85 {
			steering++
		}
	}
	if steering > 0 {
		r.doubtMuch(Letters, isMany(steering, text),
			"%s that no text has (U+0080 to U+009F): the text was read in a wrong encoding, here (name the right one with "+
				"--encoding) or before it was captured", english.Count(steering, "control character"))
	}
}

// isMany reports whether n letters are many in a text: one in every two hundred
// words or so.
func isMany(n int, text string) bool { return n >= 5 && n*1000 > len(text) }

// once undoes a second encoding; "" if the text is none.
func once(s string) string {
	var b []byte
	for _, c := range s {
		if c < 0x100 {
			b = append(b, byte(c))
			continue
		}
		one, ok := charmap.Windows1252.EncodeRune(c)
		if !ok {
			return ""
		}
		b = append(b, one)
	}
	if !utf8.Valid(b) || utf8.RuneCount(b) != 1 {
		return ""
	}
	return string(b)
}
