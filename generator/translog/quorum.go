package translog

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	cosignature "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

// Quorum says whose signatures a checkpoint must have to be believed: that of a log,
// if it names logs, and those of enough witnesses. It is what a file of
// https://c2sp.org/tlog-policy says.
type Quorum struct {
	Logs      []note.Verifier
	Witnesses []Witness // in the order of the file
	rule      rule
	named     string // what the file calls the rule
}

// Witness is somebody who cosigns checkpoints: https://c2sp.org/tlog-witness.
type Witness struct {
	Name     string        // in the file
	Verifier note.Verifier // of https://c2sp.org/tlog-cosignature
	URL      string        // where it is asked; "" if the file does not say
}

// rule is a witness or a group of them. A witness has no members.
type rule struct {
	witness string
	need    int
	members []rule
}

// met reports whether those who cosigned are enough.
func (r rule) met(cosigned map[string]bool) bool {
	if r.witness != "" {
		return cosigned[r.witness]
	}
	n := 0
	for _, m := range r.members {
		if m.met(cosigned) {
			n++
		}
	}
	return n >= r.need
}

// maxWitnesses is the most logs, or witnesses, that a quorum may have. The format asks
// for 32 at least.
const maxWitnesses = 100

// ParseQuorum reads a file of https://c2sp.org/tlog-policy; file names it in errors,
// which are of type [SyntaxError].
func ParseQuorum(file string, data []byte) (*Quorum, error) {
	p := quorumParser{rules: make(map[string]rule), keys: make(map[string]bool), member: make(map[string]bool)}
	n := 0
	for line := range strings.SplitSeq(string(data), "\n") {
		n++
		if err := p.line(line); err != nil {
			return nil, &SyntaxError{file, n, err.Error()}
		}
	}
	if p.named == "" {
		return nil, &SyntaxError{file, n, "there is no line that says which witnesses are enough: quorum NAME"}
	}
	return &p.Quorum, nil
}

type quorumParser struct {
	Quorum
	rules  map[string]rule
	keys   map[string]bool // public keys, with the kind of line before them
	member map[string]bool // names that are members of a group
}

// line reads one line.
func (p *quorumParser) line(line string) error {
	for _, b := range []byte(line) {
		if b < ' ' && b != '\t' || b == 0x7F {
			return fmt.Errorf("it has the control character %#02x", b)
		}
	}
	fields := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' })
	if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
		return nil
	}
	switch rest := fields[1:]; fields[0] {
	case "log":
		return p.log(rest)
	case "witness":
		return p.witness(rest)
	case "group":
		return p.group(rest)
	case "quorum":
		return p.quorum(rest)
	}
	return fmt.Errorf("%.40q is not known: a line begins with log, witness, group or quorum", fields[0])
}

func (p *quorumParser) log(fields []string) error {
	if len(fields) < 1 || len(fields) > 2 {
		return errors.New("a log is written: log KEY [URL]")
	}
	verifier, err := note.NewVerifier(fields[0])
	if err != nil {
		return fmt.Errorf("%.80q is not the verifier key of a log: %w", fields[0], err)
	}
	p.Logs = append(p.Logs, verifier)
	return p.once("log", fields[0], len(p.Logs))
}

func (p *quorumParser) witness(fields []string) error {
	if len(fields) < 2 || len(fields) > 3 {
		return errors.New("a witness is written: witness NAME KEY [URL]")
	}
	verifier, err := cosignatureVerifier(fields[1])
	if err != nil {
		return err
	}
	w := Witness{Name: fields[0], Verifier: verifier}
	if len(fields) == 3 {
		w.URL = fields[2]
	}
	p.Witnesses = append(p.Witnesses, w)
	return errors.Join(p.define(w.Name, rule{witness: w.Name}), p.once("witness", fields[1], len(p.Witnesses)))
}

