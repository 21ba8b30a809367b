package config

import (
	"fmt"
	"time"
	_ "time/tzdata" // for machines that have no time zones of their own
)

// Zone is the time zone of hugo.toml, in which a day begins and ends for the
// organisation: UTC if it names none. A configuration that Load accepted
// has one that exists.
func (c Site) Zone() *time.Location {
	zone, err := loadZone(c.TimeZone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// loadZone finds a zone of the IANA time zone database. That of this machine is
// none: a site must not depend on where it is built.
func loadZone(name string) (*time.Location, error) {
	if name == "Local" {
		return nil, fmt.Errorf("unknown time zone %s", name)
	}
	return time.LoadLocation(name)
}

func checkZone(name string, add func(key, format string, args ...any)) {
	if _, err := loadZone(name); err != nil {
		add("timeZone", "%q is no time zone; write one of the IANA database, such as \"UTC\", \"Europe/Berlin\" or "+
			"\"America/Los_Angeles\"", name)
	}
}

// DayStart is the first instant of a day (YYYY-MM-DD) in a zone: midnight, but
// where the clocks are put forward at midnight. The error is that of a day that
// cannot be read.
func DayStart(day string, zone *time.Location) (time.Time, error) {
	t, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return time.Time{}, err
	}
	// Around a change of the clocks, the time that was parsed may be in the day
	// before, or in the second of two equal hours.
	const step = 15 * time.Minute
	for t.Format(time.DateOnly) < day {
		t = t.Add(step)
	}
	for t.Add(-step).Format(time.DateOnly) >= day {
		t = t.Add(-step)
	}
	return t, nil
}
