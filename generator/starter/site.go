package starter

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"policyarchive/generator/folder"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"
)

// SiteOptions are what is known of a new site.
type SiteOptions struct {
	Organisation string
	BaseURL      string // https://…/
	Policy       string // the name of its first policy
	Title        string // of that policy
	Lang         string // BCP 47, of that policy
	Locale       string // BCP 47, of the interface; "" for the one of the site it is made of
	// Text of that policy, Markdown; nil for one that is to be written.
	Text      []byte
	Generator Module
}

//go:embed readme.en.md
var readmeText string

var readme = template.Must(template.New("readme.en.md").Parse(readmeText))

// Site makes a site for an organisation in the folder to, out of the files of the
// generator's repository: settings, workflows and hooks, a go.mod by which Go finds
// the generator, a first policy, and an empty archive. Texts, archive and
// configuration of the organisation there stay behind.
//
// The folder must be missing or empty, and lie neither in one of the folders outside nor
// in the generator's. It is made beside it and gets its name when it is whole, so that whoever finds it finds
// all of it. It returns the number of files.
func Site(ctx context.Context, from fs.FS, to string, outside []string, o SiteOptions) (files int, err error) {
	if folder := o.Generator.Folder(); folder != "" {
		outside = append(outside, folder)
	}
	if err := checkTarget(to, outside); err != nil {
		return 0, err
	}
	if o.Text == nil {
		p := PolicyOptions{Title: o.Title, Lang: o.Lang, Plain: !IsPrivacy(o.Policy)}
		if o.Text, err = Policy(p); err != nil {
			return 0, err
		}
	}
	made, err := written(from, o)
	if err != nil {
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
	for _, what := range carried {
		n, err := carry(ctx, from, unfinished, what)
		if err != nil {
			return 0, err
		}
		files += n
	}
	for name, data := range made {
		if err := writeFile(filepath.Join(unfinished, filepath.FromSlash(name)), data); err != nil {
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

// written are the files that are made for the new site, by their names.
func written(from fs.FS, o SiteOptions) (map[string][]byte, error) {
	own := map[string][]byte{}
	for _, name := range []string{"hugo.toml", "go.mod", "go.sum"} {
		data, err := fs.ReadFile(from, name)
		if err != nil {
			return nil, err
		}
		own[name] = data
	}
	config, err := neutral(own["hugo.toml"], o)
	if err != nil {
		return nil, err
	}
	module, err := goMod(own["go.mod"], o.Generator)
	if err != nil {
		return nil, err
	}
	sums, err := goSum(own["go.mod"], own["go.sum"], o.Generator)
	if err != nil {
		return nil, err
	}
	var about bytes.Buffer
	if err := readme.Execute(&about, o); err != nil {
		return nil, err
	}
	return map[string][]byte{
		"hugo.toml": config, "go.mod": module, "go.sum": sums, "README.md": about.Bytes(),
		".vale/config/vocabularies/Names/accept.txt": names(o.Organisation),
		"content/" + o.Policy + "/policy.md":         o.Text,
	}, nil
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
func checkTarget(to string, outside []string) error {
	target, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	if here, err := filepath.Abs("."); err == nil && target == here {
		return fmt.Errorf("%s is the folder that init is run in, and cannot be replaced: name one that is missing or "+
			"empty", to)
	}
	for _, other := range outside {
		own, err := filepath.Abs(other)
		if err != nil {
			return err
		}
		if folder.Within(own, target) {
			return fmt.Errorf("%s lies in %s, which is a site or a program itself: name a folder outside of it, such as %s",
				to, other, filepath.Join(filepath.Dir(own), "policies"))
		}
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
