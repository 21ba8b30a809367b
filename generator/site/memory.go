package site

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// Memory is what a program remembers from one build to the next beside rendered
// texts: values under keys, in the same store and as long as every build still
// asks for them. It never gives another program's values, nor damaged ones. A
// nil Memory remembers nothing. It is safe for concurrent use.
type Memory struct {
	fragments *Fragments
	program   string
}

// Memory is that of a program: whatever identifies the code that computes the
// values. One that nothing identifies has no memory.
func (f *Fragments) Memory(program string) *Memory {
	if program == "" {
		return nil
	}
	return &Memory{f, program}
}

// Recall returns what was stored under a key; false if nothing was, or not all
// of it is as it was.
func (m *Memory) Recall(key []byte) (parts []string, ok bool) {
	if m == nil {
		return nil, false
	}
	return m.fragments.recall(m.name(key))
}

// Store keeps parts under a key that determines them, in place of what was there.
func (m *Memory) Store(key []byte, parts []string) error {
	if m == nil {
		return nil
	}
	return m.fragments.store(m.name(key), parts)
}

func (m *Memory) name(key []byte) string {
	h := sha256.New()
	for _, part := range []string{fragmentFormat, m.program, string(key)} {
		h.Write(binary.AppendUvarint(nil, uint64(len(part))))
		h.Write([]byte(part))
	}
	return "memory/" + hex.EncodeToString(h.Sum(nil)[:16])
}
