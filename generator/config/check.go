package config

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"policyarchive/generator/archive"
	"policyarchive/generator/characters"
)

// checkSite fills in what has a default and reports what is wrong.
func checkSite(c *Site, add func(key, format string, args ...any)) {
	u, err := url.Parse(c.BaseURL)
	switch {
	case c.BaseURL == "":
		add("baseURL", "is missing; give the site's address, such as \"https://example.org/\"")
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "":
		add("baseURL", "%q is not the address of a site; write it like \"https://example.org/\"", c.BaseURL)
	case !strings.HasSuffix(c.BaseURL, "/"):
		c.BaseURL += "/"
	}
	if strings.TrimSpace(c.Title) == "" {
		add("title", "is missing; give the site's name")
	}
	if c.Locale == "" {
		c.Locale = cmp.Or(c.DefaultContentLanguage, "en")
	}
	checkWords("title", c.Title, add)
	checkWords("params.organisation", c.Params.Organisation, add)
	checkWords("params.logo", c.Params.Logo, add)
	for _, l := range c.Params.Footer {
		checkWords("params.footer", l.Name, add)
		if u, err := url.Parse(l.URL); err != nil ||
			!slices.Contains([]string{"", "https", "http", "mailto", "tel"}, u.Scheme) {
			add("params.footer", "%q is no address that a page can lead to; write it like \"https://example.org/\" or "+
				"\"mailto:privacy@example.org\"", l.URL)
		}
	}
	checkLang("locale", c.Locale, add)
	if d := c.DefaultContentLanguage; d != "" && baseOf(d) != baseOf(c.Locale) {
		add("defaultContentLanguage", "%q is another language than the locale, %q, which is that of the interface; "+
			"leave it out", d, c.Locale)
	}
	if len(c.Languages) > 0 {
		add("languages", "the site speaks the language of the locale, and each policy its own; leave the table out, "+
			"and see generator/docs/languages.md")
	}
	checkZone(c.TimeZone, add)
	checkAccent(c.Params, add)
	if edit := c.Params.EditURL; edit != "" && !isEditURL(edit) {
		add("params.editURL", "%q is no address with a place for a file; write it like "+
			"\"https://github.com/ORG/REPO/edit/main/{path}\"", edit)
	}
	if n := c.Params.CompareCurrent; n < 0 {
		add("params.compareCurrent", "%d is no number of versions; write 0 or more", n)
	}
	if n := c.Params.CompareAll; n < 0 {
		add("params.compareAll", "%d is no number of versions; write 0 or more", n)
	}
	checkLimits(c.Params.Check, add)
	for _, key := range c.PolicyOrder {
		p, at := c.Params.Policies[key], "params.policies."+key
		if err := archive.CheckPolicyName(key); err != nil {
			add(at, "%v", err)
		}
		checkWords(at+".title", p.Title, add)
		if p.Lang != "" {
			checkLang(at+".lang", p.Lang, add)
		}
		if p.Dir != "" && p.Dir != "ltr" && p.Dir != "rtl" {
			add(at+".dir", "%q is no direction; write \"ltr\" or \"rtl\"", p.Dir)
		}
		if known := slices.Sorted(maps.Values(relations)); p.Rel != "" && !slices.Contains(known, p.Rel) {
			add(at+".rel", "%q is no relation of a policy to pages; write %q or %q", p.Rel, known[0], known[1])
		}
	}
}

// checkWords reports what no page, feed or terminal can show.
func checkWords(key, words string, add func(key, format string, args ...any)) {
	if _, problem := characters.Fault(words); problem != "" {
		add(key, "%s; take it out", problem)
	}
}

// checkLimits reports what is wrong with the parameters of the command check.
func checkLimits(c Check, add func(key, format string, args ...any)) {
	for _, class := range slices.Sorted(maps.Keys(c.Notice)) {
		if class != "editorial" && class != "clarification" && class != "material" {
			add("params.check.notice."+class, "is no class of changes; write editorial, clarification or material")
		} else if c.Notice[class] < 0 {
			add("params.check.notice."+class, "%d is no number of days; write 0 or more", c.Notice[class])
		}
	}
	if u, err := url.Parse(c.Rules); err != nil || c.Rules != "" && u.Scheme != "https" && u.Scheme != "http" ||
		strings.ContainsAny(c.Rules, "()<>\"'` \t\n") {
		add("params.check.rules", "%q is not the address of a page", c.Rules)
	}
	if c.Review != nil && *c.Review < 0 {
		add("params.check.review", "%d is no number of months; write 0 or more", *c.Review)
	}
	if c.Sentence != nil && *c.Sentence < 0 {
		add("params.check.sentence", "%d is no number of words; write 0 or more", *c.Sentence)
	}
}

// baseOf is a language without what tells its kinds apart.
func baseOf(tag string) string {
	base, _ := language.Make(tag).Base()
	return base.String()
}

func checkLang(key, tag string, add func(key, format string, args ...any)) {
	if _, err := language.Parse(tag); err != nil {
		add(key, "%q is no language tag; write one like \"en\", \"pt-BR\" or \"ar\"", tag)
	}
}
