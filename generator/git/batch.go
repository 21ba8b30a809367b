package git

import (
	"bufio"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os/exec"
	"strconv"
	"strings"
)

// batch is a running `git cat-file --batch`, which answers one question after
// the other. It is started by the first.
type batch struct {
	dir    string
	ctx    context.Context
	cancel context.CancelFunc
	cmd    *exec.Cmd
	stderr *tail
	in     io.WriteCloser
	out    *bufio.Reader
}

// answer is what stands under a name. Its kind is the type of an object (blob,
// tree, commit, tag), or missing, ambiguous, submodule, or where a symbolic
// link led: symlink (out of the repository), dangling, loop, notdir. For those
// the data is git's own account.
type answer struct {
	kind, id string
	data     []byte
}

// maxText bounds a text: far above any policy, far below what harms.
const maxText = 64 << 20

func newBatch(ctx context.Context, dir string) *batch {
	ctx, cancel := context.WithCancel(ctx)
	return &batch{dir: dir, ctx: ctx, cancel: cancel}
}

// close ends the process and waits for it.
func (b *batch) close() {
	b.cancel()
	if b.cmd != nil {
		b.in.Close()
		_ = b.cmd.Wait() // it was stopped
		b.cmd = nil
	}
}

// start starts the process. Batches do not filter or convert.
func (b *batch) start() error {
	cmd, stderr := command(b.ctx, b.dir, "cat-file", "--batch", "--follow-symlinks")
	in, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("git cat-file: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("git cat-file: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return failure(b.ctx, err, "")
	}
	b.cmd, b.stderr, b.in, b.out = cmd, stderr, in, bufio.NewReaderSize(out, 64<<10)
	return nil
}

// object reads one object by any name git knows, such as HASH or HASH:PATH, without a
// line break. After an error the batch can only be closed.
func (b *batch) object(name string) (answer, error) {
	if b.cmd == nil {
		if err := b.start(); err != nil {
			return answer{}, err
		}
	}
	// If git has ended, what it wrote before says more than that it reads no more.
	_, unwritten := io.WriteString(b.in, name+"\n")
	a, err := b.read(name)
	if err == nil {
		return a, nil
	}
	var refused refusal
	if errors.As(err, &refused) {
		return answer{}, err
	}
	if unwritten != nil {
		err = unwritten
	}
	// The pipe broke since git ended; it says why.
	b.in.Close()
	ended := b.cmd.Wait()
	b.cmd = nil
	if ended == nil {
		ended = fmt.Errorf("cat-file ended without an answer: %w", err)
	}
	return answer{}, failure(b.ctx, ended, b.stderr.String())
}

// refusal is an answer that came, and cannot be taken.
type refusal string

func (r refusal) Error() string { return string(r) }

// read reads an answer: git-cat-file(1), "BATCH OUTPUT".
func (b *batch) read(name string) (answer, error) {
	line, err := b.out.ReadString('\n')
	if err != nil {
		return answer{}, err
	}
	line = strings.TrimSuffix(line, "\n")
	if kind, ok := strings.CutPrefix(line, name+" "); ok && (kind == "missing" || kind == "ambiguous") {
		return answer{kind: kind}, nil
	}
	fields := strings.Fields(line)
	if len(fields) == 2 && fields[1] == "submodule" {
		return answer{kind: "submodule", id: fields[0]}, nil
	}
	var a answer
	var size int64 = -1
	switch len(fields) {
	case 2:
		a.kind = fields[0]
		size, err = strconv.ParseInt(fields[1], 10, 64)
	case 3:
		a.id, a.kind = fields[0], fields[1]
		size, err = strconv.ParseInt(fields[2], 10, 64)
	}
	switch {
	case err != nil || size < 0:
		return answer{}, refusal(fmt.Sprintf("git cat-file gave an answer of a form that is not known: %q", line))
	case size > maxText:
		return answer{}, refusal(fmt.Sprintf("it has %d bytes, and a policy at most %d; is it another file?", size, maxText))
	}
	a.data = make([]byte, size+1) // a line end follows
	if _, err := io.ReadFull(b.out, a.data); err != nil {
		return answer{}, err
	}
	a.data = a.data[:size:size]
	if a.id != "" && !matches(a) {
		return answer{}, refusal("the bytes are not those that the object's id stands for: the repository is damaged; `git " +
			"fsck` tells more")
	}
	return a, nil
}

// matches reports whether an object's id is the digest of its bytes, which git
// does not check when it reads. The id is the digest of "TYPE SIZE\0" and the
// bytes (Pro Git, "Git Objects"), by SHA-1 or, in repositories of that format,
// by SHA-256 (git's Documentation/technical/hash-function-transition).
func matches(a answer) bool {
	var digest hash.Hash
	switch len(a.id) {
	case 2 * sha1.Size:
		digest = sha1.New()
	case 2 * sha256.Size:
		digest = sha256.New()
	default:
		return false
	}
	fmt.Fprintf(digest, "%s %d\x00", a.kind, len(a.data))
	digest.Write(a.data)
	return hex.EncodeToString(digest.Sum(nil)) == a.id
}
