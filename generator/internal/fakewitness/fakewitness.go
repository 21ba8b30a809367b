// Package fakewitness is a witness of https://c2sp.org/tlog-witness for tests.
package fakewitness

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Witness answers requests to add a checkpoint. It knows one log.
type Witness struct {
	Name string
	Log  string                // the verifier key of the log
	Now  func() time.Time      // the clock
	Lie  func(a string) string // changes good answers; nil: it is honest

	seed     []byte
	mu       sync.Mutex
	size     int64
	root     tlog.Hash
	requests int
}

// New is a witness whose key comes from its name.
func New(name, log string, now func() time.Time) *Witness {
	seed := make([]byte, ed25519.SeedSize)
	copy(seed, name)
	return &Witness{Name: name, Log: log, Now: now, seed: seed}
}

// Key is the verifier key of the witness.
func (w *Witness) Key() string {
	public := append([]byte{4}, ed25519.NewKeyFromSeed(w.seed).Public().(ed25519.PublicKey)...)
	return fmt.Sprintf("%s+%x+%s", w.Name, keyNumber(w.Name, public), base64.StdEncoding.EncodeToString(public))
}

// Requests is how many it has answered.
func (w *Witness) Requests() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.requests
}

// ServeHTTP implements [http.Handler].
func (w *Witness) ServeHTTP(answer http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.requests++
	if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/add-checkpoint") {
		http.Error(answer, "no such call", http.StatusNotFound)
		return
	}
	question, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(answer, err.Error(), http.StatusBadRequest)
		return
	}
	status, text := w.add(string(question))
	if status == http.StatusConflict {
		answer.Header().Set("Content-Type", "text/x.tlog.size")
	}
	answer.WriteHeader(status)
	_, _ = io.WriteString(answer, text)
}

// add is the call add-checkpoint.
func (w *Witness) add(question string) (status int, answer string) {
	head, checkpoint, ok := strings.Cut(question, "\n\n")
	lines := strings.Split(head, "\n")
	old, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "old "), 10, 64)
	if !ok || err != nil || lines[0] != fmt.Sprintf("old %d", old) {
		return http.StatusBadRequest, "no question"
	}
	var proof tlog.TreeProof
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return http.StatusBadRequest, err.Error()
		}
		proof = append(proof, hash)
	}
	verifier, err := note.NewVerifier(w.Log)
	if err != nil {
		return http.StatusNotFound, "unknown log"
	}
	signed, err := note.Open([]byte(checkpoint), note.VerifierList(verifier))
	if err != nil {
		return http.StatusForbidden, err.Error()
	}
	fields := strings.Split(signed.Text, "\n")
	size, err := strconv.ParseInt(fields[1], 10, 64)
	if err != nil || old > size {
		return http.StatusBadRequest, "old size beyond the checkpoint"
	}
	root, err := tlog.ParseHash(fields[2])
	if err != nil {
		return http.StatusBadRequest, err.Error()
	}
	switch {
	case old != w.size, old == size && root != w.root:
		return http.StatusConflict, fmt.Sprintf("%d\n", w.size)
	case old == 0 && len(proof) > 0, old > 0 && tlog.CheckTree(proof, size, root, old, w.root) != nil:
		return http.StatusUnprocessableEntity, "the proof is wrong"
	}
	w.size, w.root = size, root
	answer = w.cosign(signed.Text)
	if w.Lie != nil {
		answer = w.Lie(answer)
	}
	return http.StatusOK, answer
}

// cosign is the line of a cosignature/v1.
func (w *Witness) cosign(text string) string {
	key := ed25519.NewKeyFromSeed(w.seed)
	at := w.Now().Unix()
	signature := ed25519.Sign(key, fmt.Appendf(nil, "cosignature/v1\ntime %d\n%s", at, text))
	bytes := keyNumber(w.Name, append([]byte{4}, key.Public().(ed25519.PublicKey)...))
	bytes = binary.BigEndian.AppendUint64(bytes, uint64(at))
	return "— " + w.Name + " " + base64.StdEncoding.EncodeToString(append(bytes, signature...)) + "\n"
}

// keyNumber is by which lines of signatures name a key.
func keyNumber(name string, public []byte) []byte {
	sum := sha256.Sum256(append([]byte(name+"\n"), public...))
	return sum[:4]
}
