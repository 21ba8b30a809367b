package translog

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// NewKey makes an Ed25519 key that signs the checkpoints of a log, in the format of
// package note. It is secret; random is where its bytes come from.
func NewKey(random io.Reader, origin string) (signing string, err error) {
	if err := CheckOrigin(origin); err != nil {
		return "", err
	}
	signing, _, err = note.GenerateKey(random, origin)
	if err != nil {
		return "", fmt.Errorf("make a key: %w", err)
	}
	return signing, nil
}

// VerifierKey is the public key of a signing key: whoever has it can check signatures.
func VerifierKey(signing string) (string, error) {
	signer, err := newSigner(signing)
	if err != nil {
		return "", err
	}
	parts := strings.SplitN(signing, "+", 5) // PRIVATE+KEY+<name>+<hash>+<algorithm and seed in Base64>
	seed, err := base64.StdEncoding.DecodeString(parts[4])
	if err != nil || len(seed) != 1+ed25519.SeedSize {
		return "", errors.New("the signing key is not an Ed25519 key")
	}
	public := ed25519.NewKeyFromSeed(seed[1:]).Public().(ed25519.PublicKey)
	return note.NewEd25519VerifierKey(signer.Name(), public)
}

func newSigner(signing string) (note.Signer, error) {
	signer, err := note.NewSigner(signing)
	if err != nil {
		return nil, errors.New("the signing key is not one that generator keygen has written") // err would show it
	}
	return signer, nil
}

// sign is the line of a note's signature.
func sign(text, signing string) (string, error) {
	signer, err := newSigner(signing)
	if err != nil {
		return "", err
	}
	signed, err := note.Sign(&note.Note{Text: text}, signer)
	if err != nil {
		return "", fmt.Errorf("sign: %w", err)
	}
	return strings.TrimPrefix(string(signed), text+"\n"), nil
}

// Sign signs a checkpoint with a signing key, whose name must be the origin.
// Signatures of others stay.
func (c *Checkpoint) Sign(signing string) error {
	own, err := sign(c.Body(), signing)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(own, "— "+c.Origin+" ") {
		return fmt.Errorf("the signing key is not one of the log of %s: make one with generator keygen", c.Origin)
	}
	others := ""
	for line := range strings.SplitAfterSeq(c.Signatures, "\n") {
		if line != own {
			others += line
		}
	}
	c.Signatures = own + others
	return nil
}

// Check says why a checkpoint is not that of a log: by its root, by the keys that took
// over, and by its signature, if the log names a key.
func (c *Checkpoint) Check(l *Log) error {
	if err := c.CheckAgainst(l); err != nil {
		return err
	}
	if err := l.CheckKeys(c.Origin); err != nil {
		return err
	}
	if key, _ := l.First(c.Size).VerifierKey(); key != "" {
		return c.Verify(key)
	}
	return nil
}

// Verify says why a checkpoint is not signed by a verifier key. Signatures of other
// keys are left alone.
func (c *Checkpoint) Verify(verifier string) error {
	if c.Signatures == "" {
		return errors.New("the checkpoint is not signed")
	}
	return verify(c.Body(), c.Signatures, verifier)
}

func verify(text, signatures, verifier string) error {
	key, err := note.NewVerifier(verifier)
	if err != nil {
		return fmt.Errorf("%.80q is not a verifier key: %w", verifier, err)
	}
	_, err = openNote(text, signatures, key)
	return err
}

// newKeyText is what both keys sign when a new one takes over at line n.
func newKeyText(origin string, n int, verifier string) string {
	return fmt.Sprintf("%s\nkey from line %d\n%s\n", origin, n, verifier)
}

// KeyEntry is the act by which checkpoints of a log are signed with another key from
// now on. old is the signing key before it, "" for the first.
func (l *Log) KeyEntry(day, origin, signing, old string) (Entry, error) {
	e := Entry{Day: day, Policy: "-", Version: "-", Act: Key}
	verifier, err := VerifierKey(signing)
	if err != nil {
		return e, err
	}
	e.VerifierKey = verifier
	text := newKeyText(origin, l.Len()+1, verifier)
	if e.New, err = bareSignature(text, signing); err != nil {
		return e, err
	}
	if current, _ := l.VerifierKey(); current == "" {
		return e, nil
	} else if oldVerifier, err := VerifierKey(old); err != nil {
		return e, fmt.Errorf("the key before: %w", err)
	} else if oldVerifier != current {
		return e, fmt.Errorf("the key before is %s, and the log has %s", oldVerifier, current)
	}
	e.Old, err = bareSignature(text, old)
	return e, err
}

// bareSignature is the signature of a note without dash and name.
func bareSignature(text, signing string) (string, error) {
	line, err := sign(text, signing)
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(line[strings.LastIndex(line, " ")+1:]), nil
}

// VerifierKey is the key by which checkpoints of the log are signed, and the line that
// says so; "" and 0 if the log names none.
func (l *Log) VerifierKey() (verifier string, line int) {
	for n := l.Len(); n > 0; n-- {
		if e := l.Entry(n); e.Act == Key {
			return e.VerifierKey, n
		}
	}
	return "", 0
}

// CheckKey says why a log is not the one that somebody expects, by the verifier key that
// it names; expected is "" where nobody expects any.
func (l *Log) CheckKey(expected string) error {
	switch named, _ := l.VerifierKey(); {
	case expected == "" || expected == named:
		return nil
	case named == "":
		return fmt.Errorf("the log names no key, and you expect %s: nobody has signed it, or it was begun anew", expected)
	default:
		return fmt.Errorf("the log names the key %s, and you expect %s: this is the log of somebody else, or was begun "+
			"anew", named, expected)
	}
}

// CheckKeys says why a line by which a key took over is not signed by that key, or not
// by the one before it.
func (l *Log) CheckKeys(origin string) error {
	before := ""
	for n := 1; n <= l.Len(); n++ {
		e := l.Entry(n)
		if e.Act != Key {
			continue
		}
		text := newKeyText(origin, n, e.VerifierKey)
		signedBy := func(verifier, signature string) error {
			name, _, _ := strings.Cut(verifier, "+")
			return verify(text, "— "+name+" "+signature+"\n", verifier)
		}
		if err := signedBy(e.VerifierKey, e.New); err != nil {
			return fmt.Errorf("line %d: the new key: %w", n, err)
		}
		if before != "" {
			if err := signedBy(before, e.Old); err != nil {
				return fmt.Errorf("line %d: the key before it: %w", n, err)
			}
		}
		before = e.VerifierKey
	}
	return nil
}
