package site_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/site"
)

func TestInterface(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, "layouts", "_words", name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := site.LoadInterface(dir, site.Config{}); err == nil || !strings.Contains(err.Error(), "copy en.toml there") {
		t.Errorf("no words at all: %v", err)
	}
	put("en.toml", "greeting = \"Hello, {{ .name }} & all\"\n[many]\none = \"1\"\nother = \"{{ . }}\"\n")
	put("de.toml", "greeting = \"Hallo, {{ .name }}\"\n")
	put("broken.toml", "greeting = Hallo")
	for lang, want := range map[string]string{"": "Hello, <Ann> & all", "en": "Hello, <Ann> & all", "de": "Hallo, <Ann>", "fr": "Hello, <Ann> & all", "../en": "Hello, <Ann> & all"} {
		i, err := site.LoadInterface(dir, site.Config{DefaultContentLanguage: lang})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := i.Say("greeting", map[string]any{"name": "<Ann>"}); err != nil || got != want {
			t.Errorf("%q says %q, %v", lang, got, err)
		}
	}
	if _, err := site.LoadInterface(dir, site.Config{DefaultContentLanguage: "broken"}); err == nil || !strings.HasPrefix(err.Error(), "layouts/_words/broken.toml: ") {
		t.Errorf("broken words: %v", err)
	}
	for n, want := range []string{"0", "1", "2"} {
		put("en.toml", "greeting = \"Hello, {{ .name }} & all\"\n[many]\none = \"1\"\nother = \"{{ . }}\"\n")
		if i, err := site.LoadInterface(dir, site.Config{}); err != nil {
			t.Error(err)
		} else if got, err := i.Say("many", n); err != nil || got != want {
			t.Errorf("many of %d: %q, %v", n, got, err)
		}
	}
	i, err := site.LoadInterface(dir, site.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"farewell": "layouts/_words/en.toml has no farewell", "greeting": "greeting asks for a value"} {
		if _, err := i.Say(key, map[string]any{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", key, err)
		}
	}
}
