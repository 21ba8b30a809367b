package translog

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/internal/tools"
)

// scriptCase is what the script of the page /verify/ is asked.
type scriptCase struct {
	Name       string `json:"name"`
	Log        string `json:"log"`
	Checkpoint string `json:"checkpoint"`
	Text       string `json:"text"` // that may hold checkpoints
	// Every asks for the roots of all beginnings of the log; else for that of all lines.
	Every bool `json:"every"`
}

// scriptFound is a checkpoint in a text.
type scriptFound struct {
	Size       int    `json:"size"`
	Root       string `json:"root"`
	Signatures string `json:"signatures"`
	Fits       bool   `json:"fits"`
}

// scriptAnswer is what is true of a case.
type scriptAnswer struct {
	Faulty     int           `json:"faulty"` // the line of a log that is none, or 0
	Roots      []string      `json:"roots"`
	Checkpoint bool          `json:"checkpoint"`
	Right      bool          `json:"right"` // root, keys and signature
	Found      []scriptFound `json:"found"`
	newer      bool          // the log has what only a newer program could write
}

// answer is what this package finds.
func (c scriptCase) answer() scriptAnswer {
	a := scriptAnswer{Roots: []string{}, Found: []scriptFound{}}
	checkpoint, err := ParseCheckpoint("checkpoint", []byte(c.Checkpoint))
	a.Checkpoint = err == nil
	l, err := Parse("LOG", []byte(c.Log))
	if syntax, ok := err.(*SyntaxError); ok {
		a.Faulty = syntax.Line
		a.newer = strings.Contains(err.Error(), "not known to this program") ||
			strings.Contains(err.Error(), "not a verifier key")
		return a
	}
	first := l.Len()
	if c.Every {
		first = 0
	}
	for n := first; n <= l.Len(); n++ {
		a.Roots = append(a.Roots, l.First(n).Root().String())
	}
	a.Right = a.Checkpoint && checkpoint.Check(l) == nil
	for _, f := range Find(origin, c.Text) {
		a.Found = append(a.Found, scriptFound{f.Size, f.Root.String(), f.Signatures, f.CheckAgainst(l) == nil})
	}
	return a
}

// TestScript: the script of the page /verify/ finds in logs, checkpoints and texts what this
// package finds, in whole ones and in those that somebody has changed.
func TestScript(t *testing.T) {
	cases := scriptCases(t)
	want := make([]scriptAnswer, len(cases))
	faults, right, found := 0, 0, 0
	for i, c := range cases {
		want[i] = c.answer()
		if want[i].Faulty > 0 {
			faults++
		}
		if want[i].Right {
			right++
		}
		found += len(want[i].Found)
	}
	if faults < 20 || right < 20 || right > len(cases)-40 || found < 50 {
		t.Errorf("of %d cases %d logs are faulty and %d checkpoints right, and %d are found: they show too little",
			len(cases), faults, right, found)
	}
	for i, got := range askScript(t, cases) {
		if want[i].newer { // it may be, for all that the script knows; but the checkpoint is another's
			got = scriptAnswer{Faulty: want[i].Faulty, Checkpoint: got.Checkpoint, Right: got.Right,
				Roots: want[i].Roots, Found: want[i].Found, newer: true}
		}
		if !reflect.DeepEqual(got, want[i]) {
			t.Errorf("%s:\nthe script says  %+v\nthis package says %+v", cases[i].Name, brief(got), brief(want[i]))
		}
	}
}

// brief leaves out most roots.
func brief(a scriptAnswer) scriptAnswer {
	if n := len(a.Roots); n > 2 {
		a.Roots = a.Roots[n-2:]
	}
	return a
}

// askScript lets the script answer.
func askScript(t *testing.T, cases []scriptCase) (answers []scriptAnswer) {
	t.Helper()
	script, err := filepath.Abs("../../layouts/_scripts/log.js")
	if err != nil {
		t.Fatal(err)
	}
	in, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	node := tools.Program(t, "node")
	cmd := exec.Command(node, "--no-warnings", "testdata/script.mjs", "file://"+filepath.ToSlash(script))
	cmd.Stdin = strings.NewReader(string(in))
	out, err := cmd.Output()
	if exit, ok := err.(*exec.ExitError); ok {
		t.Fatalf("%v\n%s", err, exit.Stderr)
	}
	if err == nil {
		err = json.Unmarshal(out, &answers)
	}
	if err != nil || len(answers) != len(cases) {
		t.Fatalf("%d answers to %d cases: %v", len(answers), len(cases), err)
	}
	return answers
}

// scriptCases are logs of 0 to 300 lines with their checkpoints, each also with something
// changed, and texts with checkpoints in them.
func scriptCases(t *testing.T) (cases []scriptCase) {
	t.Helper()
	draw := rand.New(rand.NewPCG(6962, 2026))
	for _, n := range []int{0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 100, 255, 256, 257, 300} {
		plain := logOf(t, n)
		cases = append(cases, casesOf(t, draw, fmt.Sprintf("%d lines", n), plain, "")...)
		if n < 100 {
			l, signing := keyedLog(t, plain)
			cases = append(cases, casesOf(t, draw, fmt.Sprintf("%d lines and keys", n), l, signing)...)
		}
	}
	return cases
}

