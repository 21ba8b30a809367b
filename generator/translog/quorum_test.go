package translog

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	cosignature "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// cosigner is a witness, by its verifier key and what it signs with.
type cosigner struct {
	key    string
	signer note.Signer
}

func newCosigner(t testing.TB, name string) cosigner {
	t.Helper()
	signing, plain, err := note.GenerateKey(nil, name)
	if err != nil {
		t.Fatal(err)
	}
	key, err := cosignature.VKeyToCosignatureV1(plain)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := cosignature.NewSignerForCosignatureV1(signing)
	if err != nil {
		t.Fatal(err)
	}
	return cosigner{key, signer}
}

// newPostQuantumCosigner is a witness with a key of ML-DSA.
func newPostQuantumCosigner(t testing.TB, name string) cosigner {
	t.Helper()
	signing, key, err := cosignature.GenerateMLDSAKey(name)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := cosignature.NewSignerForCosignatureV1(signing)
	if err != nil {
		t.Fatal(err)
	}
	return cosigner{key, signer}
}

// line is the cosignature of a checkpoint.
func (c cosigner) line(t testing.TB, checkpoint *Checkpoint) string {
	t.Helper()
	signed, err := note.Sign(&note.Note{Text: checkpoint.Body()}, c.signer)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(string(signed), checkpoint.Body()+"\n")
}

func TestQuorum(t *testing.T) {
	a, b, c, d := newCosigner(t, "a.example"), newCosigner(t, "b.example"), newPostQuantumCosigner(t, "c.example"),
		newCosigner(t, "d.example")
	witnesses := fmt.Sprintf("# Who cosigns.\n\n \twitness A %s https://a.example/\nwitness B\t%s\nwitness C %s\n"+
		"witness D %s\n", a.key, b.key, c.key, d.key)
	signing := newKey(t)
	log, err := VerifierKey(signing)
	if err != nil {
		t.Fatal(err)
	}
	other, err := VerifierKey(newKey(t))
	if err != nil {
		t.Fatal(err)
	}
	for rules, want := range map[string]string{ // the sets of witnesses, in a text of all of them, that are enough
		"quorum A\n":                                     "A AB AC AD ABC ABD ACD ABCD",
		"quorum none\n":                                  "- A B C D AB AC AD BC BD CD ABC ABD ACD BCD ABCD",
		"group any2 any A B\nquorum any2\n":              "A B AB AC AD BC BD ABC ABD ACD BCD ABCD",
		"group all3 all A B C\nquorum all3\n":            "ABC ABCD",
		"group two 2 A B C\nquorum two\n":                "AB AC BC ABC ABD ACD BCD ABCD",
		"group g any A B\ngroup h all g C\nquorum h\n":   "AC BC ABC ACD BCD ABCD",
		"group g 2 A B D\ngroup h any g C\nquorum h\n":   "C AB AC AD BC BD CD ABC ABD ACD BCD ABCD",
		"log " + log + "\nquorum D\n":                    "D AD BD CD ABD ACD BCD ABCD",
		"log " + other + "\nlog " + log + "\nquorum D\n": "D AD BD CD ABD ACD BCD ABCD",
		"log " + other + "\nquorum none\n":               "",
	} {
		q, err := ParseQuorum("witnesses.txt", []byte(witnesses+rules))
		if err != nil {
			t.Errorf("%s: %v", rules, err)
			continue
		}
		for set := range 16 {
			checkpoint := logOf(t, 3).Checkpoint(origin)
			if err := checkpoint.Sign(signing); err != nil {
				t.Fatal(err)
			}
			names := ""
			for i, w := range []cosigner{a, b, c, d} {
				if set>>i&1 == 1 {
					names += string(rune('A' + i))
					checkpoint.Signatures += w.line(t, checkpoint)
				}
			}
			found, err := q.Check(checkpoint)
			if names == "" {
				names = "-"
			}
			enough := strings.Contains(" "+want+" ", " "+names+" ")
			if enough != (err == nil) {
				t.Errorf("%s: cosigned by %s: %v", rules, names, err)
			}
			if len(found) != len(strings.ReplaceAll(names, "-", "")) {
				t.Errorf("%s: cosigned by %s: found %d cosignatures", rules, names, len(found))
			}
		}
	}
}

