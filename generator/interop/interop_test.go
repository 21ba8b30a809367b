// Package interop lets programs of others read what the generator publishes: they accept
// the log of a built site, and find what was altered in it.
package interop

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/torchwood"
	"github.com/transparency-dev/formats/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const origin = "policies.example.org"

// versions is how many the site has: more than a tile of 256 hashes.
const versions = 260

// builtSite is a site that the program built, and the verifier key of its log.
func builtSite(t *testing.T) (public string, verifier note.Verifier) {
	t.Helper()
	dir := t.TempDir()
	program := filepath.Join(dir, "generator")
	build := exec.Command("go", "build", "-o", program, "./generator")
	build.Dir = filepath.Join("..", "..")
	run(t, build)
	site := filepath.Join(dir, "site")
	write(t, filepath.Join(site, "hugo.toml"), `baseURL = "https://`+origin+`/"
title = "Policies"
[params.policies.privacy]
title = "Privacy"
`)
	old := filepath.Join(dir, "old")
	for n := range versions {
		day := fmt.Sprintf("%04d-%02d-%02d", 2000+n/28/12, 1+n/28%12, 1+n%28)
		write(t, filepath.Join(old, day+".md"), fmt.Sprintf("# Privacy\n\n## Data\n\nWe keep your data for %d days.\n", n+2))
	}
	generator := func(env []string, args ...string) string {
		command := exec.Command(program, append(args, "--source", site)...)
		command.Env = append(os.Environ(), env...)
		return run(t, command)
	}
	generator(nil, "import", "dir", "privacy", old, "--accept", "--quiet")
	signing := strings.TrimSpace(generator(nil, "keygen", "--quiet"))
	generator([]string{"LOG_SIGNING_KEY=" + signing}, "checkpoint", "--quiet")
	generator(nil, "build", "--quiet")
	public = filepath.Join(site, "public")
	log, err := os.ReadFile(filepath.Join(public, "log", "LOG"))
	if err != nil {
		t.Fatal(err)
	}
	_, key, _ := strings.Cut(string(log), " key:")
	key, _, _ = strings.Cut(key, " ")
	if verifier, err = note.NewVerifier(key); err != nil {
		t.Fatal(err)
	}
	return public, verifier
}

func run(t *testing.T, command *exec.Cmd) string {
	t.Helper()
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", command.Args, err, stderr.String())
	}
	return string(out)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestProgramsOfOthers(t *testing.T) {
	public, verifier := builtSite(t)
	log := filepath.Join(public, "log")
	lines := logLines(t, log)
	checkpoint, err := os.ReadFile(filepath.Join(log, "checkpoint"))
	if err != nil {
		t.Fatal(err)
	}

	t.Run("tessera", func(t *testing.T) {
		if err := check(t.Context(), log, verifier); err != nil {
			t.Errorf("fsck of the log: %v", err)
		}
	})

	t.Run("tessera finds what was altered", func(t *testing.T) {
		files := tileFiles(t, log)
		for _, name := range files {
			altered := t.TempDir()
			if err := os.CopyFS(altered, os.DirFS(log)); err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(filepath.Join(altered, name))
			if err != nil {
				t.Fatal(err)
			}
			data[len(data)/2] ^= 1
			write(t, filepath.Join(altered, name), string(data))
			if check(t.Context(), altered, verifier) == nil {
				t.Errorf("a bit of %s was changed, and fsck accepts the log", name)
			}
		}
		if len(files) < 4 {
			t.Errorf("the log has only the files %q", files)
		}
	})

	t.Run("torchwood", func(t *testing.T) {
		server := httptest.NewServer(http.FileServer(http.Dir(public)))
		defer server.Close()
		fetcher, err := torchwood.NewTileFetcher(server.URL + "/log/")
		if err != nil {
			t.Fatal(err)
		}
		served, err := fetcher.ReadEndpoint(t.Context(), "checkpoint")
		if err != nil {
			t.Fatal(err)
		}
		signed, err := note.Open(served, note.VerifierList(verifier))
		if err != nil {
			t.Fatal(err)
		}
		c, err := torchwood.ParseCheckpoint(signed.Text)
		if err != nil || c.Origin != origin || c.N != int64(len(lines)) {
			t.Fatalf("checkpoint: %+v, %v", c, err)
		}
		reader, err := torchwood.NewClient(fetcher)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for before := -1; n > before; { // it stops before a tile that is not full, and goes on when it is asked again
			before = n
			for i, entry := range reader.Entries(t.Context(), c.Tree, int64(n)) {
				if string(entry) != lines[i] {
					t.Errorf("entry %d is %q, and the line %q", i, entry, lines[i])
				}
				n++
			}
		}
		if reader.Err() != nil || n != len(lines) {
			t.Errorf("read %d entries of %d: %v", n, len(lines), reader.Err())
		}
		if _, _, err := reader.Entry(t.Context(), c.Tree, 258); err != nil {
			t.Errorf("entry 258: %v", err)
		}
	})

	t.Run("tlog-proof", func(t *testing.T) {
		proofs, err := filepath.Glob(filepath.Join(public, "privacy", "archive", "*", "version.tlog-proof"))
		if err != nil || len(proofs) != versions {
			t.Fatalf("%d proofs, %v", len(proofs), err)
		}
		for _, name := range proofs {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var p proof.TLogProof
			if err := p.Unmarshal(data); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if !bytes.Equal(p.Checkpoint, checkpoint) {
				t.Errorf("%s has another checkpoint than the log", name)
			}
			version := filepath.Base(filepath.Dir(name))
			if line := lines[p.Index]; !strings.Contains(line, " privacy "+version+" import ") {
				t.Errorf("%s is of the line %q", name, line)
			}
			signed, err := note.Open(p.Checkpoint, note.VerifierList(verifier))
			if err != nil {
				t.Fatal(err)
			}
			tree, err := torchwood.ParseCheckpoint(signed.Text)
			if err != nil {
				t.Fatal(err)
			}
			var hashes tlog.RecordProof
			for _, h := range p.Hashes {
				hashes = append(hashes, tlog.Hash(h))
			}
			leaf := tlog.RecordHash([]byte(lines[p.Index]))
			if err := tlog.CheckRecord(hashes, tree.N, tree.Hash, int64(p.Index), leaf); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func logLines(t *testing.T, log string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(log, "LOG"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
}

// check lets tessera check all of a log.
func check(ctx context.Context, log string, verifier note.Verifier) error {
	leaves := func(bundle []byte) ([][]byte, error) {
		var b api.EntryBundle
		if err := b.UnmarshalText(bundle); err != nil {
			return nil, err
		}
		var hashes [][]byte
		for _, e := range b.Entries {
			hashes = append(hashes, rfc6962.DefaultHasher.HashLeaf(e))
		}
		return hashes, nil
	}
	// A worker ends with the first fault that it meets; with too few of them, Check waits for ever.
	const workers = 16
	return fsck.New(origin, verifier, client.FileFetcher{Root: log}, leaves, fsck.Opts{N: workers}).Check(ctx)
}

// tileFiles are the files of the tree, by their paths below the log's folder.
func tileFiles(t *testing.T, log string) []string {
	t.Helper()
	files := make(map[string]bool)
	err := filepath.WalkDir(filepath.Join(log, "tile"), func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			relative, _ := filepath.Rel(log, name)
			files[relative] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(maps.Keys(files))
}
