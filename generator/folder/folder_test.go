//go:build unix

package folder

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// hostile is a folder with a plain file beside all that is none.
func hostile(t *testing.T) (dir string, irregular []string) {
	t.Helper()
	dir = t.TempDir()
	secret := filepath.Join(t.TempDir(), "secret.md")
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	do(os.WriteFile(secret, []byte("secret"), 0o644))
	do(os.MkdirAll(filepath.Join(dir, "a", "b"), 0o755))
	do(os.WriteFile(filepath.Join(dir, "a", "b", "plain.md"), []byte("plain"), 0o644))
	do(os.Symlink(secret, filepath.Join(dir, "a", "out.md")))
	do(os.Symlink("b/plain.md", filepath.Join(dir, "a", "in.md")))
	do(os.Symlink("b", filepath.Join(dir, "a", "linked")))
	do(os.Symlink(filepath.Dir(secret), filepath.Join(dir, "a", "elsewhere")))
	do(syscall.Mkfifo(filepath.Join(dir, "a", "pipe.md"), 0o644))
	l, err := net.Listen("unix", filepath.Join(dir, "a", "socket.md"))
	do(err)
	t.Cleanup(func() { l.Close() })
	return dir, []string{"a/out.md", "a/in.md", "a/linked/plain.md", "a/elsewhere/secret.md", "a/pipe.md",
		"a/socket.md", "a/b"}
}

func TestReadsPlainFilesAlone(t *testing.T) {
	dir, irregular := hostile(t)
	f := New(dir)
	if data, err := f.Below("a").ReadFile("b/plain.md"); err != nil || string(data) != "plain" {
		t.Errorf("a plain file: %q, %v", data, err)
	}
	for _, name := range irregular {
		var is *IrregularError
		if data, err := f.ReadFile(name); !errors.As(err, &is) || !strings.HasPrefix(err.Error(), dir) {
			t.Errorf("ReadFile(%s): %q, %v; want an error that names it", name, data, err)
		}
		if file, err := f.Open(name); name != "a/b" && !errors.As(err, &is) {
			t.Errorf("Open(%s): %v, %v", name, file, err)
		}
	}
	if _, err := f.ReadFile("a/none.md"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := New(filepath.Join(dir, "none")).ReadDir("."); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
	for _, name := range []string{"../x", "/etc/passwd", "a/../../x"} {
		if _, err := f.ReadFile(name); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("ReadFile(%s): %v", name, err)
		}
	}
}

func TestBelowALinkIsNothing(t *testing.T) {
	dir, _ := hostile(t)
	for _, base := range []string{"a/linked", "a/elsewhere"} {
		f := New(dir).Below(base)
		if entries, err := f.ReadDir("."); err == nil {
			t.Errorf("%s lists %v", base, entries)
		}
		if err := f.Plain("."); err == nil {
			t.Errorf("%s is plain", base)
		}
	}
}

func TestPlainNamesAllThatIsNot(t *testing.T) {
	dir, _ := hostile(t)
	err := New(dir).Plain("a", "none")
	for _, name := range []string{"out.md", "in.md", "linked", "elsewhere", "pipe.md", "socket.md"} {
		if err == nil || !strings.Contains(err.Error(), filepath.Join(dir, "a", name)+" is a") {
			t.Errorf("%s is not named in:\n%v", name, err)
		}
	}
	locked := t.TempDir()
	if err := os.Symlink("editor@host.123", filepath.Join(locked, ".#policy.md")); err != nil {
		t.Fatal(err)
	}
	if err := New(locked).Plain("."); err != nil {
		t.Errorf("an editor's lock: %v", err)
	}
	if err := os.Symlink("/etc/hosts", filepath.Join(locked, ".#other")); err != nil {
		t.Fatal(err)
	}
	if err := New(locked).Plain("."); err == nil {
		t.Error("a link that leads out passes as an editor's lock")
	}
}
