package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/pelletier/go-toml/v2"
)

// Interface is the words of the interface for what is not made of a template of
// Hugo: those of layouts/_words in the site's language.
type Interface struct {
	file  string
	words map[string]any
}

// fallback is the language of words that another one does not have, as Hugo has it.
const fallback = "en"

// LoadInterface reads the words of a site's language; in English if there are
// none, as Hugo does.
func LoadInterface(dir string, c Config) (*Interface, error) {
	for _, lang := range []string{c.DefaultContentLanguage, fallback} {
		if lang == "" || strings.ContainsAny(lang, `/\`) {
			continue
		}
		i := &Interface{file: "layouts/_words/" + lang + ".toml"}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(i.file)))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read the words of the interface: %w", err)
		}
		if err := toml.Unmarshal(data, &i.words); err != nil {
			return nil, fmt.Errorf("%s: %w", i.file, err)
		}
		return i, nil
	}
	return nil, fmt.Errorf("layouts/_words has no words: copy en.toml there, or its translation, named after defaultContentLanguage of hugo.toml")
}

// Say is a sentence of the interface, filled with data as templates do it.
func (i *Interface) Say(key string, data map[string]string) (string, error) {
	words, ok := i.words[key].(string)
	if !ok {
		return "", fmt.Errorf("%s has no %s", i.file, key)
	}
	t, err := template.New(key).Option("missingkey=error").Parse(words)
	if err != nil {
		return "", fmt.Errorf("%s: %w", i.file, err)
	}
	var b strings.Builder
	if err := t.Execute(&b, data); err != nil {
		return "", fmt.Errorf("%s: %w", i.file, err)
	}
	return b.String(), nil
}
