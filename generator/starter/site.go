package starter

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"
)

// SiteOptions are what is known of a new site. All of it is needed.
type SiteOptions struct {
	Organisation string
	BaseURL      string // https://…/
	Policy       string // the name of its first policy
	Title        string // of that policy
	Lang         string // BCP 47, of that policy
	Locale       string // BCP 47, of the interface; "" for the one of the site it is made of
	// Text of that policy, Markdown.
	Text []byte
}

//go:embed readme.en.md
var readmeText string

var readme = template.Must(template.New("readme.en.md").Parse(readmeText))

// Site makes a site for an organisation in the folder to, out of the one in
// from: the program, the templates and the settings, a first policy that is to
// be written, and an empty archive. Texts, archive and configuration of the
// other organisation stay where they are.
//
// The folder must be missing or empty. It is made beside it and gets its name
// when it is whole, so that whoever finds it finds all of it. It returns the
// number of files.
func Site(ctx context.Context, from, to string, o SiteOptions) (files int, err error) {
	if err := checkTarget(from, to); err != nil {
		return 0, err
	}
	config, err := os.ReadFile(filepath.Join(from, "hugo.toml"))
	if err != nil {
		return 0, err
	}
	if config, err = neutral(config, o); err != nil {
		return 0, err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return 0, err
	}
	unfinished, err := os.MkdirTemp(filepath.Dir(to), "."+filepath.Base(to)+".unfinished-*")
	if err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(unfinished))
		}
	}()
	for _, what := range everything {
		n, err := carry(ctx, from, unfinished, what)
		if err != nil {
			return 0, err
		}
		files += n
	}
	var about strings.Builder
	if err := readme.Execute(&about, o); err != nil {
		return 0, err
	}
	for name, data := range map[string][]byte{
		"hugo.toml": config,
		"README.md": []byte(about.String()),
		filepath.Join(".vale", "config", "vocabularies", "Names", "accept.txt"): names(o.Organisation),
		filepath.Join("content", o.Policy, "policy.md"):                         o.Text,
	} {
		if err := writeFile(filepath.Join(unfinished, name), data, 0o644); err != nil {
			return 0, err
		}
		files++
	}
	if err := os.Mkdir(filepath.Join(unfinished, "archive"), 0o755); err != nil {
		return 0, err
	}
	if err := os.Chmod(unfinished, 0o755); err != nil {
		return 0, err
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	return files, put(unfinished, to)
}

// names are the words of an organisation's name, one a line, for a spelling
// checker.
func names(organisation string) []byte {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(organisation, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if utf8.RuneCountInString(word) > 1 {
			b.WriteString(word + "\n")
		}
	}
	return []byte(b.String())
}

// put gives a folder its name. An empty folder of that name gives way.
func put(unfinished, to string) error {
	if err := os.Remove(to); err != nil && !os.IsNotExist(err) {
		return err
	}
	return os.Rename(unfinished, to)
}

// checkTarget says why a folder cannot become a site.
func checkTarget(from, to string) error {
	source, err := filepath.Abs(from)
	if err != nil {
		return err
	}
	target, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	if rel, err := filepath.Rel(source, target); err == nil && rel != ".." &&
		!strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return fmt.Errorf("%s lies in the site that it is to be made of: name a folder outside of it, such as %s", to,
			filepath.Join("..", "policies"))
	}
	entries, err := os.ReadDir(to)
	switch {
	case os.IsNotExist(err):
		return nil
	case err != nil:
		return err
	case len(entries) > 0:
		return fmt.Errorf("%s is not empty (it has %s): name a new folder", to, entries[0].Name())
	}
	return nil
}
