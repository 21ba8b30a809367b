package importer

import (
	"context"
	"fmt"

	"policyarchive/generator/archive"
	"policyarchive/generator/history"
	"policyarchive/generator/language"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// begun is a lineage that begins with a new version.
type begun struct {
	item    *Item
	title   string
	lineage *lineage.Lineage
}

// follow takes all versions, old and new, in the order they will have: it
// notes for each new one which anchors it is the first to have, and what of
// its predecessor it seems to lack.
func (p *Plan) follow(ctx context.Context) error {
	placement := p.opened.Place(p.options.Policy)
	items := map[archive.Name]*Item{}
	for _, item := range p.Fresh() {
		items[placement.Add(item.Name.Date, item.Record.After)] = item
	}
	if len(items) == 0 {
		return nil
	}
	names, err := placement.Order()
	if err != nil {
		return fmt.Errorf("put the captures in order: %w", err)
	}
	tracker := lineage.New()
	for _, v := range p.opened.Versions(p.options.Policy) {
		tracker.Reserve(history.Published(v))
	}
	var begins []begun
	var before *policy.Document
	var previous archive.Name
	spoken := "" // the language of the version before
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		item := items[name]
		if item == nil && p.opened.Version(p.options.Policy, name).Redaction != nil {
			continue
		}
		var doc *policy.Document
		if item != nil {
			doc = item.doc
			tracker.Add(doc, nil)
			for _, i := range history.Begun(tracker, doc) {
				s := &doc.Sections[i]
				begins = append(begins, begun{item, s.Title, tracker.Lineages[s.Lineage]})
			}
			if before != nil {
				item.doubt(doubts(before, doc, "version "+previous.String(), p.said(doc))...)
			} else {
				item.doubt(doubtsOfOne(doc)...)
			}
		} else {
			v := p.opened.Version(p.options.Policy, name)
			text, err := v.Text()
			if err != nil {
				return fmt.Errorf("read version %s of %s: %w", name, p.options.Policy, err)
			}
			doc = p.parser.Parse(v.Dir(), text)
			tracker.AddKept(doc, history.Published(v), history.Kept(v))
		}
		// A text that shares its words with the one before is in its language.
		if before == nil || spoken == "" || !sharesWords(before, doc) {
			spoken = language.Of(doc.Text())
		}
		if item != nil {
			if len(sample(doc)) >= leastWords {
				item.Record.Lang = p.doubtLanguage(item, spoken)
			}
			item.Record.Doubts = item.sentences()
			item.doc = nil
		}
		before, previous = doc, name
	}
	for _, b := range begins {
		anchor := b.lineage.Anchor
		if b.lineage.Published != "" {
			anchor = b.lineage.Published
		}
		b.item.Record.Anchors = append(b.item.Record.Anchors, archive.Anchor{Anchor: anchor, Title: b.title})
	}
	return nil
}