// once says what is wrong with a key of a kind that is there already, or with too many.
func (p *quorumParser) once(kind, key string, number int) error {
	parts := strings.SplitN(key, "+", 3) // <name>+<number>+<public key in Base64>
	public, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil {
		return fmt.Errorf("the key of a %s is not in Base64: %w", kind, err)
	}
	known := kind + " " + string(public)
	if p.keys[known] {
		return fmt.Errorf("another %s has the same key", kind)
	}
	p.keys[known] = true
	if number > maxWitnesses {
		return fmt.Errorf("there are more than %d lines with a %s", maxWitnesses, kind)
	}
	return nil
}

// define gives a rule its name.
func (p *quorumParser) define(name string, r rule) error {
	if _, known := p.rules[name]; known || name == "none" {
		return fmt.Errorf("the name %.40q is taken", name)
	}
	p.rules[name] = r
	return nil
}

func (p *quorumParser) group(fields []string) error {
	if len(fields) < 3 {
		return errors.New("a group is written: group NAME any|all|NUMBER MEMBER…")
	}
	g := rule{}
	for _, name := range fields[2:] {
		member, known := p.rules[name]
		switch {
		case !known:
			return fmt.Errorf("no line above defines the member %.40q", name)
		case p.member[name]:
			return fmt.Errorf("%.40q is a member of a group already", name)
		}
		p.member[name] = true
		g.members = append(g.members, member)
	}
	switch fields[1] {
	case "any":
		g.need = 1
	case "all":
		g.need = len(g.members)
	default:
		need, err := strconv.Atoi(fields[1])
		if err != nil || need < 1 || need > len(g.members) || strconv.Itoa(need) != fields[1] {
			return fmt.Errorf("%.20q does not say how many of the %d members are enough: any, all or a number", fields[1],
				len(g.members))
		}
		g.need = need
	}
	if len(p.rules) > 2*maxWitnesses {
		return fmt.Errorf("there are more than %d witnesses and groups", 2*maxWitnesses)
	}
	return p.define(fields[0], g)
}

func (p *quorumParser) quorum(fields []string) error {
	switch {
	case len(fields) != 1:
		return errors.New("the quorum is written: quorum NAME")
	case p.named != "":
		return errors.New("there is a quorum already")
	}
	r, known := p.rules[fields[0]]
	if !known && fields[0] != "none" {
		return fmt.Errorf("no line above defines %.40q", fields[0])
	}
	p.rule, p.named = r, fields[0]
	return nil
}

// Kinds of keys that cosign, by the first byte of their public key.
const (
	cosignatureEd25519 = 4
	cosignatureMLDSA44 = 6
)

// cosignatureVerifier checks cosignatures by a verifier key.
func cosignatureVerifier(key string) (note.Verifier, error) {
	fault := func(why string) error { return fmt.Errorf("%.80q is not the verifier key of a witness: %s", key, why) }
	name, rest, _ := strings.Cut(key, "+")
	hash, public, _ := strings.Cut(rest, "+")
	decoded, err := base64.StdEncoding.DecodeString(public)
	if err != nil || len(decoded) == 0 {
		return nil, fault("it is not a name, a number and Base64, with plus signs between")
	}
	if kind := decoded[0]; kind != cosignatureEd25519 && kind != cosignatureMLDSA44 {
		return nil, fault(fmt.Sprintf("it is of kind %d, and a key that cosigns of kind %d or %d", kind, cosignatureEd25519,
			cosignatureMLDSA44))
	}
	verifier, err := cosignature.NewVerifierForCosignatureV1(key)
	if err != nil {
		return nil, fault(err.Error())
	}
	if err := CheckOrigin(name); err != nil || hash != fmt.Sprintf("%08x", verifier.KeyHash()) {
		return nil, fault("its number is not that of its name and its key")
	}
	return verifier, nil
}

// Cosignature is that of a witness under a checkpoint.
type Cosignature struct {
	Witness Witness
	Time    time.Time // when it signed, as it says, in UTC
	Line    string    // of the checkpoint, with its line feed
}

