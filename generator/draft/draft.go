// Package draft holds a working text and what it follows: the version before it,
// the text that the change began from, how it differs from them, and the record
// that a snapshot of it writes.
package draft

import (
	"policyarchive/generator/compare"
	"policyarchive/generator/history"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// Name is what a working text is called where a version could stand.
const Name = "draft"

// Draft is a working text and what it follows.
type Draft struct {
	Policy string // its name: privacy
	// BadName says why no policy can have that name; nil if one can.
	BadName error
	// Lang is its language (BCP 47) where the front matter does not say; may be empty.
	Lang string
	// Today is a day, YYYY-MM-DD.
	Today string

	Text
	// Base is the text that the change began from; nil if all of it is new.
	Base *Text

	// History holds the versions of the policy; nil while it has none.
	History *history.History
	// Previous is the version that the text follows; nil for the first.
	Previous *history.Version
	// Comparison is that of Previous with the text; nil for the first.
	Comparison *compare.Comparison

	// Translation is what is known of the text that this one renders; nil if it
	// renders none.
	Translation *Translation
	// Declared is what an editor says in place of the front matter.
	Declared Declared

	woven *weave.Woven // of all versions, with the text behind them
}

// Text is a text that was followed by a tracker.
type Text struct {
	Doc *policy.Document
	// Source is the bytes that Doc was parsed from.
	Source []byte
	// Tracker has seen the versions before, and Doc as the last.
	Tracker *lineage.Tracker
}

// PreviousName names the version that the text follows; "" for the first.
func (d *Draft) PreviousName() string {
	if d.Previous == nil {
		return ""
	}
	return d.Previous.Name.String()
}

// Changed reports whether the text is another than that of the version it
// follows. A first text follows none, and is not changed.
func (d *Draft) Changed() bool {
	return d.Previous != nil && d.Previous.Doc.Digest != d.Doc.Digest
}

// Unchanged reports whether the text is that of the version it follows, but for
// its front matter.
func (d *Draft) Unchanged() bool {
	return d.Comparison != nil && d.Comparison.Verdict.Kind == compare.Identical
}

// WordsChanged reports whether words differ from the version before.
func (d *Draft) WordsChanged() bool {
	return d.Comparison != nil && d.Comparison.Verdict.Kind.ChangesWords()
}

// Frozen is the newest version, if it has this text; nil if it has another, or
// if there is none.
func (d *Draft) Frozen() *history.Version {
	if d.History == nil {
		return nil
	}
	if v := d.History.Latest(); v != nil && v.Outline.Text == d.Doc.Digest {
		return v
	}
	return nil
}

// Withdrawn is a version with this text behind the one that the text follows: it
// was withdrawn. It is nil if there is none.
func (d *Draft) Withdrawn() *history.Version {
	if d.History == nil || d.Unchanged() {
		return nil
	}
	after := 0
	if d.Previous != nil {
		after = d.Previous.Index + 1
	}
	for _, v := range d.History.Versions[after:] {
		if v.Outline.Text == d.Doc.Digest {
			return v
		}
	}
	return nil
}

// Against is the comparison of a version of the policy with the text: what the site
// will say of the two once the text is a version.
func (d *Draft) Against(v *history.Version) *compare.Comparison {
	if v == d.Previous && d.Comparison != nil {
		return d.Comparison
	}
	return d.woven.Between(v.Index, len(d.woven.Versions)-1)
}
