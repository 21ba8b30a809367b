// Package words has the words of the interface: all that a reader meets on a site
// beside the texts of policies. Each language has one file of them, a file of Hugo's
// i18n named after the language, in layouts/_words; templates ask it with T, and Go
// with [Language.Say]. Messages to editors on a terminal are no words of the interface.
//
// # Which language speaks
//
// The pages of a policy speak the language of the policy if there is a file of it,
// else that of the site, which is English if there is no file of that either: a tag
// finds the file of the nearest language that it is a kind of (de-AT finds de.toml,
// pt-BR finds pt-BR.toml before pt.toml).
//
// # Complete or not
//
// English is what the other files are compared with: the keys, the values that a
// sentence may ask for, and beside them the plurals of the language. The languages that
// come with the generator are complete, or nothing is built. A site's own file of one
// of these has the words that it changes. A site may add another language, and what
// that lacks is said in English, with a warning that names the keys.
package words

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"policyarchive/generator/folder"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// English is the language that the others are compared with.
const English = "en"

// shipped are the languages that come with the generator.
var shipped = []string{English, "de"}

// Dir is where the files of words are, below the folder of a site.
const Dir = "layouts/_words"

func fileName(language string) string { return Dir + "/" + language + ".toml" }

// longDate is how days are written if a site does not say.
const longDate = ":date_long"

// Set is the words of the interface in all languages of a site. It is safe for
// concurrent use.
type Set struct {
	// Site is the language of the site.
	Site *Language
	// Warnings say what a site's own files lack.
	Warnings []string
	// Digest is another one when the files are.
	Digest [sha256.Size]byte

	names   []string
	english message
	sources map[string][]byte

	mu    sync.Mutex
	known map[string]*Language
	fault error // the first that For met
}

// Load reads the words of a site in a folder, above those of the theme, whose own language is locale (BCP 47);
// dateFormat is how it writes days, "" for the usual way of its language.
func Load(dir, locale, dateFormat string) (*Set, error) {
	brought, err := ofTheme()
	if err != nil {
		return nil, err
	}
	return load(brought, dir, locale, dateFormat)
}

// load is Load, above files of words by the names of their languages.
func load(brought map[string][]byte, dir, locale, dateFormat string) (*Set, error) {
	s := &Set{known: map[string]*Language{}}
	var err error
	if s.sources, err = overriddenBy(dir, brought); err != nil {
		return nil, err
	}
	s.names = slices.Sorted(maps.Keys(s.sources))
	s.Digest = folder.Digest(s.sources)
	if s.sources[English] == nil {
		return nil, fmt.Errorf("%s is missing: other languages are compared with it, so put it back", fileName(English))
	}
	if s.english, err = parse(English, s.sources[English]); err != nil {
		return nil, err
	}
	name := s.find(locale)
	if name == "" {
		name, locale = English, English
		s.warn("hugo.toml: there are no words of the interface in the locale of the site, so that it speaks English: "+
			"copy %s, name it after the language, and translate it", fileName(English))
	}
	if dateFormat == "" {
		dateFormat = longDate
	}
	s.Site, err = s.load(name, locale, dateFormat)
	return s, err
}

// For is the language in which a page speaks of a text in a language (BCP 47):
// the text's own if there are words, else the site's.
func (s *Set) For(tag string) *Language {
	name := s.find(tag)
	if name == "" || name == s.Site.Name {
		return s.Site
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.known[name]; l != nil {
		return l
	}
	l, err := s.load(name, name, longDate)
	if err != nil {
		s.fault, l = errors.Join(s.fault, err), s.Site
	}
	s.known[name] = l
	return l
}

// All are the languages that were asked for, the site's first.
func (s *Set) All() []*Language {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []*Language{s.Site}
	for _, name := range s.names {
		if l := s.known[name]; l != nil && l != s.Site {
			list = append(list, l)
		}
	}
	return list
}

// Err is what was wrong with the words that were asked for; nil if nothing was.
func (s *Set) Err() error {
	all := s.All()
	s.mu.Lock()
	err := s.fault
	s.mu.Unlock()
	for _, l := range all {
		err = errors.Join(err, l.Err())
	}
	return err
}

// find is the file for a language: its own, or that of what it is a kind of; "" if
// there is none.
func (s *Set) find(tag string) string {
	t, err := language.Parse(tag)
	for err == nil && t != language.Und {
		for _, name := range s.names {
			if strings.EqualFold(name, t.String()) {
				return name
			}
		}
		t = t.Parent()
	}
	return ""
}

// load makes a language of its file.
func (s *Set) load(name, locale, dateFormat string) (*Language, error) {
	source := s.sources[name]
	if name != English {
		own, err := parse(name, source)
		if err != nil {
			return nil, err
		}
		missing, faults := own.compareWith(s.english, name)
		if len(faults) > 0 {
			return nil, fmt.Errorf("%s: %s", fileName(name), strings.Join(faults, "; "))
		}
		switch {
		case len(missing) == 0:
		case slices.Contains(shipped, name):
			return nil, fmt.Errorf("%s has no words for %s: add them, as %s has them",
				fileName(name), strings.Join(missing, ", "), fileName(English))
		default:
			s.warn("%s has no words for %s: that is said in English until you add them",
				fileName(name), strings.Join(missing, ", "))
			if source, err = own.completed(s.english, name); err != nil {
				return nil, err
			}
		}
	}
	return newLanguage(name, locale, dateFormat, source)
}

func (s *Set) warn(format string, args ...any) {
	s.Warnings = append(s.Warnings, fmt.Sprintf(format, args...))
}
