// Package calendar writes all-day events as an iCalendar file (RFC 5545), such
// that the same events always give the same bytes: it knows no clock.
package calendar

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Calendar is a list of events. RFC 5545 wants at least one.
type Calendar struct {
	Name   string // for people who subscribe to it
	Events []Event
}

// Event is something that happens on a day. Days are written YYYY-MM-DD.
type Event struct {
	// UID tells it from all other events of the world, for ever.
	UID string
	// Stamp is the day on which it was last changed.
	Stamp string
	// Sequence counts how often it was changed since it was first told of.
	Sequence int
	Day      string
	// Summary and Description are plain text, which may have several lines.
	Summary, Description string
	URL                  string // absolute
	// Cancelled: it will not happen.
	Cancelled bool
}

// Format writes the calendar. It fails if a day is no day of the calendar.
func (c *Calendar) Format() ([]byte, error) {
	var b strings.Builder
	line(&b, "BEGIN", "VCALENDAR")
	line(&b, "VERSION", "2.0")
	line(&b, "PRODID", "-//policyarchive//generator//EN")
	line(&b, "NAME", text(c.Name))
	line(&b, "X-WR-CALNAME", text(c.Name)) // what most programs read instead
	line(&b, "REFRESH-INTERVAL;VALUE=DURATION", "P1D")
	for i := range c.Events {
		if err := c.Events[i].write(&b); err != nil {
			return nil, fmt.Errorf("write event %s: %w", c.Events[i].UID, err)
		}
	}
	line(&b, "END", "VCALENDAR")
	return []byte(b.String()), nil
}

func (e *Event) write(b *strings.Builder) error {
	stamp, err := time.Parse(time.DateOnly, e.Stamp)
	if err != nil {
		return err
	}
	day, err := time.Parse(time.DateOnly, e.Day)
	if err != nil {
		return err
	}
	const date = "20060102"
	status := "CONFIRMED"
	if e.Cancelled {
		status = "CANCELLED"
	}
	line(b, "BEGIN", "VEVENT")
	line(b, "UID", text(e.UID))
	line(b, "DTSTAMP", stamp.Format(date+"T150405Z"))
	line(b, "SEQUENCE", fmt.Sprint(e.Sequence))
	line(b, "STATUS", status)
	line(b, "DTSTART;VALUE=DATE", day.Format(date)) // without an end it takes that day, which may be the last there is
	line(b, "TRANSP", "TRANSPARENT")
	line(b, "SUMMARY", text(e.Summary))
	if e.Description != "" {
		line(b, "DESCRIPTION", text(e.Description))
	}
	line(b, "URL", strings.Map(printable, e.URL))
	line(b, "END", "VEVENT")
	return nil
}

// text writes a value of the type TEXT.
func text(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Map(printable, strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(s))
}

func printable(r rune) rune {
	if unicode.IsControl(r) {
		return -1
	}
	return r
}

// line writes a content line, folded such that none is longer than 75 octets
// without its end, and no character is divided.
func line(b *strings.Builder, name, value string) {
	const most = 75
	content := name + ":" + value
	room := most
	for len(content) > room {
		end := room
		for !utf8.RuneStart(content[end]) {
			end--
		}
		b.WriteString(content[:end] + "\r\n ")
		content, room = content[end:], most-1
	}
	b.WriteString(content + "\r\n")
}
