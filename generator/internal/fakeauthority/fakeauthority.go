// Package fakeauthority is an authority for time stamps (RFC 3161) for tests.
package fakeauthority

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/digitorus/timestamp"
)

// Authority answers requests for time stamps. What it does wrong is set before its
// first answer.
type Authority struct {
	OpenSSL string           // the program that makes the answers; "" for this one
	Now     func() time.Time // the clock, unless OpenSSL makes the answers
	Change  func(*timestamp.Timestamp)
	Alter   func([]byte) []byte // changes an answer
	Status  int                 // of its answers; 0: 200

	dir     string
	root    []byte
	rootKey crypto.Signer
	issuer  *x509.Certificate
	signer  *x509.Certificate
	key     crypto.Signer
	Answers int
}

// Certificate makes the certificate of the authority another one than it should be.
type Certificate func(*x509.Certificate)

// New is an authority that keeps its files in a folder. Its certificate is good from a
// day before now to a year after. Without a key it makes one.
func New(dir string, now func() time.Time, key crypto.Signer, change Certificate) (*Authority, error) {
	a := &Authority{dir: dir, Now: now, key: key}
	var err error
	a.rootKey, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	a.issuer = &x509.Certificate{SerialNumber: big.NewInt(1),
		Subject:   pkix.Name{CommonName: "Root of " + filepath.Base(dir)},
		NotBefore: now().AddDate(-10, 0, 0), NotAfter: now().AddDate(10, 0, 0), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign}
	if a.root, err = x509.CreateCertificate(rand.Reader, a.issuer, a.issuer, a.rootKey.Public(), a.rootKey); err != nil {
		return nil, err
	}
	if a.key == nil {
		if a.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
			return nil, err
		}
	}
	usage, err := asn1.Marshal([]asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 8}})
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "Stamps of Anvil"},
		NotBefore: now().AddDate(0, 0, -1), NotAfter: now().AddDate(1, 0, 0), KeyUsage: x509.KeyUsageDigitalSignature,
		ExtraExtensions: []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true, Value: usage}}}
	if change != nil {
		change(template)
	}
	if a.signer, err = a.issue(template); err != nil {
		return nil, err
	}
	return a, a.write()
}

// issue makes a certificate for the key of the authority.
func (a *Authority) issue(template *x509.Certificate) (*x509.Certificate, error) {
	der, err := x509.CreateCertificate(rand.Reader, template, a.issuer, a.key.Public(), a.rootKey)
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(der)
}

// Swap puts another certificate of the same key, name and number, which is good for
// longer, in the place of the authority's in an answer.
func (a *Authority) Swap(answer []byte) []byte {
	other := *a.signer
	other.NotAfter = other.NotAfter.AddDate(1, 0, 0)
	other.ExtraExtensions = a.signer.Extensions
	for { // until its signature has the same length
		c, err := a.issue(&other)
		if err != nil {
			return nil
		}
		if len(c.Raw) == len(a.signer.Raw) {
			return bytes.Replace(answer, a.signer.Raw, c.Raw, 1)
		}
	}
}

// write writes what OpenSSL needs.
func (a *Authority) write() error {
	key, err := x509.MarshalPKCS8PrivateKey(a.key)
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{
		"root.pem":   pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.root}),
		"signer.pem": pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.signer.Raw}),
		"key.pem":    pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}),
		"serial":     []byte("01\n"),
		"tsa.conf": []byte(`[tsa]
default_tsa = here
[here]
serial = serial
signer_cert = signer.pem
signer_key = key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
`),
	} {
		if err := os.WriteFile(filepath.Join(a.dir, name), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// RootFile is the file with the root certificate of the authority.
func (a *Authority) RootFile() string { return filepath.Join(a.dir, "root.pem") }

// Roots are the root certificate alone.
func (a *Authority) Roots() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.root}))
	return pool
}

// ServeHTTP implements [http.Handler].
func (a *Authority) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.Answers++
	question, err := io.ReadAll(r.Body)
	var answer []byte
	if err == nil {
		answer, err = a.answer(question)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if a.Alter != nil {
		answer = a.Alter(answer)
	}
	w.Header().Set("Content-Type", "application/timestamp-reply")
	if a.Status != 0 {
		w.WriteHeader(a.Status)
	}
	_, _ = w.Write(answer)
}

func (a *Authority) answer(question []byte) ([]byte, error) {
	if a.OpenSSL != "" {
		if err := os.WriteFile(filepath.Join(a.dir, "question.tsq"), question, 0o600); err != nil {
			return nil, err
		}
		c := exec.Command(a.OpenSSL, "ts", "-reply", "-config", "tsa.conf", "-queryfile", "question.tsq")
		c.Dir = a.dir
		return c.Output()
	}
	asked, err := timestamp.ParseRequest(question)
	if err != nil {
		return nil, fmt.Errorf("read the request: %w", err)
	}
	s := &timestamp.Timestamp{HashAlgorithm: asked.HashAlgorithm, HashedMessage: asked.HashedMessage, Time: a.Now(),
		Nonce: asked.Nonce, Policy: asn1.ObjectIdentifier{1, 2, 3, 4, 1}, SerialNumber: big.NewInt(3),
		AddTSACertificate: asked.Certificates}
	if a.Change != nil {
		a.Change(s)
	}
	return s.CreateResponseWithOpts(a.signer, a.key, crypto.SHA256)
}
