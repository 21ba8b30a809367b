package interop

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/torchwood"
	cosignature "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/witness/persistence/inmemory"
	"github.com/transparency-dev/witness/witness"
	"golang.org/x/mod/sumdb/note"
)

// served is a witness of transparency-dev that knows one log: its verifier key, and the
// address where it is asked.
func served(t *testing.T, name string, log note.Verifier) (key, address string) {
	t.Helper()
	signing, plain, err := note.GenerateKey(nil, name)
	if err != nil {
		t.Fatal(err)
	}
	if key, err = cosignature.VKeyToCosignatureV1(plain); err != nil {
		t.Fatal(err)
	}
	return key, serveWitness(t, signing, log)
}

// servedPostQuantum is a witness with a key of ML-DSA.
func servedPostQuantum(t *testing.T, name string, log note.Verifier) (key, address string) {
	t.Helper()
	signing, key, err := cosignature.GenerateMLDSAKey(name)
	if err != nil {
		t.Fatal(err)
	}
	return key, serveWitness(t, signing, log)
}

func serveWitness(t *testing.T, signing string, log note.Verifier) (address string) {
	t.Helper()
	signer, err := cosignature.NewSignerForCosignatureV1(signing)
	if err != nil {
		t.Fatal(err)
	}
	w, err := witness.New(t.Context(), witness.Opts{Persistence: inmemory.New(), Signers: []note.Signer{signer},
		VerifierForLog: func(_ context.Context, name string) (note.Verifier, bool, error) {
			return log, name == origin, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /add-checkpoint", witness.NewHTTPHandler(w).AddCheckpoint)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// A witness of others cosigns a log that grows, and torchwood accepts what it signed.
func TestWitnessOfOthers(t *testing.T) {
	dir := t.TempDir()
	program, site := filepath.Join(dir, "generator"), filepath.Join(dir, "site")
	build := exec.Command("go", "build", "-o", program, "./generator")
	build.Dir = filepath.Join("..", "..")
	run(t, build)
	write(t, filepath.Join(site, "hugo.toml"), "baseURL = \"https://"+origin+"/\"\ntitle = \"Policies\"\n"+
		"[params.policies.privacy]\ntitle = \"Privacy\"\n")
	generator := func(env []string, args ...string) string {
		command := exec.Command(program, append(args, "--source", site)...)
		command.Env = append(os.Environ(), env...)
		return run(t, command)
	}
	freeze := func(n int) {
		write(t, filepath.Join(site, "content", "privacy", "policy.md"), fmt.Sprintf("# Privacy\n\nWe keep it %d days. "+
			"Write to smith@anvil.example.\n", n))
		generator(nil, "snapshot", "privacy", "--quiet", "--now", fmt.Sprintf("2024-01-%02d", n))
	}
	freeze(1)
	signing := strings.TrimSpace(generator(nil, "keygen", "--quiet"))
	sign := func() { generator([]string{"LOG_SIGNING_KEY=" + signing}, "checkpoint", "--quiet") }
	sign()
	log, err := os.ReadFile(filepath.Join(site, "archive", "LOG"))
	if err != nil {
		t.Fatal(err)
	}
	_, logKey, _ := strings.Cut(string(log), " key:")
	logKey, _, _ = strings.Cut(logKey, " ")
	verifier, err := note.NewVerifier(logKey)
	if err != nil {
		t.Fatal(err)
	}
	alpha, alphaAt := served(t, "alpha.example/w1", verifier)
	beta, betaAt := served(t, "beta.example", verifier)
	gamma, gammaAt := servedPostQuantum(t, "gamma.example", verifier)
	file := filepath.Join(site, "witnesses.txt")
	write(t, file, fmt.Sprintf("log %s\nwitness alpha %s %s\nwitness beta %s %s\nwitness gamma %s %s\n"+
		"group all all alpha beta gamma\nquorum all\n", logKey, alpha, alphaAt, beta, betaAt, gamma, gammaAt))
	for n := 2; n < 9; n++ {
		generator(nil, "witness")
		generator(nil, "verify", "--witnesses", file)
		checkpoint, err := os.ReadFile(filepath.Join(site, "archive", "checkpoint"))
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{alpha, beta} {
			cosigner, err := torchwood.NewCosignatureVerifier(key)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := note.Open(checkpoint, note.VerifierList(verifier, cosigner)); err != nil {
				t.Errorf("torchwood: %v\n%s", err, checkpoint)
			}
			if strings.Count(string(checkpoint), "\n— "+cosigner.Name()+" ") != 1 {
				t.Errorf("%s has not cosigned once:\n%s", cosigner.Name(), checkpoint)
			}
		}
		freeze(n)
		sign()
	}
}
