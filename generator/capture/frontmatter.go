package capture

import (
	"strings"
	"time"

	"policyarchive/generator/policy"
)

// splitFrontMatter separates front matter, fences included, from the text. A
// rule (---) that opens none is text.
func splitFrontMatter(text string) (front, body string) {
	_, _, at := policy.SplitFrontMatter(text)
	return text[:at], text[at:]
}

// Keys under which tools write dates, the most telling first. What a tool calls
// date or lastmod is when the text was put out, not when it applies.
var (
	capturedKeys  = []string{"captured", "captured_at", "archived", "retrieved", "accessed"}
	publishedKeys = []string{"published", "published_at", "lastmod", "last_updated", "last_modified", "updated",
		"modified", "date"}
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
	format, inside, _ := policy.SplitFrontMatter(front)
	if format == "" || policy.Within("", []byte(front)) != nil {
		return d
	}
	values, err := policy.DecodeFrontMatter(format, inside)
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
