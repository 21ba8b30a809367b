package main

import (
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"

	"policyarchive/generator/history"
)

// checkMemory is what checks remember of a history from one run to the next: a
// file for each policy's archive in .build/check. What cannot be kept is worked
// out again.
func (a *app) checkMemory() history.Memory {
	return fileMemory{filepath.Join(a.source, ".build", "check"), a.program}
}

type fileMemory struct{ folder, program string }

// remembered is what a file of the memory holds.
type remembered struct {
	Parts  []string
	Digest [sha256.Size]byte
}

func digestParts(parts []string) [sha256.Size]byte {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d\n%s", len(p), p)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

func (m fileMemory) file(key []byte) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%x", m.program, key))
	return filepath.Join(m.folder, hex.EncodeToString(sum[:16]))
}

// Recall returns what was stored under a key by this program.
func (m fileMemory) Recall(key []byte) ([]string, bool) {
	file, err := os.Open(m.file(key))
	if err != nil || m.program == "" {
		return nil, false
	}
	defer file.Close()
	var r remembered
	if gob.NewDecoder(file).Decode(&r) != nil || digestParts(r.Parts) != r.Digest {
		return nil, false
	}
	return r.Parts, true
}

// Store keeps parts under a key. A folder that cannot be written to is none.
func (m fileMemory) Store(key []byte, parts []string) error {
	if m.program == "" || os.MkdirAll(m.folder, 0o755) != nil {
		return nil
	}
	file, err := os.CreateTemp(m.folder, "new-*")
	if err != nil {
		return nil
	}
	defer os.Remove(file.Name()) // fails once it has its name
	err = gob.NewEncoder(file).Encode(remembered{parts, digestParts(parts)})
	if closed := file.Close(); err != nil || closed != nil {
		return nil
	}
	m.sweep()
	_ = os.Rename(file.Name(), m.file(key))
	return nil
}

// sweep removes the oldest files when there are many: those of archives that
// have grown, and of other programs.
func (m fileMemory) sweep() {
	const most = 16
	entries, err := os.ReadDir(m.folder)
	if err != nil || len(entries) < most {
		return
	}
	for _, e := range entries {
		_ = os.Remove(filepath.Join(m.folder, e.Name()))
	}
}
