package archive

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"policyarchive/generator/plainjson"
	"policyarchive/generator/translog"
)

// CorrectionFile is the only file of a correction.
const CorrectionFile = "correction.json"

// correctedSuffix and a day follow the name of a version in that of the directory of a
// correction.
const correctedSuffix = ".corrected-"

// CorrectionFormat is the format of correction.json that this package writes, and the
// newest that it reads.
const CorrectionFormat = 1

// Correction says what is wrong with a version as it was archived: with its record, or
// with the restoration of its text. It is the content of correction.json, a statement
// beside the version. A version has at most one for a day; later ones go further.
type Correction struct {
	Policy    string `json:"policy"`
	Version   Name   `json:"version"`
	Corrected string `json:"corrected"` // YYYY-MM-DD: the day since when it is right
	Wrong     string `json:"wrong"`     // what was wrong, for readers, in one or a few sentences
	Right     string `json:"right"`     // what is right, likewise
	// Record has the fields of the record that are others from here on.
	Record RecordCorrection `json:"record,omitzero"`
}

// RecordCorrection is the fields of a [Record] that a correction replaces; nil for those
// that stay. An empty one becomes unknown.
type RecordCorrection struct {
	Captured  *string `json:"captured,omitempty"`
	Published *string `json:"published,omitempty"`
	Effective *string `json:"effective,omitempty"`
	Class     *Class  `json:"class,omitempty"`
	Summary   *string `json:"summary,omitempty"`
}

type correctionDocument struct {
	Format int `json:"format"`
	Correction
}

// Correct archives a correction in the archive at dir. It refuses one of a version that
// does not exist, was withdrawn, or is announced on the day of the correction (withdraw
// it instead), and a second of one day. For what else can happen see [Update].
func Correct(ctx context.Context, dir string, c Correction) error {
	return locked(dir, func(d rootDisk) error { return correct(ctx, d, c) })
}

// correct does the work of Correct under the lock.
func correct(ctx context.Context, d disk, c Correction) error {
	return state(ctx, d, &c, func(v *Version) error {
		if v.Withdrawal != nil {
			return fmt.Errorf("version %s of %s was withdrawn on %s: it never applied", v.Name, v.Policy,
				v.Withdrawal.Withdrawn)
		}
		for _, before := range v.Corrections {
			if before.Corrected >= c.Corrected {
				return fmt.Errorf("version %s of %s was corrected on %s: a version has one correction a day, each later "+
					"than the one before; correct it again tomorrow", v.Name, v.Policy, before.Corrected)
			}
		}
		return nil
	})
}

// ParseCorrection reads correction.json; file names it in errors. As [ParseRecord] it
// accepts only what [Correction.Format] writes, and its error is, or joins, [SyntaxError]
// values.
func ParseCorrection(file string, data []byte) (*Correction, error) {
	var doc correctionDocument
	check := func() error { return doc.check(file) }
	if err := parseDocument(file, data, CorrectionFormat, &doc, check, doc.Correction.Format); err != nil {
		return nil, err
	}
	doc.texts(clean)
	return &doc.Correction, nil
}

// Format writes the correction as correction.json, as [Record.Format] writes version.json.
func (c *Correction) Format() ([]byte, error) {
	if err := c.check(CorrectionFile); err != nil {
		return nil, err
	}
	doc := correctionDocument{Format: CorrectionFormat, Correction: *c}
	if c.Record.Summary != nil {
		summary := *c.Record.Summary
		doc.Record.Summary = &summary
	}
	doc.texts(func(_ string, text *string) { *text = strings.ToValidUTF8(*text, "\uFFFD") })
	return plainjson.Marshal(&doc, "  ")
}

// Dir is the directory of the correction, relative to the archive's root.
func (c *Correction) Dir() string {
	return versionDir(c.Policy, c.Version) + correctedSuffix + c.Corrected
}

func (c *Correction) of() (policy string, version Name) { return c.Policy, c.Version }

func (c *Correction) texts(do func(field string, text *string)) {
	do("wrong", &c.Wrong)
	do("right", &c.Right)
	if c.Record.Summary != nil {
		do("record.summary", c.Record.Summary)
	}
}

func (c *Correction) check(file string) error {
	errs := fieldErrors{file: file}
	check := errs.add
	check("policy", CheckPolicyName(c.Policy))
	check("version", checkName(c.Version))
	_, err := ParseDate(c.Corrected)
	check("corrected", err)
	check("wrong", checkNeeded(c.Wrong, "what was wrong"))
	check("right", checkNeeded(c.Right, "what is right"))
	r := c.Record
	if r.Captured != nil && *r.Captured != "" {
		_, _, err := parseCaptured(*r.Captured)
		check("record.captured", err)
	}
	if r.Published != nil {
		check("record.published", checkOptionalDate(*r.Published))
	}
	if r.Effective != nil {
		check("record.effective", checkOptionalDate(*r.Effective))
	}
	if r.Class != nil {
		check("record.class", r.Class.check())
	}
	return errors.Join(errs.list...)
}

// against is that of a statement. A version that lies ahead is not corrected: readers were
// promised its day. Nor does a correction put a version ahead that was in force.
func (c *Correction) against(dir string, r *Record) (faults []string) {
	switch {
	case c.Dir() != dir:
		faults = append(faults, "is that of "+shown(c.Dir()))
	case r == nil:
		faults = append(faults, "corrects a version that does not exist")
	case r.Effective > c.Corrected:
		faults = append(faults, fmt.Sprintf("corrects on %s a version that is announced for %s: withdraw it, and announce "+
			"another", c.Corrected, r.Effective))
	}
	for _, day := range [...]*string{c.Record.Captured, c.Record.Published, c.Record.Effective} {
		if day != nil && *day != "" && (*day)[:len("2006-01-02")] > c.Corrected {
			faults = append(faults, fmt.Sprintf("says on %s that a version is of %s, which lies ahead", c.Corrected, *day))
		}
	}
	return faults
}

func (c *Correction) entry(digest string) translog.Entry {
	return translog.Entry{Day: c.Corrected, Policy: c.Policy, Version: c.Version.String(), Act: translog.Correct,
		Record: digest}
}

func (c *Correction) apply(v *Version, file ListedFile) {
	v.Corrections = append(v.Corrections, c)
	v.correctionFiles = append(v.correctionFiles, file)
	c.Record.Apply(&v.Record)
}

// Apply replaces the fields of a record.
func (c *RecordCorrection) Apply(r *Record) {
	for _, field := range [...]struct{ to, from *string }{{&r.Captured, c.Captured}, {&r.Published, c.Published},
		{&r.Effective, c.Effective}, {&r.Summary, c.Summary}} {
		if field.from != nil {
			*field.to = *field.from
		}
	}
	if c.Class != nil {
		r.Class = *c.Class
	}
}
