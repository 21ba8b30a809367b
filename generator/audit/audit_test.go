package audit

import (
	"context"
	"crypto/rand"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/archive"
	"policyarchive/generator/pages"
	"policyarchive/generator/translog"
)

const origin = "policies.example.org"

// memory are files in memory.
type memory map[string][]byte

func (m memory) Read(_ context.Context, name string) ([]byte, error) {
	if data, ok := m[name]; ok {
		return data, nil
	}
	return nil, fmt.Errorf("read %s: %w", name, fs.ErrNotExist)
}

// published is a site with two versions, one of them withdrawn, and the key of its log.
func publishedSite(t *testing.T) (site memory, signing string) {
	t.Helper()
	site = memory{
		"privacy/archive/2024-01-01/policy.md":                 []byte("first"),
		"privacy/archive/2024-01-01/version.json":              []byte("record of the first"),
		"privacy/archive/2025-01-01/policy.md":                 []byte("second"),
		"privacy/archive/2025-01-01/version.json":              []byte("record of the second"),
		"privacy/archive/2025-01-01.withdrawn/withdrawal.json": []byte("withdrawal"),
	}
	signing, err := translog.NewKey(rand.Reader, origin)
	if err != nil {
		t.Fatal(err)
	}
	seal(t, site, signing, 0)
	return site, signing
}

// seal makes log and checkpoint for the files of a site. The checkpoint stands for all
// lines but the last behind.
func seal(t *testing.T, site memory, signing string, behind int) {
	t.Helper()
	digest := func(name string) string { return archive.Digest(site["privacy/archive/"+name]) }
	var acts []translog.Entry
	for _, version := range []string{"2024-01-01", "2025-01-01"} {
		acts = append(acts, translog.Entry{Day: version, Policy: "privacy", Version: version, Act: translog.Snapshot,
			Text: digest(version + "/policy.md"), Words: digest("words"), Record: digest(version + "/version.json")})
	}
	l := &translog.Log{}
	key, err := l.KeyEntry("2024-01-01", origin, signing, "")
	if err != nil {
		t.Fatal(err)
	}
	acts = append([]translog.Entry{key}, acts...)
	acts = append(acts, translog.Entry{Day: "2025-01-02", Policy: "privacy", Version: "2025-01-01", Act: translog.Withdraw,
		Record: digest("2025-01-01.withdrawn/withdrawal.json")})
	if l, err = l.With(acts); err != nil {
		t.Fatal(err)
	}
	c := l.First(l.Len() - behind).Checkpoint(origin)
	if err := c.Sign(signing); err != nil {
		t.Fatal(err)
	}
	site[pages.LogFile], site[pages.CheckpointFile] = l.Format(), c.Format()
}

func TestCheck(t *testing.T) {
	whole, signing := publishedSite(t)
	const text = "privacy/archive/2024-01-01/policy.md"
	const withdrawal = "privacy/archive/2025-01-01.withdrawn/withdrawal.json"
	for name, c := range map[string]struct {
		change func(site memory)
		key    string
		want   []string
	}{
		"whole":           {change: func(memory) {}},
		"behind":          {change: func(site memory) { seal(t, site, signing, 2) }},
		"a text changed":  {func(site memory) { site[text] = []byte("other") }, "", []string{text + ": has the SHA-256"}},
		"a text is gone":  {func(site memory) { delete(site, text) }, "", []string{text + ": is not there"}},
		"withdrawal gone": {func(site memory) { delete(site, withdrawal) }, "", []string{withdrawal + ": is not there"}},
		"another key": {func(memory) {}, "policies.example.org+00000000+AA==",
			[]string{"log/checkpoint: the log names the key"}},
		"a line is missing": {func(site memory) { site[pages.LogFile] = cutLine(site[pages.LogFile]) }, "",
			[]string{"log/checkpoint: the log does not begin"}},
		"not signed": {func(site memory) {
			body, _, _ := strings.Cut(string(site[pages.CheckpointFile]), "—")
			site[pages.CheckpointFile] = []byte(body)
		}, "", []string{"log/checkpoint: the checkpoint is not signed"}},
	} {
		t.Run(name, func(t *testing.T) {
			site := maps.Clone(whole)
			c.change(site)
			r, err := Check(t.Context(), site, Options{Key: c.key})
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Faults) != len(c.want) {
				t.Fatalf("found %v, want %q", r.Faults, c.want)
			}
			for i, f := range r.Faults {
				if !strings.HasPrefix(f.String(), c.want[i]) {
					t.Errorf("found %s, want %s", f, c.want[i])
				}
			}
		})
	}
	if _, err := Check(t.Context(), memory{}, Options{}); err == nil || !strings.Contains(err.Error(), "no log") {
		t.Errorf("a site without a log: %v", err)
	}
}

