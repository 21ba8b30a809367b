package history

import (
	"fmt"

	"policyarchive/generator/archive"
)

// NameOn returns the name of the version that applied on a day, if a name is that of a
// day and of no version, with a remark in English on what is known of that day. Other
// names it returns as they are.
func (h *History) NameOn(name string) (version, remark string, err error) {
	if _, err := archive.ParseDate(name); err != nil || len(h.Versions) == 0 || h.Find(name) != nil ||
		named(h.Redacted, name) != nil {
		return name, "", nil
	}
	i := h.On(name)
	if i.Of == nil {
		return "", "", fmt.Errorf("no version of %s is known for %s: the oldest one, %s, %s", h.Policy, name, i.Next.Name,
			whatDay(i.Next))
	}
	return i.Of.Name.String(), fmt.Sprintf("no version is named %s; on that day: %s, which %s.%s", name, i.Of.Name,
		whatDay(i.Of), around(&i, name)), nil
}

// around says what is known of the days behind the first of an interval.
func around(i *Interval, day string) string {
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
func whatDay(v *Version) string {
	does := map[Meaning]string{
		EffectiveDay: "applies from",
		PublishedDay: "was published on",
		CapturedDay:  "was captured on",
		NamedDay:     "is named after",
	}
	return does[v.Meaning()] + " " + v.Starts()
}
