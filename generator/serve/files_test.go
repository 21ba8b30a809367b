package serve

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestListen(t *testing.T) {
	first, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	for address, want := range map[string]string{
		first.Addr().String(): "is in use: stop what serves there, or choose another with --port",
		"192.0.2.1:0":         "choose another with --bind and --port",
	} {
		if _, err := Listen(address); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestDescribe(t *testing.T) {
	at := func(name string) string { return filepath.Join("/site", filepath.FromSlash(name)) }
	for want, paths := range map[string][]string{
		"hugo.toml": {at("hugo.toml")},
		filepath.Join("content", "a") + " and 1 other file":  {at("content/a"), at("content/b")},
		filepath.Join("content", "a") + " and 2 other files": {at("content/a"), at("content/b"), at("layouts/c")},
	} {
		if got := Describe("/site", paths); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