// keyedLog is a log with all acts, and the key that signs it, which is its second.
func keyedLog(t *testing.T, l *Log) (keyed *Log, signing string) {
	t.Helper()
	add := func(e Entry, err error) {
		t.Helper()
		if err == nil {
			l, err = l.With([]Entry{e})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	first, second := newKey(t), newKey(t)
	add(l.KeyEntry("2026-12-01", origin, first, ""))
	add(Entry{Day: "2026-12-02", Policy: "privacy", Version: "2020-01-01.2", Act: Import, Text: digest("a"),
		Words: digest("b"), Record: digest("c")}, nil)
	add(Entry{Day: "2026-12-02", Policy: "cookie-notice", Version: "2020-01-01", Act: Adopt, Text: digest("a"),
		Words: digest("b"), Record: digest("c")}, nil)
	add(l.KeyEntry("2026-12-03", origin, second, first))
	add(Entry{Day: "2026-12-04", Policy: "privacy", Version: "2020-01-01.2", Act: Reread, Words: digest("d")}, nil)
	add(Entry{Day: "2026-12-04", Policy: "privacy", Version: "2020-01-01.2", Act: Withdraw, Record: digest("e")}, nil)
	add(Entry{Day: "2026-12-05", Policy: "cookie-notice", Version: "2020-01-01", Act: Correct, Record: digest("f")}, nil)
	return l, second
}

// casesOf are a log as it is, and with changes.
func casesOf(t *testing.T, draw *rand.Rand, name string, l *Log, signing string) (cases []scriptCase) {
	t.Helper()
	now, old := l.Checkpoint(origin), l.First(draw.IntN(l.Len()+1)).Checkpoint(origin)
	if signing != "" {
		if err := now.Sign(signing); err != nil {
			t.Fatal(err)
		}
	}
	whole := scriptCase{Log: string(l.Format()), Checkpoint: string(now.Format())}
	add := func(what string, change func(c *scriptCase)) {
		c := whole
		c.Name = name + ", " + what
		c.Text = keptText(draw, c.Checkpoint, string(old.Format()))
		change(&c)
		cases = append(cases, c)
	}
	add("as it is", func(c *scriptCase) { c.Every = true })
	add("unsigned", func(c *scriptCase) { c.Checkpoint = now.Body() + "\n" })
	add("an old checkpoint", func(c *scriptCase) { c.Checkpoint = string(old.Format()) })
	add("the checkpoint of another log", func(c *scriptCase) {
		other := logOf(t, l.Len()+1).Checkpoint(origin)
		c.Checkpoint, c.Text = string(other.Format()), string(other.Format())
	})
	add("the key of somebody else", func(c *scriptCase) {
		other := l.Checkpoint(origin)
		if err := other.Sign(newKey(t)); err != nil {
			t.Fatal(err)
		}
		c.Checkpoint = string(other.Format())
	})
	sources := embedded(t, now)
	for _, source := range slices.Sorted(maps.Keys(sources)) {
		add("in "+source, func(c *scriptCase) { c.Text = sources[source] })
		add("in "+source+", one character changed", func(c *scriptCase) { c.Text = changed(draw, sources[source]) })
	}
	for range 6 {
		add("one character changed", func(c *scriptCase) { c.Log = changed(draw, c.Log) })
		add("one character of the checkpoint changed", func(c *scriptCase) { c.Checkpoint = changed(draw, c.Checkpoint) })
		add("one character of the text changed", func(c *scriptCase) { c.Text = changed(draw, c.Text) })
	}
	lines := strings.SplitAfter(whole.Log, "\n")
	for range 2 {
		if l.Len() < 2 {
			break
		}
		at := draw.IntN(l.Len() - 1)
		put := func(what string, parts ...[]string) {
			add(what, func(c *scriptCase) { c.Log = renumbered(draw, parts) })
		}
		put("a line dropped", lines[:at], lines[at+1:])
		put("a line doubled", lines[:at+1], lines[at:])
		put("two lines exchanged", lines[:at], lines[at+1:at+2], lines[at:at+1], lines[at+2:])
	}
	return cases
}

// renumbered is a log put together of lines, whose numbers most often are made right.
func renumbered(draw *rand.Rand, parts [][]string) string {
	var b strings.Builder
	right, n := draw.IntN(4) > 0, 0
	for _, lines := range parts {
		for _, line := range lines {
			if _, rest, ok := strings.Cut(line, " "); ok && right {
				n++
				line = fmt.Sprintf("%d %s", n, rest)
			}
			b.WriteString(line)
		}
	}
	return b.String()
}

// keptText is a text that somebody kept, with checkpoints in it.
func keptText(draw *rand.Rand, checkpoints ...string) string {
	quotes := []string{"", "> ", ">> ", "    ", "\t| ", "\u00a0> ", "\u3000"}
	var b strings.Builder
	for _, c := range checkpoints {
		quote := quotes[draw.IntN(len(quotes))]
		b.WriteString("Dear reader,\n\n")
		for line := range strings.SplitSeq(strings.TrimSuffix(c, "\n"), "\n") {
			b.WriteString(quote + line + []string{"\n", "\r\n", " \n", "\u0085\n"}[draw.IntN(4)])
		}
		b.WriteString([]string{"", "\n", "Yours\n"}[draw.IntN(3)])
	}
	return b.String()
}

// changed is a text in which one character is another, is gone or was put in.
func changed(draw *rand.Rand, text string) string {
	letters := []rune(text)
	if len(letters) == 0 {
		return "x"
	}
	at := draw.IntN(len(letters))
	others := []rune("0aZ \n:-+=.é\u00a0\ufeff")
	other := string(others[draw.IntN(len(others))])
	before, after := string(letters[:at]), string(letters[at+1:])
	switch draw.IntN(3) {
	case 0:
		return before + other + after
	case 1:
		return before + after
	}
	return before + other + string(letters[at]) + after
}
