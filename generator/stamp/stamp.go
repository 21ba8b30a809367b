// Package stamp gets and checks time stamps: statements, signed by an authority, that it
// has seen the digest of a text at a time. The format is that of RFC 3161.
//
// What is kept is the whole answer of the authority (TimeStampResp), with the
// certificates that the check needs but for the root. Programs of others read it:
//
//	openssl ts -verify -data TEXT -in ANSWER -CAfile ROOTS
package stamp

import (
	"bytes"
	"cmp"
	"crypto"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/digitorus/pkcs7"
	"github.com/digitorus/timestamp"
)

// MaxSize is the most bytes of an answer that are read.
const MaxSize = 64 << 10

// Stamp is a time stamp, whose signature is good for the certificate that came with it.
// Whose certificate that is, [Stamp.Trust] tells.
type Stamp struct {
	Time      time.Time // UTC
	Authority string    // the name of whoever signed, as its certificate has it
	digest    []byte    // SHA-256 of the text
	nonce     *big.Int  // of the request; nil if it had none
	signed    *pkcs7.PKCS7
}

// Identifiers of objects in a time stamp.
var (
	contentTSTInfo       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}
	signingCertificate   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 12}
	signingCertificateV2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	extendedKeyUsage     = asn1.ObjectIdentifier{2, 5, 29, 37}
)

// Parse reads the answer of an authority, and checks by RFC 3161 what can be checked
// without knowing the text and the authority: that it grants a time stamp of a SHA-256,
// signed with the certificate that it names, which is for time stamps alone.
func Parse(answer []byte) (*Stamp, error) {
	if len(answer) > MaxSize {
		return nil, fmt.Errorf("it has more than %d kB", MaxSize>>10)
	}
	read, err := timestamp.ParseResponse(answer)
	if err != nil {
		return nil, unreadable(err)
	}
	signed, err := pkcs7.Parse(read.RawToken)
	if err != nil {
		return nil, unreadable(err)
	}
	signer := signed.GetOnlySigner()
	if signer == nil {
		return nil, errors.New("it has not just one signature, with its certificate")
	}
	var content asn1.ObjectIdentifier
	err = signed.UnmarshalSignedAttribute(pkcs7.OIDAttributeContentType, &content)
	if err != nil || !content.Equal(contentTSTInfo) {
		return nil, errors.New("what is signed is no time stamp")
	}
	if err := signed.Verify(); err != nil {
		return nil, fmt.Errorf("its signature is wrong: %w", err)
	}
	if err := checkUsage(signer); err != nil {
		return nil, err
	}
	if err := checkNamed(signed, signer); err != nil {
		return nil, err
	}
	if read.HashAlgorithm != crypto.SHA256 {
		return nil, fmt.Errorf("it is of a digest by %s, and not by SHA-256", read.HashAlgorithm)
	}
	return &Stamp{Time: read.Time.UTC(), Authority: nameOf(signer), digest: read.HashedMessage, nonce: read.Nonce,
		signed: signed}, nil
}

// unreadable is the error of an answer that is no time stamp. That of an authority which
// refuses says why; those of the format say nothing to people.
func unreadable(err error) error {
	var structure asn1.StructuralError
	var syntax asn1.SyntaxError
	if errors.As(err, &structure) || errors.As(err, &syntax) {
		return errors.New("it is no time stamp")
	}
	return fmt.Errorf("it is no time stamp: %w", err)
}

// nameOf is the name of a certificate's owner.
func nameOf(c *x509.Certificate) string {
	organisation := ""
	if len(c.Subject.Organization) > 0 {
		organisation = c.Subject.Organization[0]
	}
	return cmp.Or(c.Subject.CommonName, organisation, c.Subject.String())
}

// checkUsage says why a certificate is not one for time stamps alone: RFC 3161, section
// 2.3.
func checkUsage(c *x509.Certificate) error {
	only := len(c.ExtKeyUsage) == 1 && c.ExtKeyUsage[0] == x509.ExtKeyUsageTimeStamping && len(c.UnknownExtKeyUsage) == 0
	critical := func(e pkix.Extension) bool { return e.Critical && e.Id.Equal(extendedKeyUsage) }
	for _, e := range c.Extensions {
		if only && critical(e) {
			return nil
		}
	}
	return fmt.Errorf("the certificate of %q is not one for time stamps alone", nameOf(c))
}

// checkNamed says why what is signed does not name the certificate of the signer: RFC
// 3161, section 2.4.2, and RFC 5816. Without that, another certificate with the same key
// could take its place.
func checkNamed(signed *pkcs7.PKCS7, signer *x509.Certificate) error {
	var first struct {
		Certificates []struct {
			Digest []byte
			Issuer asn1.RawValue `asn1:"optional"`
		}
	}
	var second struct {
		Certificates []struct {
			Algorithm pkix.AlgorithmIdentifier `asn1:"optional"`
			Digest    []byte
			Issuer    asn1.RawValue `asn1:"optional"`
		}
		Policies asn1.RawValue `asn1:"optional"`
	}
	if err := signed.UnmarshalSignedAttribute(signingCertificateV2, &second); err == nil && len(second.Certificates) > 0 {
		hash := crypto.SHA256
		switch oid := second.Certificates[0].Algorithm.Algorithm; {
		case len(oid) == 0 || oid.Equal(pkcs7.OIDDigestAlgorithmSHA256):
		case oid.Equal(pkcs7.OIDDigestAlgorithmSHA384):
			hash = crypto.SHA384
		case oid.Equal(pkcs7.OIDDigestAlgorithmSHA512):
			hash = crypto.SHA512
		default:
			return fmt.Errorf("it names its certificate by a digest of the unknown kind %s", oid)
		}
		h := hash.New()
		h.Write(signer.Raw)
		if bytes.Equal(h.Sum(nil), second.Certificates[0].Digest) {
			return nil
		}
	} else if err := signed.UnmarshalSignedAttribute(signingCertificate, &first); err == nil &&
		len(first.Certificates) > 0 {
		if sum := sha1.Sum(signer.Raw); bytes.Equal(sum[:], first.Certificates[0].Digest) {
			return nil
		}
	}
	return errors.New("what is signed does not name the certificate of the signer")
}

// When is the time of the stamp as sentences have it: 2006-01-02 at 15:04:05 UTC.
func (s *Stamp) When() string { return s.Time.Format("2006-01-02 at 15:04:05 UTC") }

// Covers reports whether it is a stamp of a text.
func (s *Stamp) Covers(text []byte) bool {
	sum := sha256.Sum256(text)
	return bytes.Equal(s.digest, sum[:])
}

// Trust says why the certificate was not, at the time of the stamp, one of those roots,
// or issued by one of them for time stamps.
func (s *Stamp) Trust(roots *x509.CertPool) error {
	if roots == nil {
		return errors.New("there are no roots to trust") // the library would ask for none
	}
	between := x509.NewCertPool()
	for _, c := range s.signed.Certificates {
		between.AddCert(c)
	}
	err := s.signed.VerifyWithOpts(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: s.Time,
		KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}})
	if err != nil {
		return fmt.Errorf("the roots do not vouch for %q: %w", s.Authority, err)
	}
	return nil
}
