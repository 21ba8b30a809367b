package wayback

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"policyarchive/generator/internal/fakearchive"
)

func samplePage() *Page {
	c := Capture{Stamp: "20160304050607", Time: time.Date(2016, 3, 4, 5, 6, 7, 0, time.UTC), Original: page,
		MIME: "text/html", Digest: emptyDigest, Length: 7}
	return &Page{Capture: c, Stamp: "20160304050608", ContentType: "text/html; charset=iso-8859-1", Verified: true,
		Body: []byte("line\n\xe4\x00\nend")}
}

func TestStore(t *testing.T) {
	store := Store{Dir: filepath.Join(t.TempDir(), "a", "b")}
	p := samplePage()
	if _, ok := store.Get(p.Capture); ok {
		t.Fatal("a store without a folder has pages")
	}
	if err := store.Put(p); err != nil {
		t.Fatal(err)
	}
	got, ok := store.Get(p.Capture)
	if d := cmp.Diff(p, got); !ok || d != "" {
		t.Error(d)
	}
	for name, change := range map[string]func(*Capture){
		"stamp":   func(c *Capture) { c.Stamp = "20160304050608" },
		"address": func(c *Capture) { c.Original = "http://trakt.tv/privacy" },
		"digest":  func(c *Capture) { c.Digest = "" },
	} {
		other := p.Capture
		change(&other)
		if _, ok := store.Get(other); ok {
			t.Errorf("the page of another %s is given", name)
		}
	}
	p.Body = []byte("newer")
	if err := store.Put(p); err != nil {
		t.Fatal(err)
	}
	if got, ok := store.Get(p.Capture); !ok || string(got.Body) != "newer" {
		t.Errorf("%+v", got)
	}
	if files(t, store.Dir) != 1 {
		t.Error("more than one file for one capture")
	}
	for _, bad := range []Capture{{}, {Stamp: "../../x"}, {Stamp: "20160304050607", Digest: "../x"}} {
		if err := store.Put(&Page{Capture: bad, Body: []byte("x")}); err == nil {
			t.Errorf("%+v was stored", bad)
		}
	}
}

func files(t *testing.T, dir string) int {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

// TestDamagedFile: whatever happened to a file, its page is whole or not there.
func TestDamagedFile(t *testing.T) {
	store := Store{Dir: t.TempDir()}
	p := samplePage()
	if err := store.Put(p); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(store.Dir, storeName(p.Capture))
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	try := func(data []byte) {
		t.Helper()
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if got, ok := store.Get(p.Capture); ok && cmp.Diff(p.Body, got.Body) != "" {
			t.Fatalf("%q was read as %q", data, got.Body)
		} else if ok && len(data) != len(whole) {
			t.Fatalf("%q was taken for whole", data)
		}
	}
	for n := range whole {
		try(whole[:n])
		flipped := append([]byte{}, whole...)
		flipped[n] ^= 1
		try(flipped)
	}
	try(append(append([]byte{}, whole...), 'x'))
	try([]byte("null\nx"))
	try([]byte("{}\nx"))
	if err := store.Put(p); err != nil {
		t.Fatal(err)
	}
	if _, ok := store.Get(p.Capture); !ok {
		t.Error("a damaged file cannot be replaced")
	}
}

func TestSweep(t *testing.T) {
	if err := (Store{Dir: filepath.Join(t.TempDir(), "none")}).Sweep(nil); err != nil {
		t.Error(err)
	}
	store := Store{Dir: t.TempDir()}
	keep, gone := samplePage(), samplePage()
	gone.Capture.Stamp = "20170101000000"
	for _, p := range []*Page{keep, gone} {
		if err := store.Put(p); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{".unfinished-123", "notes.txt", "20160304050607.html"} {
		if err := os.WriteFile(filepath.Join(store.Dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := store.Sweep([]Capture{gone.Capture}); err != nil {
		t.Fatal(err)
	}
	if _, ok := store.Get(keep.Capture); !ok {
		t.Error("a page to keep is gone")
	}
	if _, ok := store.Get(gone.Capture); ok || files(t, store.Dir) != 3 {
		t.Errorf("%d files are left, want the page and what is not the store's", files(t, store.Dir))
	}
}

// TestStoreFails: a store that cannot write says so and leaves nothing behind.
func TestStoreFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := (Store{Dir: file}).Put(samplePage()); err == nil {
		t.Error("a page was stored in a file")
	}
	store := Store{Dir: t.TempDir()}
	if err := os.Mkdir(filepath.Join(store.Dir, storeName(samplePage().Capture)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := store.Put(samplePage()); err == nil || files(t, store.Dir) != 1 {
		t.Errorf("%v, %d files", err, files(t, store.Dir))
	}
}

// TestResume: a run that goes on asks only for what the store lacks.
func TestResume(t *testing.T) {
	s := fakearchive.New(t)
	addYears(s, 2010, 2015)
	store := Store{Dir: t.TempDir() + "/captures"}
	run := func(most int) {
		c, _ := newClient(t, s)
		captures, err := c.List(t.Context(), page, ListOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range captures[:most] {
			if _, ok := store.Get(one); ok {
				continue
			}
			p, err := c.Fetch(t.Context(), one)
			if err != nil {
				t.Fatal(err)
			}
			if err := store.Put(p); err != nil {
				t.Fatal(err)
			}
		}
	}
	run(4)
	before := len(s.Requests())
	run(6)
	after := s.Requests()[before:]
	if len(after) != 3 || after[0].Kind != fakearchive.Index || after[1].URI != "/web/20140304050607id_/"+page ||
		after[2].URI != "/web/20150304050607id_/"+page {
		t.Errorf("the second run asked for %+v", after)
	}
}
