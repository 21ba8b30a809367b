package policy

import (
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
)

// The ways to write a time and a day in which nothing else can be meant.
var (
	timeLayouts = [...]string{time.RFC3339, "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00",
		"2006-01-02T15:04:05", "2006-01-02 15:04:05",
		"2006-01-02T15:04", "2006-01-02 15:04"}
	dateLayouts = [...]string{time.DateOnly, "January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006",
		"2006/01/02"}
)

// Date reads a value of front matter as YAML, TOML and people write dates. A time is
// returned in the zone it was written in.
func Date(value any) (t time.Time, dayOnly, ok bool) {
	switch v := value.(type) {
	case time.Time:
		t, dayOnly, ok = v, v.Equal(v.Truncate(24*time.Hour)), true
	case toml.LocalDate:
		t, dayOnly, ok = v.AsTime(time.UTC), true, true
	case toml.LocalDateTime:
		t, ok = v.AsTime(time.UTC), true
	case string:
		t, dayOnly, ok = dateOf(strings.TrimSpace(v))
	}
	return t, dayOnly, ok && t.Year() >= 1 && t.Year() <= 9999
}

func dateOf(s string) (t time.Time, dayOnly, ok bool) {
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t, false, true
		}
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true, true
		}
	}
	return time.Time{}, false, false
}
