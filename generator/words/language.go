package words

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/bep/golocales"
	"github.com/gohugoio/go-i18n/v2/i18n"
	"github.com/gohugoio/hugo/common/htime"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"
)

// Language is the words of the interface in one language. It counts, dates and
// chooses plurals as Hugo does. It is safe for concurrent use.
type Language struct {
	Name      string // of its file, such as "de"; Hugo calls the language so
	Locale    string // BCP 47, such as "de-AT": how days and numbers are written
	Direction string // ltr or rtl
	// DateFormat is how days are written, as Hugo's time.Format takes it.
	DateFormat string
	// Source is the file, completed with English where it may lack words.
	Source []byte

	words  *i18n.Localizer
	locale golocales.Translator
	dates  htime.TimeFormatter

	mu    sync.Mutex
	fault error // the first that Say met
}

// newLanguage makes a language of the source of its words.
func newLanguage(name, locale, dateFormat string, source []byte) (*Language, error) {
	l := &Language{Name: name, Locale: locale, Direction: Direction(name), DateFormat: dateFormat, Source: source}
	tag, err := language.Parse(name)
	if err != nil {
		return nil, fmt.Errorf("%s: its name is no language tag; call it like the language, such as pt-BR.toml", l.file())
	}
	bundle := i18n.NewBundle(tag)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	if _, err := bundle.ParseMessageFileBytes(source, name+".toml"); err != nil {
		return nil, fmt.Errorf("%s: %w", l.file(), err)
	}
	l.words = i18n.NewLocalizer(bundle, name)
	for _, locale := range []string{locale, name, English} {
		if l.locale = golocales.New(locale); l.locale != nil {
			break
		}
	}
	l.dates = htime.NewTimeFormatter(l.locale)
	return l, nil
}

func (l *Language) file() string { return fileName(l.Name) }

// Say is what the interface says under a key, filled with data as templates do it:
// its Count, or data itself if that is a number, chooses the plural. It is "" if
// there is a fault, which [Language.Err] reports.
func (l *Language) Say(key string, data any) string {
	said, err := l.say(key, data)
	if err != nil {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.fault == nil {
			l.fault = err
		}
	}
	return said
}

func (l *Language) say(key string, data any) (string, error) {
	var count any
	switch data := data.(type) {
	case int:
		count = data
	case map[string]any:
		if n, ok := data["Count"]; ok {
			count = n
		}
	}
	said, err := l.words.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: data, PluralCount: count})
	var missing *i18n.MessageNotFoundErr
	switch {
	case errors.As(err, &missing):
		return "", fmt.Errorf("%s has no words for %s: add them", l.file(), key)
	case err != nil && said == "":
		return "", fmt.Errorf("%s: %s: %w", l.file(), key, err)
	case strings.Contains(said, "<no value>"):
		return "", fmt.Errorf("%s: %s asks for a value that it does not get", l.file(), key)
	}
	return said, nil
}

// Has reports whether there are words under a key.
func (l *Language) Has(key string) bool {
	_, err := l.say(key, map[string]any{})
	return err == nil
}

// Speaks reports whether the language is that of a text in a language (BCP 47), or
// what that is a kind of.
func (l *Language) Speaks(tag string) bool {
	own, _ := language.Parse(l.Name)
	for t, err := language.Parse(tag); err == nil && t != language.Und; t = t.Parent() {
		if t == own {
			return true
		}
	}
	return false
}

// Count is what the interface says of a number under a key: {{ .n }} is the number
// as the language writes it.
func (l *Language) Count(key string, n int) string {
	return l.Say(key, map[string]any{"Count": n, "n": l.Number(n)})
}

// Err is the first fault that [Language.Say] met.
func (l *Language) Err() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.fault
}

// List are parts one after the other, as the language separates them.
func (l *Language) List(parts ...string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts, l.Say("listSeparator", nil))
}

// Number is a number as the language writes it.
func (l *Language) Number(n int) string { return l.locale.FormatNumber(float64(n), 0) }

// Date is a day (YYYY-MM-DD) in the reader's words; as it stands if it is none.
func (l *Language) Date(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return l.dates.Format(t, l.DateFormat)
}

// Month is a month (YYYY-MM) in the reader's words; as it stands if it is none.
func (l *Language) Month(month string) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return l.Say("monthOfYear", map[string]any{"month": l.dates.Format(t, "January"), "year": l.dates.Format(t, "2006")})
}

// What stands for a day and a year in a date of which a pattern is made.
const sampleDay, sampleYear = "22", "3333"

// DatePatterns are how Date writes a day, by month: {d} stands for the day, or {dd}
// if it always has two digits, and {y} for the year. If more than these depends on the
// day, they write it YYYY-MM-DD.
func (l *Language) DatePatterns() []string {
	list := make([]string, 0, 12)
	for month := 1; month <= 12; month++ {
		sample := l.Date(fmt.Sprintf("%s-%02d-%s", sampleYear, month, sampleDay))
		day := "{d}"
		if strings.Contains(l.Date(fmt.Sprintf("%s-%02d-03", sampleYear, month)), "03") {
			day = "{dd}"
		}
		pattern := strings.NewReplacer(sampleDay, day, sampleYear, "{y}").Replace(sample)
		for _, year := range []string{"2004", "2005"} { // whose weekdays differ
			filled := strings.NewReplacer(day, "14", "{y}", year).Replace(pattern)
			if filled != l.Date(fmt.Sprintf("%s-%02d-14", year, month)) {
				pattern = fmt.Sprintf("{y}-%02d-{dd}", month)
			}
		}
		list = append(list, pattern)
	}
	return list
}

// Direction is how a language (BCP 47) is written: rtl or ltr.
func Direction(tag string) string {
	base, rest, _ := strings.Cut(strings.ToLower(tag), "-")
	if strings.HasPrefix(rest, "latn") {
		return "ltr"
	}
	switch base {
	case "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi":
		return "rtl"
	}
	return "ltr"
}
