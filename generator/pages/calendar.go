package pages

import (
	"fmt"
	"strings"

	"policyarchive/generator/calendar"
	"policyarchive/generator/history"
)

// calendarFile is the name of a policy's calendar.
const calendarFile = "upcoming.ics"

// calendar publishes the days on which announced versions come into force. One
// that came, or never will, stays: what is in somebody's calendar changes there
// only as long as it is in the file.
func (p *pageBuilder) calendar() error {
	c := calendar.Calendar{Name: p.say("upcomingOf")}
	for i := range p.h.Versions {
		if p.dated(i) {
			c.Events = append(c.Events, p.calendarEvent(i))
		}
	}
	if len(c.Events) == 0 {
		return nil
	}
	data, err := c.Format()
	if err != nil {
		return fmt.Errorf("write the calendar: %w", err)
	}
	p.site.Files[p.h.Policy+"/"+calendarFile] = data
	return nil
}

// dated reports whether a version has a place in the calendar: it is, or was,
// announced before a day that is known.
func (p *pageBuilder) dated(i int) bool {
	v := p.h.Versions[i]
	return v.AnnouncedAhead() || v.Withdrawal != nil || v.State == history.Announced && v.Record.Effective != ""
}

func (p *pageBuilder) calendarEvent(i int) calendar.Event {
	v, shown := p.h.Versions[i], &p.versions[i]
	e := calendar.Event{
		UID:   fmt.Sprintf("%s.%s@%s", v.Name, p.h.Policy, hostOnly(p.host)),
		Stamp: v.Record.Published, Day: v.Record.Effective,
		Summary: p.say("calendarApplies"), Description: v.Record.Summary,
		URL: p.absolute(shown.URL),
	}
	if e.Stamp == "" {
		e.Stamp = e.Day
	}
	if v.State == history.Announced {
		e.URL = p.absolute(p.policy.UpcomingURL)
	}
	switch {
	case v.Withdrawal != nil:
		e.Stamp, e.Description = v.Withdrawal.Withdrawn, v.Withdrawal.Reason
	case v.Overtaken != nil:
		e.Stamp = max(e.Stamp, v.Overtaken.Record.Published)
	default:
		e.Description = p.withCheckpoint(e.Description, i)
		return e
	}
	e.Description = p.withCheckpoint(e.Description, i)
	e.Cancelled, e.Sequence, e.Summary = true, 1, p.say("calendarNever")
	return e
}

// withCheckpoint is a text with the checkpoint of a version behind it.
func (p *pageBuilder) withCheckpoint(text string, version int) string {
	c := p.checkpointOf(version)
	if c == "" {
		return text
	}
	return strings.TrimSpace(text + "\n\n" + p.say("logCheckpoint") + "\n" + c)
}
