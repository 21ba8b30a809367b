package pages

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"time"

	"policyarchive/generator/history"
	"policyarchive/generator/schema"
)

// daysFolder is the place of the pages that answer for a day, below the policy.
const daysFolder = "on"

// dayPages say of every day which version counts on it.
func (p *pageBuilder) dayPages() ([]schema.Page, error) {
	all := p.h.Intervals()
	var list []schema.Interval // oldest first
	for i := range all {
		list = append(list, p.interval(&all[i]))
	}
	newestFirst := func(list []schema.Interval) []schema.Interval {
		list = slices.Clone(list)
		slices.Reverse(list)
		return list
	}
	data := schema.DaysPage{Policy: p.policy.Named(), Intervals: newestFirst(list), Made: p.o.Day,
		MadeOn: p.words.Date(p.o.Day), Dates: p.words.DatePatterns()}
	periods := dayPeriods(all, p.o.Bounds.Listed)
	if len(periods) > 0 {
		data.Intervals, data.Periods = data.Intervals[:p.o.Bounds.Listed], p.periodLinks(periods, daysFolder)
	}
	pages := []schema.Page{p.page(schema.LayoutDays, p.say("daysOf"), p.say("daysDescription"), data, daysFolder)}
	for _, t := range periods {
		// The one before reaches into the period.
		data.Period, data.Intervals = p.periodTitle(t), newestFirst(list[t.first:t.last+2])
		page := p.page(schema.LayoutDays, p.say("daysOfPeriod", "period", p.periodTitle(t)),
			p.say("daysDescription"), data, daysFolder, t.name)
		page.NoIndex = true
		pages = append(pages, page)
	}
	return pages, nil
}

// dayRedirect shows the page of all days at an address for each, from which its script
// takes the day. It is one rule, for any number of days; and no address of a page has
// its shape, since Cloudflare Pages follows a rule even where there is a page.
func (p *pageBuilder) dayRedirect() {
	at := p.policy.DaysURL
	p.site.Redirects = append(p.site.Redirects, schema.Redirect{From: at + ":year/:month/:day/", To: at, Status: 200})
}

// dayAddress is the address of a day, as [pageBuilder.dayRedirect] answers it.
var dayAddress = regexp.MustCompile(`^[^/]+/` + daysFolder + `/(\d{4})/(\d\d)/(\d\d)/?$`)

// isDayAddress reports whether a path, from the site's root, is the address of a day
// that there is.
func isDayAddress(at string) bool {
	m := dayAddress.FindStringSubmatch(at)
	if m == nil {
		return false
	}
	_, err := time.Parse(time.DateOnly, strings.Join(m[1:], "-"))
	return err == nil
}

// dayPeriods are the periods of intervals but the first, which has no first day.
func dayPeriods(all []history.Interval, listed int) []period {
	var days []string
	for i := range all[1:] {
		days = append(days, all[1+i].From)
	}
	return periodsOf(days, listed)
}

// interval says what is known of days, and no more.
func (p *pageBuilder) interval(i *history.Interval) schema.Interval {
	w := p.words
	out := schema.Interval{From: i.From, Days: p.daysOf(i)}
	switch {
	case i.Of == nil && i.Next == nil:
		out.Answer = w.Say("noneKnown", nil)
	case i.Of == nil:
		out.Answer = w.Say("noneKnown", nil)
		out.Next = w.Say("oldestKnown", map[string]any{"was": p.datedLink(i.Next, wasKeys)})
	default:
		out.Answer, out.Next = p.datedLink(i.Of, versionKeys), w.Say("noNewerKnown", nil)
		if i.Of.Redaction == nil {
			out.Version, out.CompareURL = i.Of.Name.String(), p.compareCurrentURL(i.Of.Index)
		}
	}
	if i.Of != nil && i.Next != nil {
		out.Next = w.Say("nextKnown", map[string]any{"was": p.datedLink(i.Next, wasKeys)})
	}
	if i.Of != nil && i.Of.Redaction != nil {
		out.Next = w.Say("itsTextRemoved", map[string]any{"date": marked(w, i.Of.Redaction.Redacted)}) + " " + out.Next
	}
	if i.Gap {
		out.Gap = w.Say(p.gapKey(i), nil)
	}
	return out
}

// daysOf says which days an interval has.
func (p *pageBuilder) daysOf(i *history.Interval) string {
	w := p.words
	switch last := i.Last(); {
	case i.Of == nil && i.Next == nil:
		return ""
	case i.Of == nil:
		return w.Say("daysBefore", map[string]any{"date": marked(w, i.Until)})
	case i.Next == nil:
		return w.Say("daysFrom", map[string]any{"date": marked(w, i.From)})
	case last == i.From:
		return marked(w, i.From)
	default:
		return w.Say("fromTo", map[string]any{"from": marked(w, i.From), "to": marked(w, last)})
	}
}

// What is said of a version, by what its day means.
var (
	versionKeys = map[string]string{
		"announced":                  "theVersion_announced",
		string(history.EffectiveDay): "theVersion_effective",
		string(history.PublishedDay): "theVersion_published",
		string(history.CapturedDay):  "theVersion_captured",
		string(history.NamedDay):     "theVersion_named",
	}
	wasKeys = map[string]string{
		"announced":                  "was_announced",
		string(history.EffectiveDay): "was_effective",
		string(history.PublishedDay): "was_published",
		string(history.CapturedDay):  "was_captured",
		string(history.NamedDay):     "was_named",
	}
)

// datedLink leads to a version, in words that say what its day means.
func (p *pageBuilder) datedLink(v *history.Version, keys map[string]string) string {
	meaning, day := string(v.Meaning()), v.Starts()
	switch {
	case v.State == history.Announced && v.Meaning() == history.EffectiveDay:
		meaning = "announced"
	case v.Meaning() == history.CapturedDay:
		day = p.shown(v).Captured
	}
	date := marked(p.words, day)
	if v.Name.Ordinal > 1 {
		date += fmt.Sprintf(" (%d)", v.Name.Ordinal)
	}
	return fmt.Sprintf(`<a href="%s">%s</a>`, html.EscapeString(p.shown(v).URL),
		p.words.Say(keys[meaning], map[string]any{"date": date}))
}

// gapKey is the sentence that names a gap.
func (p *pageBuilder) gapKey(i *history.Interval) string {
	switch {
	case i.Next == nil:
		return "gapSince"
	case !i.Of.CapturedOnly():
		return "gapUntil"
	case i.Next.Redaction == nil && i.Next.Previous == i.Of && !p.redactedBefore(i.Next.Index) &&
		!p.entries[i.Next.Index].Significant():
		return "gapSameWords"
	}
	return "gapBetween"
}
