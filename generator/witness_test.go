package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"policyarchive/generator/internal/fakewitness"
	"policyarchive/generator/translog"
)

// A checkpoint that is made while witnesses are asked keeps its signatures, and gets none
// that are for the one before.
func TestCheckpointWhileWitnessesAreAsked(t *testing.T) {
	dir := t.TempDir()
	if err := newSite(dir); err != nil {
		t.Fatal(err)
	}
	key := ""
	run := func(args ...string) command {
		var out, errors bytes.Buffer
		a := newTestApp(&out, &errors)
		a.now = time.Now
		a.getenv = func(name string) string { return map[string]string{"LOG_SIGNING_KEY": key}[name] }
		code := a.run(context.Background(), append(args, "-s", dir))
		return command{code, out.String(), errors.String()}
	}
	must := func(args ...string) string {
		t.Helper()
		c := run(args...)
		if c.code != exitFine {
			t.Fatalf("%q: %+v", args, c)
		}
		return c.stdout
	}
	text := filepath.Join(dir, "content", "privacy", "policy.md")
	write(t, text, "# Privacy\n\nNothing. Write to smith@anvil.example.\n")
	must("snapshot", "privacy", "--now", "2024-01-01")
	key = strings.TrimSpace(must("keygen"))
	must("checkpoint")
	verifier, err := translog.VerifierKey(key)
	if err != nil {
		t.Fatal(err)
	}
	w := fakewitness.New("alpha.example", verifier, time.Now)
	w.Lie = func(answer string) string {
		write(t, text, "# Privacy\n\nMore. Write to smith@anvil.example.\n")
		must("snapshot", "privacy", "--now", "2024-02-01")
		must("checkpoint")
		return answer
	}
	server := httptest.NewServer(w)
	defer server.Close()
	write(t, filepath.Join(dir, "witnesses.txt"), fmt.Sprintf("witness alpha %s %s\nquorum alpha\n", w.Key(), server.URL))
	if c := run("witness"); c.code != exitFailed || !strings.Contains(c.stderr, "got another checkpoint while witnesses") {
		t.Errorf("%+v", c)
	}
	checkpoint, err := os.ReadFile(filepath.Join(dir, "archive", "checkpoint"))
	if err != nil || !strings.Contains(string(checkpoint), "\n3\n") || strings.Contains(string(checkpoint), "alpha") {
		t.Errorf("%v\n%s", err, checkpoint)
	}
	must("verify")
	w.Lie = nil
	if c := run("witness"); c.code != exitFine || !strings.Contains(c.stdout, "The checkpoint of 3 lines satisfies") {
		t.Errorf("asked again: %+v", c)
	}
}