func TestParseQuorumRefuses(t *testing.T) {
	a, b := newCosigner(t, "a.example").key, newCosigner(t, "b.example").key
	plain, err := VerifierKey(newKey(t))
	if err != nil {
		t.Fatal(err)
	}
	two := "witness A " + a + "\nwitness B " + b + "\n"
	number := a[:len("a.example+")] + "00000000" + a[len("a.example+00000000"):]
	for text, want := range map[string]string{
		"":                                       "q:1: there is no line that says which witnesses are enough",
		two:                                      "q:3: there is no line that says",
		two + "quorum A\nquorum B\n":             "q:4: there is a quorum already",
		two + "quorum C\n":                       `q:3: no line above defines "C"`,
		"quorum A\n" + two:                       `q:1: no line above defines "A"`,
		two + "quorum A B\n":                     "q:3: the quorum is written",
		two + "group G 3 A B\n":                  `q:3: "3" does not say how many of the 2 members`,
		two + "group G 0 A B\n":                  `q:3: "0" does not say`,
		two + "group G 01 A B\n":                 `q:3: "01" does not say`,
		two + "group G any\n":                    "q:3: a group is written",
		two + "group G any A none\n":             `q:3: no line above defines the member "none"`,
		two + "group G any A A\n":                `q:3: "A" is a member of a group already`,
		two + "group G any A\ngroup H any A B\n": `q:4: "A" is a member of a group already`,
		two + "group A any B\n":                  `q:3: the name "A" is taken`,
		"witness none " + a + "\n":               `q:1: the name "none" is taken`,
		"witness A " + a + "\nwitness B " + a:    "q:2: another witness has the same key",
		"witness A\n":                            "q:1: a witness is written",
		"witness A " + plain + "\n":              "q:1: ",
		"witness A " + number + "\n":             "q:1: ",
		"witness A nonsense\n":                   `q:1: "nonsense" is not the verifier key of a witness`,
		"log " + a + "\n":                        "q:1: ",
		"log " + plain + "\nlog " + plain + "\n": "q:2: another log has the same key",
		"log\n":                                  "q:1: a log is written",
		"witnesses A " + a + "\n":                `q:1: "witnesses" is not known`,
		"witness A " + a + "\r\n":                "q:1: it has the control character 0x0d",
	} {
		_, err := ParseQuorum("q", []byte(text))
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func FuzzParseQuorum(f *testing.F) {
	a, b := newCosigner(f, "a.example").key, newCosigner(f, "b.example").key
	f.Add([]byte("witness A " + a + " https://a.example/\nwitness B " + b + "\ngroup G any A B\nquorum G\n"))
	f.Add([]byte("# none\nquorum none\n"))
	c := logOf(f, 2).Checkpoint(origin)
	f.Fuzz(func(t *testing.T, data []byte) {
		q, err := ParseQuorum("q", data)
		if err != nil {
			var syntax *SyntaxError
			if !errors.As(err, &syntax) || syntax.Line < 1 {
				t.Errorf("%q: %v", data, err)
			}
			return
		}
		if found, err := q.Check(c); len(found) > 0 || err == nil && (q.named != "none" || len(q.Logs) > 0) {
			t.Errorf("%q: nobody has signed, and that is enough", data)
		}
	})
}

// A cosignature takes the place of one by the same key, and no other.
func TestAddCosignature(t *testing.T) {
	c, signing, w := logOf(t, 2).Checkpoint(origin), newKey(t), newCosigner(t, "a.example")
	verifier, err := cosignatureVerifier(w.key)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Sign(signing); err != nil {
		t.Fatal(err)
	}
	stranger := newCosigner(t, "a.example").line(t, c)
	own := c.Signatures
	c.Signatures += stranger
	s, err := (Witness{Name: "A", Verifier: verifier}).Find(c, w.line(t, c))
	if err != nil || time.Since(s.Time) > time.Minute {
		t.Fatalf("%v, %v", s.Time, err)
	}
	for range 2 {
		c.AddCosignature(s)
		if want := own + stranger + s.Line; c.Signatures != want {
			t.Errorf("signatures:\n%swant\n%s", c.Signatures, want)
		}
	}
	again, err := ParseCheckpoint("checkpoint", c.Format())
	if err != nil || *again != *c {
		t.Errorf("read again: %v, %v", again, err)
	}
	if err := c.Sign(signing); err != nil || c.Signatures != own+stranger+s.Line {
		t.Errorf("signed once more: %v\n%s", err, c.Signatures)
	}
	if _, err := (Witness{Name: "A", Verifier: verifier}).Find(logOf(t, 1).Checkpoint(origin), s.Line); err == nil {
		t.Error("a cosignature is good for another checkpoint")
	}
}

func TestConsistency(t *testing.T) {
	l := logOf(t, 40)
	for n := 1; n <= l.Len(); n++ {
		if err := checkTree(l, n); err != nil {
			t.Errorf("%d of %d lines: %v", n, l.Len(), err)
		}
	}
	if proof := l.Consistency(0); proof != nil {
		t.Errorf("that nothing is the beginning of the log is proved by %v", proof)
	}
}

func checkTree(l *Log, n int) error {
	return tlog.CheckTree(l.Consistency(n), int64(l.Len()), l.Root(), int64(n), l.First(n).Root())
}
