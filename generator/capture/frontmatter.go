package capture

import (
	"regexp"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/pelletier/go-toml/v2"

	"policyarchive/generator/policy"
)

var (
	openingFence = regexp.MustCompile(`\A(---|\+\+\+)[ \t]*\n`)
	closingYAML  = regexp.MustCompile(`(?m)^(?:---|\.\.\.)[ \t]*(?:\n|\z)`)
	closingTOML  = regexp.MustCompile(`(?m)^\+\+\+[ \t]*(?:\n|\z)`)
	frontKey     = regexp.MustCompile(`(?m)^["']?[A-Za-z_][\w -]*["']?[ \t]*[:=]`)
)

// splitFrontMatter separates front matter, fences included, from the text. A
// rule (---) that opens none is text.
func splitFrontMatter(text string) (front, body string) {
	m := openingFence.FindStringSubmatch(text)
	if m == nil {
		return "", text
	}
	start, closing := len(m[0]), closingYAML
	if m[1] == "+++" {
		closing = closingTOML
	}
	end := closing.FindStringIndex(text[start:])
	if end == nil {
		return "", text
	}
	inside := text[start : start+end[0]]
	if strings.TrimSpace(inside) != "" && !frontKey.MatchString(inside) {
		return "", text
	}
	return text[:start+end[1]], text[start+end[1]:]
}

// Keys under which tools write dates, the most telling first. What a tool calls
// date or lastmod is when the text was put out, not when it applies.
var (
	capturedKeys  = []string{"captured", "captured_at", "archived", "retrieved", "accessed"}
	publishedKeys = []string{"published", "published_at", "lastmod", "last_updated", "last_modified", "updated", "modified", "date"}
	effectiveKeys = []string{"effective", "effective_date", "effective_from", "in_force"}
)

// frontDates is what front matter says about dates.
type frontDates struct {
	captured             time.Time
	dayOnly              bool
	published, effective string // YYYY-MM-DD or empty
}

// parseFrontDates reads the dates of front matter. What is not a date, and what
// is neither YAML nor TOML, is passed over.
func parseFrontDates(front string) frontDates {
	var d frontDates
	m := openingFence.FindStringSubmatch(front)
	if m == nil {
		return d
	}
	values := map[string]any{}
	lines := strings.Split(strings.TrimSuffix(front, "\n"), "\n")
	inside := strings.Join(lines[1:len(lines)-1], "\n")
	var err error
	if policy.Within("", []byte(front)) != nil {
		return d
	}
	if m[1] == "+++" {
		err = toml.Unmarshal([]byte(inside), &values)
	} else {
		err = yaml.Unmarshal([]byte(inside), &values)
	}
	if err != nil {
		return d
	}
	normal := map[string]any{}
	for key, value := range values {
		normal[strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(key))] = value
	}
	first := func(keys []string) (time.Time, bool) {
		for _, key := range keys {
			if t, dayOnly, ok := policy.Date(normal[key]); ok {
				return t, dayOnly
			}
		}
		return time.Time{}, false
	}
	d.captured, d.dayOnly = first(capturedKeys)
	if t, _ := first(publishedKeys); !t.IsZero() {
		d.published = t.Format(time.DateOnly)
	}
	if t, _ := first(effectiveKeys); !t.IsZero() {
		d.effective = t.Format(time.DateOnly)
	}
	return d
}
