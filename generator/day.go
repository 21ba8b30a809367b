package main

import (
	"fmt"

	"policyarchive/generator/archive"
	"policyarchive/generator/history"
)

// versionOn returns the name of the version that applied on a day, if a name is that
// of a day and of no version, and says what is known of that day; other names it
// returns as they are.
func (a *app) versionOn(h *history.History, name string) (string, error) {
	if _, err := archive.ParseDate(name); err != nil || len(h.Versions) == 0 || h.Find(name) != nil {
		return name, nil
	}
	i := h.On(name)
	if i.Of == nil {
		return "", fmt.Errorf("no version of %s is known for %s: the oldest one, %s, %s", h.Policy, name, i.Next.Name,
			whatDay(i.Next))
	}
	a.warn("generator: no version is named %s; on that day: %s, which %s.%s\n", name, i.Of.Name, whatDay(i.Of), around(&i, name))
	return i.Of.Name.String(), nil
}

// around says what is known of the days behind the first of an interval.
func around(i *history.Interval, day string) string {
	said := ""
	if i.Next != nil {
		said = fmt.Sprintf(" The next one known, %s, %s.", i.Next.Name, whatDay(i.Next))
	}
	switch {
	case !i.Gap || day == i.From:
	case i.Next == nil:
		said += " Of the days since, nothing is known."
	case i.Of.CapturedOnly():
		said += " Of the days between them, nothing is known."
	default:
		said += " On which day it took the place of the other is not known."
	}
	return said
}

// whatDay says what the day of a version means, as if the version were spoken of.
func whatDay(v *history.Version) string {
	does := map[history.Meaning]string{
		history.EffectiveDay: "applies from",
		history.PublishedDay: "was published on",
		history.CapturedDay:  "was captured on",
		history.NamedDay:     "is named after",
	}
	return does[v.Meaning()] + " " + v.Starts()
}
