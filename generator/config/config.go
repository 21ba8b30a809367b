package config

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"sort"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/characters"
	"policyarchive/generator/folder"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"
)

// Site is the part of hugo.toml that the generator needs; the rest is
// between Hugo and the templates.
type Site struct {
	BaseURL string // absolute, http or https, with a closing slash
	Title   string
	Locale  string // BCP 47, of the interface
	// DefaultContentLanguage and Languages are Hugo's: what pages speak follows from
	// Locale and the languages of policies.
	DefaultContentLanguage string
	Languages              map[string]any
	// TimeZone is a name of the IANA database; empty for UTC. See [Site.Zone].
	TimeZone string
	Params   Params
}

// Params is the table params of hugo.toml.
type Params struct {
	Organisation string
	Accent       string // #rrggbb, on light paper
	AccentDark   string // #rrggbb, on dark paper; may be empty
	DateFormat   string // as Hugo's time.Format takes it; empty for ":date_long"
	Policies     map[string]Policy
	// EditURL is the address at which the host of the repository lets people
	// change a file, with {path} for its path; empty if there is none.
	EditURL string
	// CompareCurrent is how many versions before the one in force are compared
	// with it on a page of their own, fewer, and some of them of other years, of
	// large texts; [compareCurrent] if hugo.toml does not say.
	CompareCurrent int
	// CompareAll is up to how many versions every pair of them has a page of its
	// own; [compareAll] if hugo.toml does not say.
	CompareAll int
	// Check is the table params.check, for the command check.
	Check Check
	// Logo is a file in static/; Footer are links at the foot of every page.
	Logo   string
	Footer []FooterLink
}

// FooterLink is a link at the foot of every page.
type FooterLink struct{ Name, URL string }

// Check is the table params.check. What it does not say is as the rules
// have it.
type Check struct {
	Notice   map[string]int // days, by class
	Review   *int           // months
	Sentence *int           // words
	Ease     *float64
	Snapshot bool
	Rules    string // address of a page about the rules
}

// compareCurrent bounds the pages that every new version makes anew.
const compareCurrent = 128

// compareAll bounds the pages of any two versions, which grow with the square.
const compareAll = 16

// Policy is the table params.policies.KEY, for what a policy's text does
// not say of itself. Empty means: as the text says.
type Policy struct {
	Title string
	Lang  string // BCP 47
	Dir   string // ltr or rtl
}

// BasePath is the path of the base URL, with a closing slash: "/" for most.
func (c Site) BasePath() string {
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.Path
}

// Load reads dir/hugo.toml. What is wrong with it is reported in full,
// each problem as hugo.toml:line:col with the way to mend it.
func Load(dir string) (Site, error) {
	const name = "hugo.toml"
	data, err := folder.New(dir).ReadFile(name)
	if err != nil {
		return Site{}, fmt.Errorf("reading the site's configuration: %w", err)
	}
	c := Site{Params: Params{CompareCurrent: compareCurrent, CompareAll: compareAll}}
	if err := toml.Unmarshal(data, &c); err != nil {
		var bad *toml.DecodeError
		if errors.As(err, &bad) {
			line, col := bad.Position()
			return Site{}, fmt.Errorf("%s:%d:%d: %s", name, line, col, strings.TrimPrefix(bad.Error(), "toml: "))
		}
		return Site{}, fmt.Errorf("%s: %w", name, err)
	}
	where := keyPositions(data)
	var problems []error
	add := func(key, format string, args ...any) {
		problems = append(problems, fmt.Errorf("%s:%s: %s: "+format,
			append([]any{name, where.of(key), key}, args...)...))
	}
	checkSite(&c, add)
	return c, errors.Join(problems...)
}

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
	keys := make([]string, 0, len(c.Params.Policies))
	for key := range c.Params.Policies {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	for _, key := range keys {
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
