package starter

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/text/language"

	"policyarchive/generator/characters"
)

// Complete makes the options of a site whole: one line for what is shown in one, a
// title made of the policy's name. The error says which flag of init is wrong.
func (o *SiteOptions) Complete() error {
	if o.Organisation = oneLine(o.Organisation); o.Organisation == "" {
		return errors.New("--organisation is empty: give the organisation's name")
	}
	if u, err := url.Parse(o.BaseURL); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" ||
		u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("--url %s is not the address of a site: write it like https://policies.example.org/", o.BaseURL)
	}
	o.BaseURL = strings.TrimSuffix(o.BaseURL, "/") + "/"
	err := errors.Join(checkLine("--organisation", o.Organisation), checkLine("--title", o.Title), checkLang(o.Lang))
	if err != nil {
		return err
	}
	o.Title = cmp.Or(oneLine(o.Title), Title(o.Policy))
	return nil
}

// Check says which of the flags --title and --lang has a wrong value, if any.
func (o *PolicyOptions) Check() error {
	if o.Lang != "" {
		if err := checkLang(o.Lang); err != nil {
			return err
		}
	}
	return checkLine("--title", o.Title)
}

func checkLang(tag string) error {
	if _, err := language.Parse(tag); err != nil {
		return fmt.Errorf("--lang %s is no language tag: write one like en, pt-BR or ar", tag)
	}
	return nil
}

// checkLine says what is wrong with the words of a flag that are shown in one line.
func checkLine(flag, words string) error {
	if _, problem := characters.Fault(oneLine(words)); problem != "" {
		return fmt.Errorf("%s: %s; take it out", flag, problem)
	}
	return nil
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// CheckMarkdown says that a text is a page, if it is one.
func CheckMarkdown(file string, text []byte) error {
	start := strings.ToLower(strings.TrimSpace(string(text[:min(len(text), 512)])))
	if strings.HasPrefix(start, "<!doctype") || strings.HasPrefix(start, "<html") {
		return fmt.Errorf("--text %s is a page, not Markdown: make the site without it, and bring the page in with "+
			"\"generator import file\"", file)
	}
	return nil
}
