package config

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"policyarchive/generator/folder"

	"github.com/pelletier/go-toml/v2"
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
	// PolicyOrder are the policies that hugo.toml names, in its order: readers see
	// policies in it.
	PolicyOrder []string `toml:"-"`
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
	Rel   string // see [Site.Relation]
}

// relations are those of links to policies that RFC 6903 registers, each with the name
// that a policy has for which it needs no setting.
var relations = map[string]string{"privacy": "privacy-policy", "terms": "terms-of-service"}

// Relation is what a policy is to every page of the site, as the rel of a link says it;
// "" if there is no word for that.
func (c Site) Relation(policy string) string {
	return cmp.Or(c.Params.Policies[policy].Rel, relations[policy])
}

// BasePath is the path of the base URL, with a closing slash: "/" for most.
func (c Site) BasePath() string {
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.Path
}

// LogOrigin names the log of the site's archive, until a checkpoint has named it: the base
// URL without scheme and closing slash.
func (c Site) LogOrigin() string {
	_, origin, _ := strings.Cut(strings.TrimSuffix(c.BaseURL, "/"), "://")
	return origin
}

// ComparePolicies orders policies as hugo.toml names them; those that it does not name
// come last, by name.
func (c Site) ComparePolicies(a, b string) int {
	place := func(name string) int {
		if i := slices.Index(c.PolicyOrder, name); i >= 0 {
			return i
		}
		return len(c.PolicyOrder)
	}
	return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b))
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
	c.PolicyOrder = inOrder(where, "params.policies", c.Params.Policies)
	var problems []error
	add := func(key, format string, args ...any) {
		problems = append(problems, fmt.Errorf("%s:%s: %s: "+format,
			append([]any{name, where.of(key), key}, args...)...))
	}
	checkSite(&c, add)
	return c, errors.Join(problems...)
}
