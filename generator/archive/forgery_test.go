package archive

import (
	"crypto/rand"
	"fmt"
	random "math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"policyarchive/generator/translog"
)

// forgeries is how many forged archives TestForgery makes.
const forgeries = 200

// Whoever has the program, the key and all the files makes the archive anew with another
// past, so that every list, every record and the signature fit. Verify finds nothing. A
// checkpoint from before does.
func TestForgery(t *testing.T) {
	r := random.New(random.NewPCG(7, 8))
	signing, err := translog.NewKey(rand.Reader, origin)
	if err != nil {
		t.Fatal(err)
	}
	var past []Addition
	for n := range 6 {
		past = append(past, addition("privacy", fmt.Sprintf("%d-01-01", 2015+n), fmt.Sprintf("# Privacy\n\nText %d.\n", n)))
	}
	kept := forge(t, past, signing).Checkpoint()
	if again := forge(t, past, signing).Checkpoint(); *again != *kept {
		t.Fatalf("the same past has the checkpoints %v and %v", kept, again)
	}
	for range forgeries {
		changed := slices.Clone(past)
		key := signing
		at, other := r.IntN(len(past)), r.IntN(len(past))
		var what string
		switch r.IntN(6) {
		case 0:
			what = "a text edited"
			changed[at].Text = append(slices.Clone(changed[at].Text), "And more.\n"...)
		case 1:
			what = "a version dropped"
			changed = slices.Delete(changed, at, at+1)
		case 2:
			what = "a version put in"
			changed = slices.Insert(changed, at, addition("privacy", "2014-06-01", "# Privacy\n\nSlipped in.\n"))
		case 3:
			what = "two versions exchanged"
			if at == other {
				continue
			}
			changed[at], changed[other] = changed[other], changed[at]
		case 4:
			what = "a record edited"
			changed[at].Record.Summary = "Another summary."
		case 5:
			what = "begun anew under another key"
			if key, err = translog.NewKey(rand.Reader, origin); err != nil {
				t.Fatal(err)
			}
		}
		forged := forge(t, changed, key)
		if err := forged.Checkpoint().CheckAgainst(forged.Log()); err != nil {
			t.Fatalf("%s: its own checkpoint does not fit: %v", what, err)
		}
		if kept.CheckAgainst(forged.Log()) == nil {
			t.Errorf("%s: a checkpoint from before fits", what)
		}
	}
}

// forge makes an archive with a key from its first line, and a checkpoint.
func forge(t *testing.T, past []Addition, signing string) *Archive {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "archive")
	quickAdd(t, dir, past...)
	sealBy(t, dir, signing)
	a := mustOpen(t, dir)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	return a
}
