package translog

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"mime/quotedprintable"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"policyarchive/generator/internal/tools"
)

const origin = "policies.example.org"

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// snapshot is the act by which a version was archived.
func snapshot(version string) Entry {
	return Entry{Day: "2026-11-30", Policy: "privacy", Version: version, Act: Snapshot, Text: digest("text" + version),
		Words: digest("words" + version), Record: digest("record" + version)}
}

// logOf is a log of n versions.
func logOf(t testing.TB, n int) *Log {
	t.Helper()
	acts := make([]Entry, n)
	for i := range acts {
		acts[i] = snapshot(fmt.Sprintf("v%d", i+1))
	}
	l, err := (&Log{}).With(acts)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func newKey(t testing.TB) string {
	t.Helper()
	signing, err := NewKey(rand.Reader, origin)
	if err != nil {
		t.Fatal(err)
	}
	return signing
}

// plainRoot is RFC 6962, section 2.1, as it is written there.
func plainRoot(leaves [][]byte) []byte {
	hash := func(parts ...[]byte) []byte {
		sum := sha256.Sum256(bytes.Join(parts, nil))
		return sum[:]
	}
	switch n := len(leaves); n {
	case 0:
		return hash()
	case 1:
		return hash([]byte{0}, leaves[0])
	default:
		k := 1
		for 2*k < n {
			k *= 2
		}
		return hash([]byte{1}, plainRoot(leaves[:k]), plainRoot(leaves[k:]))
	}
}

func TestRoot(t *testing.T) {
	l := logOf(t, 70)
	var leaves [][]byte
	for n := 0; n <= l.Len(); n++ {
		if n > 0 {
			leaves = append(leaves, []byte(l.Line(n)))
		}
		if root := l.First(n).Root(); !bytes.Equal(root[:], plainRoot(leaves)) {
			t.Errorf("the root of %d lines is %s, by RFC 6962 it is %x", n, root, plainRoot(leaves))
		}
	}
}

func TestFormat(t *testing.T) {
	l := logOf(t, 3)
	l, err := l.With([]Entry{{Day: "2026-12-01", Policy: "privacy", Version: "v2", Act: Withdraw, Record: digest("w")}})
	if err != nil {
		t.Fatal(err)
	}
	again, err := Parse("LOG", l.Format())
	if err != nil || !bytes.Equal(again.Format(), l.Format()) || !l.Begins(again) || again.Root() != l.Root() {
		t.Fatalf("read again, the log is another: %v\n%s", err, again.Format())
	}
	if l.Archived("privacy", "v2") != 2 || l.Withdrawn("privacy", "v2") != 4 || l.Archived("terms", "v2") != 0 {
		t.Errorf("lines of v2: %d and %d", l.Archived("privacy", "v2"), l.Withdrawn("privacy", "v2"))
	}
}

// Each case changes one thing in a log, which is refused with the line.
func TestParseRefuses(t *testing.T) {
	whole := string(logOf(t, 3).Format())
	lines := strings.SplitAfter(whole, "\n")
	for name, c := range map[string]struct{ text, want string }{
		"a line is gone":    {lines[0] + lines[2], "LOG:2: the line must have the number 2"},
		"a line is doubled": {lines[0] + lines[0], "LOG:2: the line must have the number 2"},
		"no number":         {strings.Replace(whole, "1 ", "01 ", 1), "LOG:1: the line must have the number 1"},
		"cut off":           {whole[:len(whole)-1], "LOG:3: the line does not end"},
		"other line ends":   {strings.ReplaceAll(whole, "\n", "\r\n"), "LOG:1: record must be followed by 64"},
		"two spaces":        {strings.Replace(whole, " privacy", "  privacy", 1), "LOG:1:"},
		"no day":            {strings.Replace(whole, "2026-11-30", "2026-11-31", 1), `LOG:1: "2026-11-31" is not a day`},
		"a path":            {strings.Replace(whole, "privacy", "../privacy", 1), "LOG:1:"},
		"an unknown act":    {strings.Replace(whole, "snapshot", "forget", 1), `LOG:1: the act "forget" is not known`},
		"a digest is gone":  {strings.Replace(whole, " words:"+digest("wordsv1"), "", 1), "LOG:1: words must be followed"},
		"a digest twice":    {strings.Replace(whole, " words:", " sha256:", 1), "LOG:1: the act snapshot has no"},
		"a digest in capital": {strings.Replace(whole, digest("textv1"), strings.ToUpper(digest("textv1")), 1),
			"LOG:1: sha256 must"},
		"an empty line": {whole + "\n", "LOG:4: a line has the fields"},
	} {
		_, err := Parse("LOG", []byte(c.text))
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(logOf(f, 2).Format())
	f.Add([]byte("1 2026-11-30 - - key key:x+00000000+AA== new:AA==\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Parse("LOG", data)
		if err == nil && !bytes.Equal(l.Format(), data) {
			t.Errorf("%q is read, and written as %q", data, l.Format())
		}
	})
}

func TestCheckpoint(t *testing.T) {
	l, signing := logOf(t, 5), newKey(t)
	verifier, err := VerifierKey(signing)
	if err != nil {
		t.Fatal(err)
	}
	c := l.Checkpoint(origin)
	if c.Verify(verifier) == nil {
		t.Error("an unsigned checkpoint is signed")
	}
	if err := errors.Join(c.Sign(signing), c.Sign(signing), c.Verify(verifier)); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(c.Signatures, "\n"); got != 1 {
		t.Errorf("signed twice with one key, it has %d signatures", got)
	}
	again, err := ParseCheckpoint("checkpoint", c.Format())
	if err != nil || *again != *c {
		t.Fatalf("read again: %+v, %v", again, err)
	}
	longer, err := l.With([]Entry{snapshot("v6")})
	if err := errors.Join(err, c.CheckAgainst(longer)); err != nil {
		t.Errorf("against a longer log: %v", err)
	}
	if err := c.CheckAgainst(l.First(4)); !errors.Is(err, ErrMismatch) {
		t.Errorf("against a shorter log: %v", err)
	}
	if other, _ := VerifierKey(newKey(t)); c.Verify(other) == nil {
		t.Error("another key has signed it")
	}
	if err := (&Checkpoint{Origin: "elsewhere.example"}).Sign(signing); err == nil {
		t.Error("signed with the key of another log")
	}
	if err := c.Sign("no key"); err == nil || strings.Contains(err.Error(), "no key") {
		t.Errorf("the error shows the secret, or there is none: %v", err)
	}
}

func TestParseCheckpointRefuses(t *testing.T) {
	c := logOf(t, 2).Checkpoint(origin)
	if err := c.Sign(newKey(t)); err != nil {
		t.Fatal(err)
	}
	whole := string(c.Format())
	for name, c := range map[string]struct{ text, want string }{
		"empty":            {"", "checkpoint:1:"},
		"no root":          {origin + "\n2\n\n", "checkpoint:1:"},
		"an extension":     {strings.Replace(whole, "\n\n", "\nmore\n\n", 1), "checkpoint:1:"},
		"a size of zeros":  {strings.Replace(whole, "\n2\n", "\n02\n", 1), "checkpoint:2:"},
		"a negative size":  {strings.Replace(whole, "\n2\n", "\n-2\n", 1), "checkpoint:2:"},
		"a short root":     {strings.Replace(whole, "=\n\n", "\n\n", 1), "checkpoint:3:"},
		"no dash":          {strings.Replace(whole, "— ", "- ", 1), "checkpoint:5:"},
		"cut off":          {whole[:len(whole)-1], "checkpoint:5:"},
		"a space in it":    {"policies example\n2\n" + whole[strings.Index(whole, "2\n")+2:], "checkpoint:1:"},
		"another line end": {strings.ReplaceAll(whole, "\n", "\r\n"), "checkpoint:1:"},
	} {
		if _, err := ParseCheckpoint("checkpoint", []byte(c.text)); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

func FuzzParseCheckpoint(f *testing.F) {
	c := logOf(f, 2).Checkpoint(origin)
	f.Add(c.Format())
	if err := c.Sign(newKey(f)); err != nil {
		f.Fatal(err)
	}
	f.Add(c.Format())
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ParseCheckpoint("checkpoint", data)
		if err == nil && !bytes.Equal(c.Format(), data) {
			t.Errorf("%q is read, and written as %q", data, c.Format())
		}
	})
}

// embedded are the sources of a mail, a page, a feed and others in which a checkpoint stands.
func embedded(t *testing.T, c *Checkpoint) map[string]string {
	t.Helper()
	page := "<html><body><pre dir=ltr translate=no>" + template.HTMLEscapeString(string(c.Format())) +
		"</pre></body></html>"
	feed := "<content type=\"html\">&lt;pre dir=&#34;ltr&#34;&gt;" + c.Body() + "&lt;/pre&gt;</content>"
	data, err := json.Marshal(map[string]string{"content_html": page, "checkpoint": string(c.Format())})
	if err != nil {
		t.Fatal(err)
	}
	var printable bytes.Buffer
	w := quotedprintable.NewWriter(&printable)
	if _, err := w.Write([]byte("Grüße " + strings.Repeat("und mehr ", 20) + "\r\n<pre>" +
		string(c.Format()))); err != nil ||
		w.Close() != nil {
		t.Fatal(err)
	}
	coded := base64.StdEncoding.EncodeToString([]byte("Grüße\n\n> " + strings.ReplaceAll(string(c.Format()), "\n",
		"\n> ")))
	var lines strings.Builder
	for ; len(coded) > 76; coded = coded[76:] {
		lines.WriteString(coded[:76] + "\r\n")
	}
	lines.WriteString(coded + "\r\n")
	description := "DESCRIPTION:Of the log:\\n" + strings.ReplaceAll(c.Body(), "\n", "\\n")
	return map[string]string{
		"a page": page, "a page, escaped again": template.HTMLEscapeString(page), "a feed": feed, "JSON": string(data),
		"breaks": strings.ReplaceAll("<p>"+c.Body(), "\n", "<br>\n"), "one line": strings.ReplaceAll(c.Body(), "\n", " "),
		"quoted-printable": printable.String(),
		"Base64":           "Content-Transfer-Encoding: base64\r\n\r\n" + lines.String() + "--x--",
		"a calendar":       description[:75] + "\r\n " + description[75:] + "\r\n",
		"escaped":          strings.NewReplacer("+", "&#43;", "/", "&#x2f;", "=", "&#61;").Replace(page),
		"JSON of others":   strings.NewReplacer("+", `\u002b`, "/", `\/`, "=", `\u003d`).Replace(string(data)),
		"a feed with redlines": strings.Repeat(origin+strings.Repeat("&lt;/p&gt;&#xA;&lt;p class=&#34;x&#34;&gt;", 99)+
			"words, ", 3) + c.Body(),
	}
}

// A checkpoint is found in whatever text somebody kept it.
func TestFind(t *testing.T) {
	l := logOf(t, 4)
	old, now := l.First(2).Checkpoint(origin), l.Checkpoint(origin)
	if err := now.Sign(newKey(t)); err != nil {
		t.Fatal(err)
	}
	quoted := func(prefix, text string) string {
		return prefix + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+prefix) + "\n"
	}
	for name, text := range map[string]string{
		"the file":     string(now.Format()),
		"a mail":       "Dear reader,\n\nour policy changed:\n\n" + string(now.Format()) + "\nYours\n",
		"a reply":      "> Dear reader,\n>\n" + quoted("> > ", string(now.Format())) + "\nIs this so?\n",
		"line ends":    strings.ReplaceAll(string(now.Format()), "\n", "\r\n"),
		"a table":      quoted("    | ", string(now.Format())),
		"without rest": strings.TrimSuffix(string(now.Format()), "\n"),
	} {
		found := Find(origin, text)
		if len(found) != 1 || *found[0] != *now {
			t.Errorf("%s: found %v", name, found)
		}
	}
	for name, text := range embedded(t, now) {
		found := Find(origin, text)
		if len(found) != 1 || found[0].Size != now.Size || found[0].Root != now.Root {
			t.Errorf("%s: found %v", name, found)
		}
	}
	two := Find(origin, string(old.Format())+"…\n"+string(now.Format()))
	if len(two) != 2 || *two[0] != *old || *two[1] != *now {
		t.Errorf("found %v in a text with two", two)
	}
	unsigned := Find(origin, "x\n"+old.Body()+"more text\n")
	if len(unsigned) != 1 || *unsigned[0] != *old {
		t.Errorf("found %v in a text with an unsigned one", unsigned)
	}
	other := strings.ReplaceAll(string(now.Format()), origin, "elsewhere.example")
	for _, text := range []string{"", origin, origin + "\n2\n", other} {
		if found := Find(origin, text); len(found) > 0 {
			t.Errorf("found %v in %q", found[0], text)
		}
	}
}

// So do the lines of Python.
func TestFindPython(t *testing.T) {
	python := tools.Program(t, "python3")
	l := logOf(t, 40)
	dir := t.TempDir()
	write := func(name, text string) string {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	program, log := write("verify.py", string(Python)), write("LOG", string(l.Format()))
	for name, text := range embedded(t, l.First(30).Checkpoint(origin)) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // it takes less than a second
		out, err := exec.CommandContext(ctx, python, program, log, write("mail", text)).CombinedOutput()
		cancel()
		if want := origin + ", 30 lines: as they were\n"; err != nil || string(out) != want {
			t.Errorf("%s: %v, %s", name, err, out)
		}
	}
}

func TestKeys(t *testing.T) {
	first, second := newKey(t), newKey(t)
	l := logOf(t, 2)
	hand := func(l *Log, signing, old string) *Log {
		t.Helper()
		e, err := l.KeyEntry("2026-12-01", origin, signing, old)
		if err != nil {
			t.Fatal(err)
		}
		longer, err := l.With([]Entry{e})
		if err != nil {
			t.Fatal(err)
		}
		return longer
	}
	l = hand(l, first, "")
	l = hand(l, second, first)
	if err := l.CheckKeys(origin); err != nil {
		t.Error(err)
	}
	want, _ := VerifierKey(second)
	if key, line := l.VerifierKey(); key != want || line != 4 {
		t.Errorf("the key is %s, of line %d", key, line)
	}
	if l.CheckKeys("elsewhere.example") == nil {
		t.Error("the signatures are good for another log")
	}
	if _, err := l.KeyEntry("2026-12-01", origin, newKey(t), first); err == nil {
		t.Error("a key that was replaced can hand over")
	}
	// Whoever has neither key cannot take over, nor put the line elsewhere.
	thief := newKey(t)
	e, err := logOf(t, 4).KeyEntry("2026-12-01", origin, thief, "")
	if err != nil {
		t.Fatal(err)
	}
	stolen, err := l.With([]Entry{e})
	if err != nil {
		t.Fatal(err)
	}
	if stolen.CheckKeys(origin) == nil {
		t.Error("a key takes over without the one before")
	}
	moved, err := logOf(t, 3).With([]Entry{l.Entry(3)})
	if err != nil {
		t.Fatal(err)
	}
	if moved.CheckKeys(origin) == nil {
		t.Error("the line of a key holds at another place")
	}
}

// No change of the lines of a log fits a checkpoint from before.
func TestEveryChangeOfALogIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 40).Draw(t, "lines")
		acts := make([]Entry, n)
		for i := range acts {
			acts[i] = snapshot(fmt.Sprintf("v%d", i+1))
		}
		l, _ := (&Log{}).With(acts)
		c := l.First(rapid.IntRange(1, n).Draw(t, "size")).Checkpoint(origin)
		at := rapid.IntRange(0, c.Size-1).Draw(t, "at")
		switch rapid.IntRange(0, 3).Draw(t, "change") {
		case 0:
			acts[at].Words = digest("other")
		case 1:
			acts = append(acts[:at:at], acts[at+1:]...)
		case 2:
			acts = append(acts[:at:at], append([]Entry{snapshot("inserted")}, acts[at:]...)...)
		case 3:
			other := rapid.IntRange(0, n-1).Filter(func(i int) bool { return i != at }).Draw(t, "other")
			acts[at], acts[other] = acts[other], acts[at]
		}
		changed, err := (&Log{}).With(acts)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.CheckAgainst(changed); !errors.Is(err, ErrMismatch) {
			t.Errorf("not found: %v", err)
		}
	})
}
