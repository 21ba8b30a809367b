package words

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// message is what a file says under its keys: of each the forms by their names, of
// which one without a plural has but "other".
type message map[string]map[string]string

// parse reads a file of words.
func parse(name string, source []byte) (message, error) {
	var table map[string]any
	if err := toml.Unmarshal(source, &table); err != nil {
		return nil, fmt.Errorf("%s: %w", fileName(name), err)
	}
	m := message{}
	for key, value := range table {
		m[key] = map[string]string{}
		switch value := value.(type) {
		case string:
			m[key]["other"] = value
		case map[string]any:
			for form, text := range value {
				m[key][form], _ = text.(string)
			}
		}
		for _, form := range slices.Sorted(maps.Keys(m[key])) {
			if m[key][form] == "" {
				return nil, fmt.Errorf("%s: %s has no words", fileName(name), place(key, form))
			}
		}
		if m[key]["other"] == "" {
			return nil, fmt.Errorf("%s: %s has no words", fileName(name), key)
		}
	}
	return m, nil
}

// asked finds the values that a sentence asks for.
var asked = regexp.MustCompile(`\.(\w+)`)

// action is a part of a sentence that is filled.
var action = regexp.MustCompile(`\{\{.*?\}\}|%[sd]`)

// values are those that the forms of a message ask for.
func values(forms map[string]string) map[string]bool {
	all := map[string]bool{}
	for _, text := range forms {
		for _, a := range action.FindAllString(text, -1) {
			if a[0] == '%' {
				all[a] = true
			}
			for _, m := range asked.FindAllStringSubmatch(a, -1) {
				all[m[1]] = true
			}
			if strings.Contains(a, "{{ . }}") || a == "{{.}}" {
				all["."] = true
			}
		}
	}
	return all
}

// compareWith compares the words of a language with the English ones: what is
// missing, and what is wrong.
func (m message) compareWith(english message, name string) (missing, faults []string) {
	forms := pluralForms(name)
	for _, key := range slices.Sorted(maps.Keys(english)) {
		if m[key] == nil {
			missing = append(missing, key)
			continue
		}
		if len(english[key]) > 1 {
			for _, form := range forms {
				if m[key][form] == "" {
					missing = append(missing, place(key, form))
				}
			}
		}
		known := values(english[key])
		for _, value := range slices.Sorted(maps.Keys(values(m[key]))) {
			if !known[value] {
				faults = append(faults, fmt.Sprintf("%s asks for %s, which it does not get: write it as %s has it",
					key, value, fileName(English)))
			}
		}
		for _, value := range slices.Sorted(maps.Keys(known)) {
			if value[0] == '%' && !values(m[key])[value] {
				faults = append(faults, fmt.Sprintf("%s has no place for %s", key, value))
			}
		}
	}
	return missing, faults
}

// completed is the file of a language with English for what is missing.
func (m message) completed(english message, name string) ([]byte, error) {
	all := map[string]any{}
	for key, forms := range m { // also those that only its own templates ask for
		all[key] = forms
	}
	for key, forms := range english {
		whole := map[string]string{}
		if len(forms) > 1 {
			for _, form := range pluralForms(name) {
				whole[form] = forms["other"]
			}
			if forms["one"] != "" {
				whole["one"] = forms["one"]
			}
		}
		whole["other"] = forms["other"]
		if m[key] != nil {
			for form := range whole {
				whole[form] = m[key]["other"]
			}
			maps.Copy(whole, m[key])
		}
		all[key] = whole
	}
	source, err := toml.Marshal(all)
	if err != nil {
		return nil, fmt.Errorf("complete %s: %w", fileName(name), err)
	}
	return source, nil
}

// pluralForms are the forms that words of a number have in a language.
func pluralForms(name string) []string {
	tag, _ := language.Parse(name)
	names := map[plural.Form]string{
		plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many",
		plural.Other: "other",
	}
	found := map[string]bool{"other": true}
	for n := range 201 {
		found[names[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)]] = true
	}
	found[names[plural.Cardinal.MatchPlural(tag, 1_000_000, 0, 0, 0, 0)]] = true
	return slices.Sorted(maps.Keys(found))
}

// place names a form of a key, for messages.
func place(key, form string) string {
	if form == "other" {
		return key
	}
	return key + "." + form
}
