package audit

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strings"

	"policyarchive/generator/folder"
	"policyarchive/generator/remote"
)

// maxFile is the most bytes that are read of a file.
const maxFile = 64 << 20

// Folder is a site that was built into a folder.
type Folder struct{ FS folder.FS }

// Read implements [Files].
func (f Folder) Read(_ context.Context, name string) ([]byte, error) { return f.FS.ReadFile(name) }

// Address is a site at an address.
type Address struct {
	base   *url.URL
	client *http.Client
}

// NewAddress is the site at an address, https or, on this machine alone, http. Answers
// from other hosts, to which it redirects, are not taken.
func NewAddress(address string, client *http.Client) (*Address, error) {
	base, err := url.Parse(address)
	if err != nil || base.Host == "" || base.Scheme != "https" && base.Scheme != "http" {
		return nil, fmt.Errorf("%q is not the address of a site, such as https://example.org/", address)
	}
	if err := remote.CheckSecure(base); err != nil {
		return nil, fmt.Errorf("%s: %w", address, err)
	}
	if !strings.HasSuffix(base.Path, "/") {
		base.Path += "/"
	}
	own := *client
	own.CheckRedirect = func(next *http.Request, before []*http.Request) error {
		if next.URL.Host != base.Host || next.URL.Scheme != base.Scheme || len(before) > 5 {
			return fmt.Errorf("%s redirects to %s, another site: verify that address", before[0].URL, next.URL)
		}
		return nil
	}
	return &Address{base, &own}, nil
}

// at is the address of a file: of a page, that at which readers open it.
func (a *Address) at(name string) *url.URL {
	if page, ok := strings.CutSuffix(name, "index.html"); ok && (page == "" || strings.HasSuffix(page, "/")) {
		name = page
	}
	return a.base.ResolveReference(&url.URL{Path: name})
}

// Read implements [Files].
func (a *Address) Read(ctx context.Context, name string) ([]byte, error) {
	at := a.at(name)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", at, err)
	}
	answer, err := a.client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", at, err)
	}
	defer answer.Body.Close()
	switch {
	case answer.StatusCode == http.StatusNotFound || answer.StatusCode == http.StatusGone:
		return nil, fmt.Errorf("read %s: %s: %w", at, answer.Status, fs.ErrNotExist)
	case answer.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("read %s: the server answers %s", at, answer.Status)
	}
	data, err := io.ReadAll(io.LimitReader(answer.Body, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("it has more than %d MB", maxFile>>20)
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", at, err)
	}
	return data, nil
}
