package stamp

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digitorus/timestamp"

	"policyarchive/generator/internal/fakeauthority"
	"policyarchive/generator/internal/tools"
)

const text = "policies.example.org\n42\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"

func newAuthority(t testing.TB, change fakeauthority.Certificate) *fakeauthority.Authority {
	t.Helper()
	a, err := fakeauthority.New(t.TempDir(), time.Now, nil, change)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// ask asks an authority, and trusts the root of another.
func ask(t testing.TB, a, trusted *fakeauthority.Authority) ([]byte, *Stamp, error) {
	t.Helper()
	server := httptest.NewServer(a)
	defer server.Close()
	c := &Client{HTTP: &http.Client{Timeout: 5 * time.Second}, UserAgent: "test", Now: time.Now,
		Roots: trusted.Roots()}
	return c.Ask(t.Context(), server.URL, []byte(text))
}

// OpenSSL makes what we take, and takes what we keep.
func TestOpenSSL(t *testing.T) {
	openssl := tools.Program(t, "openssl")
	byLibrary, byOpenSSL := newAuthority(t, nil), newAuthority(t, nil)
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	withRSA, err := fakeauthority.New(t.TempDir(), time.Now, key, nil)
	if err != nil {
		t.Fatal(err)
	}
	byOpenSSL.OpenSSL, withRSA.OpenSSL = openssl, openssl
	for name, a := range map[string]*fakeauthority.Authority{"openssl": byOpenSSL, "openssl with RSA": withRSA,
		"the library": byLibrary} {
		answer, s, err := ask(t, a, a)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if s.Authority != "Stamps of Anvil" || time.Since(s.Time) > time.Minute || !s.Covers([]byte(text)) ||
			s.Covers([]byte("other")) || a.Answers != 1 {
			t.Errorf("%s: a stamp of %s at %s, after %d requests", name, s.Authority, s.Time, a.Answers)
		}
		dir := t.TempDir()
		for file, data := range map[string][]byte{"text": []byte(text), "other": []byte("other\n"), "stamp": answer} {
			if err := os.WriteFile(filepath.Join(dir, file), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		verify := func(file string) ([]byte, error) {
			c := exec.Command(openssl, "ts", "-verify", "-data", file, "-in", "stamp", "-CAfile", a.RootFile())
			c.Dir = dir
			return c.CombinedOutput()
		}
		if out, err := verify("text"); err != nil || !bytes.Contains(out, []byte("Verification: OK")) {
			t.Errorf("%s: openssl says %v, %s", name, err, out)
		}
		if out, err := verify("other"); err == nil {
			t.Errorf("%s: openssl takes another text: %s", name, out)
		}
	}
}

func TestRefused(t *testing.T) {
	good := newAuthority(t, nil)
	usages := func(critical bool, numbers ...int) fakeauthority.Certificate {
		var list []asn1.ObjectIdentifier
		for _, n := range numbers {
			list = append(list, asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, n})
		}
		value, err := asn1.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		return func(c *x509.Certificate) {
			c.ExtraExtensions = []pkix.Extension{{Id: extendedKeyUsage, Critical: critical, Value: value}}
		}
	}
	changed := func(change func(*timestamp.Timestamp)) *fakeauthority.Authority {
		a := newAuthority(t, nil)
		a.Change = change
		return a
	}
	valid := func(from, to time.Duration) *fakeauthority.Authority {
		return newAuthority(t, func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = time.Now().Add(from), time.Now().Add(to)
		})
	}
	altered := func(alter func([]byte) []byte) *fakeauthority.Authority {
		a := newAuthority(t, nil)
		a.Alter = alter
		return a
	}
	swapped := newAuthority(t, nil)
	swapped.Alter = swapped.Swap
	other := sha256.Sum256([]byte("other"))
	status := newAuthority(t, nil)
	status.Status = http.StatusForbidden
	for name, c := range map[string]struct {
		a    *fakeauthority.Authority
		want string
	}{
		"good":                {good, ""},
		"not for stamps":      {newAuthority(t, usages(true, 3)), "is not one for time stamps alone"},
		"for more":            {newAuthority(t, usages(true, 8, 3)), "is not one for time stamps alone"},
		"not critical":        {newAuthority(t, usages(false, 8)), "is not one for time stamps alone"},
		"for nothing":         {newAuthority(t, func(c *x509.Certificate) { c.ExtraExtensions = nil }), "is not one for"},
		"expired":             {valid(-24*time.Hour, -time.Hour), "validity"},
		"not valid yet":       {valid(time.Hour, 24*time.Hour), "validity"},
		"another number":      {changed(func(s *timestamp.Timestamp) { s.Nonce = big.NewInt(7) }), "number that was sent"},
		"no number":           {changed(func(s *timestamp.Timestamp) { s.Nonce = nil }), "number that was sent"},
		"another text":        {changed(func(s *timestamp.Timestamp) { s.HashedMessage = other[:] }), "of another text"},
		"no certificate":      {changed(func(s *timestamp.Timestamp) { s.AddTSACertificate = false }), "just one"},
		"another time":        {changed(func(s *timestamp.Timestamp) { s.Time = time.Now().AddDate(0, 0, -3) }), "is dated"},
		"another certificate": {swapped, "does not name the certificate of the signer"},
		"nothing":             {altered(func([]byte) []byte { return nil }), "it is no time stamp"},
		"a page":              {altered(func([]byte) []byte { return []byte("<!doctype html>") }), "it is no time stamp"},
		"cut off":             {altered(func(b []byte) []byte { return b[:len(b)-20] }), "it is no time stamp"},
		"more behind it":      {altered(func(b []byte) []byte { return append(b, 0) }), "it is no time stamp"},
		"too long":            {altered(func(b []byte) []byte { return make([]byte, MaxSize+1) }), "more than 64 kB"},
		"refused":             {altered(func([]byte) []byte { return []byte{0x30, 5, 0x30, 3, 2, 1, 2} }), "rejected"},
		"the server refuses":  {status, "it answers 403"},
	} {
		answer, _, err := ask(t, c.a, c.a)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || answer != nil):
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	if _, _, err := ask(t, newAuthority(t, nil), good); err == nil || !strings.Contains(err.Error(), "do not vouch for") {
		t.Errorf("another authority: %v", err)
	}
	if _, s, err := ask(t, good, good); err != nil || s.Trust(nil) == nil {
		t.Errorf("without roots: %v", err)
	}
	for _, address := range []string{"", "a.example", "ftp://a.example/", "file:///etc/passwd"} {
		c := &Client{HTTP: http.DefaultClient, Now: time.Now}
		if _, _, err := c.Ask(t.Context(), address, []byte(text)); err == nil ||
			!strings.Contains(err.Error(), "is not the") {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// Of a stamp no bit can be changed that means anything.
func TestEveryAlteredBit(t *testing.T) {
	a := newAuthority(t, nil)
	answer, whole, err := ask(t, a, a)
	if err != nil {
		t.Fatal(err)
	}
	roots, taken := a.Roots(), 0
	for i := range len(answer) * 8 {
		altered := bytes.Clone(answer)
		altered[i/8] ^= 1 << (i % 8)
		s, err := Parse(altered)
		if err != nil || s.Trust(roots) != nil {
			continue
		}
		taken++ // a byte that nothing depends on, such as the version of the wrapping
		if !s.Covers([]byte(text)) || !s.Time.Equal(whole.Time) || s.Authority != whole.Authority {
			t.Errorf("bit %d of byte %d: it says something else", i%8, i/8)
		}
	}
	if taken > len(answer) {
		t.Errorf("%d of %d altered stamps are taken", taken, len(answer)*8)
	}
	t.Logf("%d of %d altered stamps say the same", taken, len(answer)*8)
}

func FuzzParse(f *testing.F) {
	answer, err := os.ReadFile("testdata/answer.tsr")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(answer)
	f.Fuzz(func(t *testing.T, data []byte) {
		if s, err := Parse(data); err == nil && s.Time.IsZero() {
			t.Error("a stamp without a time")
		}
	})
}

// A certificate must be good at the time of the stamp, whatever time the signature names.
func TestTrustAtTheTime(t *testing.T) {
	a := newAuthority(t, nil)
	before := time.Now().AddDate(0, 0, -3)
	a.Change = func(s *timestamp.Timestamp) { s.Time = before }
	server := httptest.NewServer(a)
	defer server.Close()
	c := &Client{HTTP: &http.Client{}, Now: func() time.Time { return before }, Roots: a.Roots()}
	if _, _, err := c.Ask(t.Context(), server.URL, []byte(text)); err == nil ||
		!strings.Contains(err.Error(), "do not vouch for") {
		t.Errorf("a stamp from before the certificate: %v", err)
	}
}