// Cosignatures are the good ones of a quorum's witnesses under a checkpoint, in the
// order of the file. Signatures of others, and wrong ones, are none.
func (q *Quorum) Cosignatures(c *Checkpoint) (list []Cosignature) {
	for _, w := range q.Witnesses {
		if found, err := w.Find(c, c.Signatures); err == nil {
			list = append(list, found)
		}
	}
	return list
}

// Missing are the witnesses of a quorum that have not cosigned a checkpoint, in the order
// of the file.
func (q *Quorum) Missing(c *Checkpoint) []Witness {
	return slices.DeleteFunc(slices.Clone(q.Witnesses), func(w Witness) bool {
		_, err := w.Find(c, c.Signatures)
		return err == nil
	})
}

// Check returns the cosignatures under a checkpoint, and an error if they, or the
// signatures of logs, are not what the quorum asks for.
func (q *Quorum) Check(c *Checkpoint) ([]Cosignature, error) {
	list := q.Cosignatures(c)
	if len(q.Logs) > 0 && !slices.ContainsFunc(q.Logs, func(log note.Verifier) bool {
		_, err := openNote(c.Body(), c.Signatures, log)
		return err == nil && log.Name() == c.Origin
	}) {
		return list, errors.New("none of the logs that the quorum names has signed the checkpoint")
	}
	cosigned := make(map[string]bool)
	for _, found := range list {
		cosigned[found.Witness.Name] = true
	}
	if q.named != "none" && !q.rule.met(cosigned) {
		return list, fmt.Errorf("%d of %d witnesses have cosigned the checkpoint, and that does not reach the quorum %s",
			len(list), len(q.Witnesses), q.named)
	}
	return list, nil
}

// Find is the cosignature of a witness among lines of signatures. The error says why
// there is none that is good.
func (w Witness) Find(c *Checkpoint, signatures string) (Cosignature, error) {
	found, err := openNote(c.Body(), signatures, w.Verifier)
	if err != nil {
		return Cosignature{}, err
	}
	at, err := cosignature.CoSigV1Timestamp(found)
	if err != nil || at.Unix() < 0 {
		return Cosignature{}, errors.New("the cosignature has no time")
	}
	return Cosignature{w, at.UTC(), "— " + found.Name + " " + found.Base64 + "\n"}, nil
}

// openNote is the signature of a verifier among those of a note.
func openNote(body, signatures string, verifier note.Verifier) (note.Signature, error) {
	n, err := note.Open([]byte(body+"\n"+signatures), note.VerifierList(verifier))
	var unverified *note.UnverifiedNoteError
	var wrong *note.InvalidSignatureError
	switch {
	case errors.As(err, &unverified):
		return note.Signature{}, fmt.Errorf("there is no signature of the key %s+%08x", verifier.Name(), verifier.KeyHash())
	case errors.As(err, &wrong):
		return note.Signature{}, fmt.Errorf("the signature of the key %s+%08x is wrong", verifier.Name(), verifier.KeyHash())
	case err != nil:
		return note.Signature{}, errors.New("there is no signature that can be read")
	}
	return n.Sigs[0], nil
}

// AddCosignature puts a cosignature below the other signatures, in place of one by the
// same key.
func (c *Checkpoint) AddCosignature(s Cosignature) {
	kept := ""
	for line := range strings.SplitAfterSeq(c.Signatures, "\n") {
		if line != "" && keyID(line) != keyID(s.Line) {
			kept += line
		}
	}
	c.Signatures = kept + s.Line
}

// keyID tells keys apart by a line of a signature: the name of the key and the number that
// begins the signature.
func keyID(line string) string {
	name, signature, _ := strings.Cut(strings.TrimPrefix(strings.TrimSuffix(line, "\n"), "— "), " ")
	decoded, err := base64.StdEncoding.DecodeString(signature)
	if err != nil || len(decoded) < 4 {
		return line
	}
	return fmt.Sprintf("%s+%x", name, decoded[:4])
}