// cutLine takes the last line away.
func cutLine(log []byte) []byte {
	lines := strings.SplitAfter(strings.TrimSuffix(string(log), "\n"), "\n")
	return []byte(strings.Join(slices.Delete(lines, len(lines)-1, len(lines)), ""))
}

func TestAddress(t *testing.T) {
	site, _ := publishedSite(t)
	mux := http.NewServeMux()
	mux.HandleFunc("/legal/", func(w http.ResponseWriter, r *http.Request) {
		data, err := site.Read(r.Context(), strings.TrimPrefix(r.URL.Path, "/legal/"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write(data)
	})
	mux.HandleFunc("/moved/", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://elsewhere.example"+r.URL.Path, http.StatusFound)
	})
	mux.HandleFunc("/broken/", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	server := httptest.NewServer(mux)
	defer server.Close()
	check := func(at string) (*Result, error) {
		address, err := NewAddress(server.URL+at, server.Client())
		if err != nil {
			t.Fatal(err)
		}
		return Check(t.Context(), address, Options{})
	}
	if r, err := check("/legal"); err != nil || len(r.Faults) > 0 || r.Checked != 5 {
		t.Errorf("at an address: %+v, %v", r, err)
	}
	for at, want := range map[string]string{"/nothing/": "no log", "/moved/": "redirects to https://elsewhere.example",
		"/broken/": "502"} {
		if _, err := check(at); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", at, err, want)
		}
	}
	for _, address := range []string{"http://example.org/", "ftp://example.org/", "https://", "example.org"} {
		if _, err := NewAddress(address, server.Client()); err == nil {
			t.Errorf("%s is taken for the address of a site", address)
		}
	}
}

// TestRedacted reads a site with a version whose text was removed.
func TestRedacted(t *testing.T) {
	const text, record = "privacy/archive/2024-01-01/policy.md", "privacy/archive/2024-01-01/version.json"
	const redaction = "privacy/archive/2024-01-01.redacted/redaction.json"
	redact := func(site memory, removed []archive.File) {
		r := archive.Redaction{Policy: "privacy", Version: archive.Name{Date: "2024-01-01", Ordinal: 1},
			Redacted: "2026-12-05", Reason: "It named somebody.", Authority: "A court", Removed: removed}
		data, err := r.Format()
		if err != nil {
			t.Fatal(err)
		}
		l, err := translog.Parse("LOG", site[pages.LogFile])
		if err == nil {
			l, err = l.With([]translog.Entry{{Day: "2026-12-05", Policy: "privacy", Version: "2024-01-01", Act: translog.Redact,
				Record: archive.Digest(data)}})
		}
		if err != nil {
			t.Fatal(err)
		}
		site[pages.LogFile], site[redaction] = l.Format(), data
	}
	whole, _ := publishedSite(t)
	files := []archive.File{{Name: "2024-01-01/policy.md", SHA256: archive.Digest(whole[text]), Bytes: 5},
		{Name: "2024-01-01/version.json", SHA256: archive.Digest(whole[record]), Bytes: 19}}
	other := []archive.File{{Name: files[0].Name, SHA256: archive.Digest([]byte("other"))}, files[1]}
	for name, c := range map[string]struct {
		change func(site memory)
		want   string
	}{
		"removed": {func(site memory) { redact(site, files); delete(site, text); delete(site, record) }, ""},
		"still there": {func(site memory) { redact(site, files); delete(site, record) },
			text + ": is there, though line 5 of the log says that it was removed on 2026-12-05"},
		"a page in its place": {func(site memory) {
			redact(site, files)
			site[text] = []byte("not found")
			delete(site, record)
		}, ""},
		"without a line": {func(site memory) { delete(site, text) }, text + ": is not there, though the log tells of it"},
		"the redaction is gone": {func(site memory) {
			redact(site, files)
			delete(site, text)
			delete(site, record)
			delete(site, redaction)
		}, redaction + ": is not there"},
		"of another text": {func(site memory) { redact(site, other); delete(site, text); delete(site, record) },
			redaction + ": has other digests of the removed files than line 2 of LOG"},
	} {
		site := maps.Clone(whole)
		c.change(site)
		r, err := Check(t.Context(), site, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(r.Faults); c.want == "" && len(r.Faults) > 0 || !strings.Contains(got, c.want) {
			t.Errorf("%s: %v", name, r.Faults)
		}
		if c.want == "" && (len(r.Redacted) != 1 || !strings.Contains(r.Redacted[0].Sentence(),
			"removed on 2026-12-05: It named somebody. (A court)")) {
			t.Errorf("%s: tells of %v", name, r.Redacted)
		}
	}
}
