package site

import (
	"cmp"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"strings"
	"sync"
	"time"

	"github.com/bep/golocales"
	"github.com/gohugoio/go-i18n/v2/i18n"
	"github.com/gohugoio/hugo/common/htime"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"

	"policyarchive/generator/folder"
)

// Interface is the words of the interface for what no template of Hugo says:
// calendars, and what stands in lists that grow with the versions. Its words are
// those of layouts/_words in the site's language, and it counts, dates and
// pluralises as Hugo does. It is safe for concurrent use.
type Interface struct {
	Source string // what the file of words holds

	file   string
	words  *i18n.Localizer
	locale golocales.Translator
	dates  htime.TimeFormatter
	layout string // of dates

	mu     sync.Mutex
	failed error
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
		i := &Interface{file: "layouts/_words/" + lang + ".toml", layout: cmp.Or(c.Params.DateFormat, ":date_long")}
		data, err := folder.New(dir).ReadFile(i.file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read the words of the interface: %w", err)
		}
		i.Source = string(data)
		if err := i.load(data, lang); err != nil {
			return nil, fmt.Errorf("%s: %w", i.file, err)
		}
		for _, locale := range []string{c.Locale, lang, fallback} {
			if i.locale = golocales.New(locale); i.locale != nil {
				break
			}
		}
		i.dates = htime.NewTimeFormatter(i.locale)
		return i, nil
	}
	return nil, fmt.Errorf("layouts/_words has no words: copy en.toml there, or its translation, named after defaultContentLanguage of hugo.toml")
}

// load reads the words of a language. One without rules of plurals is taken for
// a private one, as Hugo does.
func (i *Interface) load(data []byte, lang string) error {
	var err error
	for _, name := range []string{lang, "art-x-" + lang} {
		tag, unknown := language.Parse(name)
		if unknown != nil {
			err = unknown
			continue
		}
		bundle := i18n.NewBundle(tag)
		bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
		if _, err = bundle.ParseMessageFileBytes(data, name+".toml"); err == nil {
			i.words = i18n.NewLocalizer(bundle, name)
			return nil
		}
	}
	return err
}

// Say is a sentence of the interface, filled with data as templates do it: its
// Count, or data itself if that is a number, chooses the plural.
func (i *Interface) Say(key string, data any) (string, error) {
	var count any
	switch data := data.(type) {
	case int:
		count = data
	case map[string]any:
		if n, ok := data["Count"]; ok {
			count = n
		}
	}
	said, err := i.words.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: data, PluralCount: count})
	var missing *i18n.MessageNotFoundErr
	switch {
	case errors.As(err, &missing):
		return "", fmt.Errorf("%s has no %s", i.file, key)
	case err != nil && said == "":
		return "", fmt.Errorf("%s: %s: %w", i.file, key, err)
	case strings.Contains(said, "<no value>"):
		return "", fmt.Errorf("%s: %s asks for a value that it does not get", i.file, key)
	}
	return said, nil
}

// Err is the first fault that was met by the methods that return no error.
func (i *Interface) Err() error {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.failed
}

// say is Say for those methods.
func (i *Interface) say(key string, data any) string {
	said, err := i.Say(key, data)
	if err != nil {
		i.mu.Lock()
		defer i.mu.Unlock()
		if i.failed == nil {
			i.failed = err
		}
	}
	return said
}

// number is a number as the language writes it.
func (i *Interface) number(n int) string { return i.locale.FormatNumber(float64(n), 0) }

// date is a day (YYYY-MM-DD) in the reader's words, as HTML; exact on hover.
func (i *Interface) date(day string) string {
	said := day
	if t, err := time.Parse(time.DateOnly, day); err == nil {
		said = i.dates.Format(t, i.layout)
	}
	return fmt.Sprintf(`<time datetime="%[1]s" title="%[1]s">%[2]s</time>`, html.EscapeString(day), html.EscapeString(said))
}
