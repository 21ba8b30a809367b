package importer

import (
	"time"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
	"policyarchive/generator/policy"
)

// Capture is a state of a policy, as some source has it.
type Capture struct {
	// Label is what messages call it: a file's path, a commit, an address.
	Label string
	capture.Capture
	// Restore is what is known for restoring the text.
	Restore capture.Options
	// Source says where it comes from. Original and Archived are taken from the
	// capture itself if they are empty.
	Source archive.Source
	// Published, Effective and Summary are put into the record if not empty.
	// Published and Effective are days, YYYY-MM-DD.
	Published, Effective, Summary string
	// Day (YYYY-MM-DD) is the day of the version's name. If it is empty, the
	// effective date, the published one and the day of capture stand in, in this
	// order.
	Day string
	// Doubts are what the source itself has to say against the capture; those
	// of the import are added.
	Doubts []Doubt
	// Err is why the source could not give the bytes.
	Err error
}

// Options say how captures are taken in.
type Options struct {
	Policy string
	// Lang is the language in which the policy is said to be (BCP 47); empty if
	// nothing says it.
	Lang string
	// Sequence tells that the captures are in the order of the history, whatever
	// their days. Otherwise they are put in the order of their days.
	Sequence bool
	// Behind puts the first capture of a sequence behind all versions that are
	// there, whatever its day.
	Behind bool
	// Repeated leaves out captures that restore to the same text as their
	// predecessor (see [policy.Document]). Pages that do are always left out, and
	// what was made of pages: each answer of a server has other bytes.
	Repeated bool
	// LaggingDates leaves out a stated date that the predecessor states too:
	// authors often change the text and forget the date in it.
	LaggingDates bool
	// Encoding is that of the captures; empty for the one that they declare.
	Encoding string
	// Now is when the captures are imported.
	Now time.Time
	// Progress, if not nil, is called with how many captures have been restored.
	Progress func(done int)
}

// Outcome is what becomes of a capture.
type Outcome int

// The outcomes.
const (
	New       Outcome = iota // a version to be archived
	Known                    // archived already
	SameBytes                // the bytes of the capture before it
	SameText                 // restores to the same text as the capture before it
	Unusable                 // no text can be made of it: see Item.Err
)

// Item is a capture and what becomes of it.
type Item struct {
	*Capture
	Outcome Outcome
	// Name is the version's: of one that is there, or that will be.
	Name archive.Name
	// Record is what the archive will know of a New version.
	Record archive.Record
	// Like is the capture or version whose text, or bytes, this one has too.
	Like *Item
	Err  error
	// Refused tells that an Unusable one has a text, of which the archive cannot take
	// something: Err says what, each with its position.
	Refused bool

	text   []byte
	doc    *policy.Document
	served bool   // another answer of the same server would have other bytes
	digest string // of the capture
	stated [2]string
}

// TextDigest is the digest of the text, as the version's record will have it.
func (item *Item) TextDigest() string { return archive.Digest(item.text) }
