package wayback

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
)

// storeName is the name of a capture's file: its stamp, digest, and a hash of
// its address, since http and https can be captured in one second.
func storeName(c Capture) string {
	sum := sha256.Sum256([]byte(c.Original))
	return fmt.Sprintf("%s-%s-%x.page", c.Stamp, cmp.Or(c.Digest, "unknown"), sum[:6])
}

// storedPage is the first line of a stored page.
type storedPage struct {
	*Page
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"` // of the bytes, hexadecimal
}

// formatPage is the file of a page: a line of JSON with all but its bytes, and
// then these.
func formatPage(p *Page) ([]byte, error) {
	sum := sha256.Sum256(p.Body)
	line, err := json.Marshal(storedPage{Page: p, Bytes: len(p.Body), SHA256: hex.EncodeToString(sum[:])})
	if err != nil {
		return nil, err
	}
	return append(append(line, '\n'), p.Body...), nil
}

// parsePage reads what formatPage made.
func parsePage(file []byte) (*Page, error) {
	line, body, _ := bytes.Cut(file, []byte("\n"))
	var stored storedPage
	if err := json.Unmarshal(line, &stored); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(body)
	if stored.Page == nil || len(body) == 0 || len(body) != stored.Bytes || hex.EncodeToString(sum[:]) != stored.SHA256 {
		return nil, errors.New("a stored page is not whole")
	}
	stored.Body = body
	return stored.Page, nil
}
