package wayback

import (
	"errors"
	"io"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// recorded is an answer in the form of the index's documentation, with what
// the real index also holds.
const recorded = `[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],
["org,archive)/", "19970126045828", "http://www.archive.org:80/", "text/html", "200", "Q4YULN754FHV2U6Q5JUT6Q2P57WEWNNY", "1415"],
["org,archive)/", "20000008241731", "http://www.archive.org:80/", "text/html", "200", "XAHDNHZ5P3GSSSNJ3DMEOJF7BMCCPZR3", "1402"],
["org,archive)/", "20051011050034", "http://mailto:info@archive.org/", "text/html", "200", "XAHDNHZ5P3GSSSNJ3DMEOJF7BMCCPZR3", "1402"],
["org,archive)/", "20131211122953", "https://archive.org/", "warc/revisit", "-", "XAHDNHZ5P3GSSSNJ3DMEOJF7BMCCPZR3", "-"],
["org,archive)/", "20140101000000", "https://archive.org/", "unk", "200", "-", "-1"],
{"some": ["other", 1]}, null, 7, ["short"],
[],
["org%2Carchive%29%2F+19980109140106%21"]]
`

func TestReadCDX(t *testing.T) {
	got, err := readCDX(strings.NewReader(recorded))
	if err != nil {
		t.Fatal(err)
	}
	at := func(s string) record {
		r := record{Capture: Capture{Stamp: s}}
		r.Time, _ = stampTime(s)
		return r
	}
	first, revisit, unknown := at("19970126045828"), at("20131211122953"), at("20140101000000")
	first.Original, first.MIME, first.status, first.Digest, first.Length = "http://www.archive.org:80/", "text/html",
		"200", "Q4YULN754FHV2U6Q5JUT6Q2P57WEWNNY", 1415
	revisit.Original, revisit.MIME, revisit.status, revisit.Digest, revisit.Revisit = "https://archive.org/",
		"warc/revisit", "-", "XAHDNHZ5P3GSSSNJ3DMEOJF7BMCCPZR3", true
	unknown.Original, unknown.MIME, unknown.status = "https://archive.org/", "unk", "200"
	want := cdxPage{records: []record{first, revisit, unknown}, unread: 6,
		resumeKey: "org%2Carchive%29%2F+19980109140106%21"}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(cdxPage{}, record{})); d != "" {
		t.Error(d)
	}
	if unescapeKey(got.resumeKey) != "org,archive)/ 19980109140106!" {
		t.Errorf("key %q", unescapeKey(got.resumeKey))
	}
}

// TestCutAnywhere: wherever an answer breaks off, that is noticed.
func TestCutAnywhere(t *testing.T) {
	whole := strings.TrimSpace(recorded)
	for n := 1; n < len(whole); n++ {
		if _, err := readCDX(strings.NewReader(whole[:n])); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Fatalf("cut after %q: %v", whole[max(0, n-20):n], err)
		}
	}
}

func FuzzReadCDX(f *testing.F) {
	for _, seed := range []string{recorded, "", "[]", "[[]]", "[[],[\"x\"]]", "<html>", `[["timestamp"]]`, "[[\"\xff\"]]",
		strings.Repeat("[", 100)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, answer string) {
		page, err := readCDX(strings.NewReader(answer))
		if err != nil && !errors.Is(err, errNoList) && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Fatalf("an error that says nothing: %v", err)
		}
		for _, r := range page.records {
			address := PublicURL(r.Capture)
			u, err := url.Parse(address)
			if err != nil || u.Host != "web.archive.org" || u.Fragment != "" || strings.ContainsAny(address, " \r\n\"<>") {
				t.Fatalf("%q leads to %q", r.Original, address)
			}
			stamp, original, ok := parseReplay(u)
			if !ok || stamp != r.Stamp || original != escape(r.Original) || escape(original) != original {
				t.Fatalf("%q comes back as %s of %q", r.Original, stamp, original)
			}
			if !r.valid() || r.Time.IsZero() || r.Length < 0 {
				t.Fatalf("%+v", r)
			}
		}
	})
}
