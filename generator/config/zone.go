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
