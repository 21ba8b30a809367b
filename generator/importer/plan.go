package importer

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
	"policyarchive/generator/policy"
)

// Plan is an import, worked out.
type Plan struct {
	// Items are the captures in the order in which they were taken.
	Items []*Item

	options Options
	opened  *archive.Archive
	known   map[string]*archive.Version // by commit, address, or digest and day
	parser  *policy.Parser
}

// Prepare works out the import of captures into an opened archive. It fails only
// if the archive's own texts cannot be read, or ctx ends; what is wrong with a
// capture stands in its item.
func Prepare(ctx context.Context, opened *archive.Archive, captures []*Capture, o Options) (*Plan, error) {
	p := &Plan{options: o, opened: opened, parser: policy.NewParser()}
	for _, c := range captures {
		c.Restore.Encoding = o.Encoding
		p.Items = append(p.Items, &Item{Capture: c, digest: archive.Digest(c.Data)})
	}
	p.markKnown()
	if err := p.restoreAll(ctx); err != nil {
		return nil, err
	}
	if !o.Sequence {
		slices.SortStableFunc(p.Items, func(a, b *Item) int { return strings.Compare(a.Name.Date, b.Name.Date) })
	}
	p.leaveRepeated()
	if err := p.place(); err != nil {
		return nil, err
	}
	return p, p.follow(ctx)
}

// Addresses are the copies in web archives from which versions of a policy
// were imported.
func Addresses(opened *archive.Archive, policyName string) map[string]bool {
	known := map[string]bool{}
	for _, v := range opened.Versions(policyName) {
		if v.Record.Source.Medium == "wayback" && v.Record.Source.Archived != "" {
			known[v.Record.Source.Archived] = true
		}
	}
	return known
}

// markKnown finds the captures that are in the archive already: by their
// commit, by their address in a web archive, or by bytes and day. One that was redacted
// does not come back.
func (p *Plan) markKnown() {
	p.known = map[string]*archive.Version{}
	for _, v := range p.opened.All(p.options.Policy) {
		s := &v.Record.Source
		if s.Commit != "" {
			p.known["commit "+s.Commit] = v
		}
		if s.Medium == "wayback" && s.Archived != "" {
			p.known["archived "+s.Archived] = v
		}
		if v.Record.Capture != nil {
			p.known[v.Record.Capture.SHA256+" "+v.Name.Date] = v
		}
	}
	for _, item := range p.Items {
		item.markKnown(p.known, "commit "+item.Source.Commit, "archived "+item.Source.Archived,
			item.digest+" "+item.Day)
	}
}

// markKnown looks for a version under some keys. A version of another commit, or
// from another copy, is another one, also with the same bytes on the same day.
func (item *Item) markKnown(known map[string]*archive.Version, keys ...string) {
	other := func(a, b string) bool { return a != "" && b != "" && a != b }
	for _, key := range keys {
		v := known[key]
		if v == nil || other(v.Record.Source.Commit, item.Source.Commit) ||
			other(v.Record.Source.Archived, item.Source.Archived) {
			continue
		}
		item.Outcome, item.Name = Known, v.Name
		return
	}
}

// leaveRepeated finds what says the same as its predecessor, and the stated
// dates that lag behind.
func (p *Plan) leaveRepeated() {
	var before *Item
	for _, item := range p.Items {
		before = p.predecessor(item, before)
		if item.Outcome == New {
			item.markKnown(p.known, item.digest+" "+item.Name.Date)
		}
		switch {
		case item.Outcome == Unusable:
			continue
		case before == nil || item.Outcome == Known:
		case p.options.Repeated && item.digest == before.digest:
			item.Outcome, item.Like = SameBytes, before
		case (p.options.Repeated || item.served) && p.repeats(item, before):
			item.Outcome, item.Like = SameText, before
		case p.options.LaggingDates:
			item.dropLagging(before)
		}
		if item.Outcome == New || item.Outcome == Known {
			before = item
		}
	}
}

// predecessor is what stands before an item whose place is given by its day: a
// version that is there, if it is newer than the item before.
func (p *Plan) predecessor(item, before *Item) *Item {
	if p.options.Sequence || item.Outcome != New {
		return before
	}
	versions := p.opened.Versions(p.options.Policy)
	for i := len(versions) - 1; i >= 0; i-- {
		v := versions[i]
		switch {
		case !p.options.Behind && v.Name.Date > item.Name.Date:
		case before != nil && (p.options.Behind || v.Name.Date < before.Name.Date || before.Name == v.Name):
			return before
		default:
			known := &Item{Capture: &Capture{}, Outcome: Known, Name: v.Name}
			if v.Record.Capture != nil {
				known.digest = v.Record.Capture.SHA256
			}
			return known
		}
	}
	return before
}

// dropLagging forgets stated dates that the predecessor states as well.
func (item *Item) dropLagging(before *Item) {
	if before.Outcome == Known && before.Data != nil {
		if r, err := capture.Restore(before.Capture.Capture, before.Restore); r != nil &&
			(err == nil || errors.Is(err, capture.ErrNoDate)) {
			before.stated = [2]string{r.Published, r.Effective}
		}
	}
	if item.stated[0] != "" && item.stated[0] == before.stated[0] && item.Published == "" {
		item.Record.Published = ""
	}
	if item.stated[1] != "" && item.stated[1] == before.stated[1] && item.Effective == "" {
		item.Record.Effective = ""
	}
}

// repeats reports whether an item has the same text as another, which may be
// archived, but for the noise of a server.
func (p *Plan) repeats(item, before *Item) bool {
	is, was := item.text, p.textOf(before)
	return bytes.Equal(is, was) || was != nil && p.parser.Parse("", capture.Essence(is)).Digest == p.parser.Parse("",
		capture.Essence(was)).Digest
}

// textOf is the text of an item, also of one that is archived.
func (p *Plan) textOf(item *Item) []byte {
	if item.Outcome != Known {
		return item.text
	}
	if v := p.opened.Version(p.options.Policy, item.Name); v != nil {
		if text, err := v.Text(); err == nil {
			return text
		}
	}
	return nil
}

// place gives the new versions their names and puts them in order.
func (p *Plan) place() error {
	placement := p.opened.Place(p.options.Policy)
	var before archive.Name
	latest := ""
	if last := p.opened.Latest(p.options.Policy); last != nil && p.options.Behind {
		before, latest = last.Name, last.Name.Date
	}
	for _, item := range p.Items {
		if item.Outcome != New && item.Outcome != Known {
			continue
		}
		if item.Outcome == New {
			if p.options.Sequence && item.Name.Date < latest {
				item.Record.After = before
				item.doubt(newDoubt(Order, false, "It is dated %s, and follows version %s.",
					"it is dated %s, and follows version %s", item.Name.Date, before))
			}
			item.Name = placement.Add(item.Name.Date, item.Record.After)
		}
		before, latest = item.Name, max(latest, item.Name.Date)
	}
	_, err := placement.Order()
	return err
}
