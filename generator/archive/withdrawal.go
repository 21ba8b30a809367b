package archive

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"policyarchive/generator/plainjson"
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
// the content of withdrawal.json, which stands beside the version and not in
// it: no byte of the version changes, and it gets no further file. A withdrawal
// is archived as a version is, for ever.
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
	var errs []error
	check := func(field string, err error) {
		if err != nil {
			errs = append(errs, &SyntaxError{File: file, Message: field + ": " + err.Error()})
		}
	}
	check("policy", CheckPolicyName(w.Policy))
	check("version", checkName(w.Version))
	_, err := ParseDate(w.Withdrawn)
	check("withdrawn", err)
	if strings.TrimSpace(w.Reason) == "" {
		check("reason", errors.New("is empty: readers want to know why"))
	}
	return errors.Join(errs...)
}

// against says in which points a withdrawal does not agree with the directory
// it lies in and with the record of its version; nil stands for a version that
// is not there.
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

// ofWithdrawal takes the name of a version's directory from that of its
// withdrawal's.
func ofWithdrawal(dir string) (version string, ok bool) {
	return strings.CutSuffix(dir, withdrawnSuffix)
}

// checkDirName says what is wrong with the name of a directory of a policy: a
// version's, or a withdrawal's.
func checkDirName(s string) error {
	s, _ = ofWithdrawal(s)
	_, err := ParseName(s)
	return err
}

// isWithdrawalDir reports whether a path is that of a withdrawal's directory.
func isWithdrawalDir(dir string) bool {
	_, ok := ofWithdrawal(path.Base(dir))
	return ok
}
