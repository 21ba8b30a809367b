package archive

import (
	"errors"
	"fmt"
	"strings"

	"policyarchive/generator/plainjson"
	"policyarchive/generator/translog"
)

// WithdrawalFile is the only file of a withdrawal.
const WithdrawalFile = "withdrawal.json"

// withdrawnSuffix follows the name of a version in that of its withdrawal's
// directory.
const withdrawnSuffix = ".withdrawn"

// WithdrawalFormat is the format of withdrawal.json that this package writes,
// and the newest that it reads.
const WithdrawalFormat = 1

// Withdrawal says that an announced version will never come into force. It is
// the content of withdrawal.json, a statement beside the version.
type Withdrawal struct {
	Policy    string `json:"policy"`
	Version   Name   `json:"version"`
	Withdrawn string `json:"withdrawn"` // YYYY-MM-DD, before the version's effective date
	Reason    string `json:"reason"`    // for readers, one or a few sentences
}

type withdrawalDocument struct {
	Format int `json:"format"`
	Withdrawal
}

// Dir is the directory of the withdrawal, relative to the archive's root.
func (w *Withdrawal) Dir() string { return versionDir(w.Policy, w.Version) + withdrawnSuffix }

// ParseWithdrawal reads withdrawal.json; file names it in errors. As
// [ParseRecord] it accepts only what [Withdrawal.Format] writes, and its error
// is, or joins, [SyntaxError] values.
func ParseWithdrawal(file string, data []byte) (*Withdrawal, error) {
	var doc withdrawalDocument
	check := func() error { return doc.check(file) }
	if err := parseDocument(file, data, WithdrawalFormat, &doc, check, doc.Withdrawal.Format); err != nil {
		return nil, err
	}
	clean("reason", &doc.Reason)
	return &doc.Withdrawal, nil
}

// Format writes the withdrawal as withdrawal.json, as [Record.Format] writes
// version.json.
func (w *Withdrawal) Format() ([]byte, error) {
	if err := w.check(WithdrawalFile); err != nil {
		return nil, err
	}
	doc := withdrawalDocument{Format: WithdrawalFormat, Withdrawal: *w}
	doc.Reason = strings.ToValidUTF8(doc.Reason, "\uFFFD")
	return plainjson.Marshal(&doc, "  ")
}

func (w *Withdrawal) check(file string) error {
	errs := fieldErrors{file: file}
	check := errs.add
	check("policy", CheckPolicyName(w.Policy))
	check("version", checkName(w.Version))
	_, err := ParseDate(w.Withdrawn)
	check("withdrawn", err)
	check("reason", checkNeeded(w.Reason, "why"))
	return errors.Join(errs.list...)
}

func (w *Withdrawal) against(dir string, r *Record) (faults []string) {
	switch {
	case w.Dir() != dir:
		faults = append(faults, "is that of "+shown(w.Dir()))
	case r == nil:
		faults = append(faults, "withdraws a version that does not exist")
	case r.Effective == "":
		faults = append(faults, "withdraws a version that has no effective date")
	case r.Effective <= w.Withdrawn:
		faults = append(faults, fmt.Sprintf("withdraws on %s a version that came into force on %s", w.Withdrawn,
			r.Effective))
	}
	return faults
}

func (w *Withdrawal) of() (policy string, version Name) { return w.Policy, w.Version }

func (w *Withdrawal) texts(do func(field string, text *string)) { do("reason", &w.Reason) }

func (w *Withdrawal) entry(digest string) translog.Entry {
	return translog.Entry{Day: w.Withdrawn, Policy: w.Policy, Version: w.Version.String(), Act: translog.Withdraw,
		Record: digest}
}

func (w *Withdrawal) apply(v *Version, file ListedFile) { v.Withdrawal, v.withdrawalFile = w, file }
