package archive

import (
	"context"
	"fmt"
	"path"

	"policyarchive/generator/translog"
)

// Withdraw archives the withdrawal of a version in the archive at dir. It
// refuses one of a version that does not exist, was withdrawn before, or whose
// effective date is not behind the day of the withdrawal; that this day is
// today's is the caller's to see. For what else can happen see [Update].
func Withdraw(ctx context.Context, dir string, w Withdrawal) error {
	return locked(dir, func(d rootDisk) error { return withdraw(ctx, d, w) })
}

// withdraw does the work of Withdraw under the lock.
func withdraw(ctx context.Context, d disk, w Withdrawal) error {
	_, err := change(ctx, d, func(a *Archive) (*plan, error) { return planWithdrawal(a, w) })
	return err
}

// planWithdrawal is a write of one withdrawal.
func planWithdrawal(a *Archive, w Withdrawal) (*plan, error) {
	if err := checkText("reason", w.Reason); err != nil {
		return nil, err
	}
	encoded, err := w.Format()
	if err != nil {
		return nil, err
	}
	v := a.Version(w.Policy, w.Version)
	switch {
	case v == nil:
		return nil, fmt.Errorf("%s has no version %s", shown(w.Policy), w.Version)
	case v.Withdrawal != nil:
		return nil, fmt.Errorf("version %s of %s was withdrawn on %s", w.Version, w.Policy, v.Withdrawal.Withdrawn)
	}
	if faults := w.against(w.Dir(), &v.Record); len(faults) > 0 {
		return nil, fmt.Errorf("%s: %s", path.Join(shown(w.Dir()), WithdrawalFile), faults[0])
	}
	dir := plannedDir{path: w.Dir()}
	dir.add(WithdrawalFile, encoded, Digest(encoded))
	p := &plan{dirs: []plannedDir{dir}, policies: map[string]bool{w.Policy: true},
		manifest: a.manifest.with(dir.entries)}
	if err := Validate(p.manifest, a.manifest); err != nil {
		return nil, err
	}
	act := withdrawalEntry(w.Withdrawn, &w, Digest(encoded))
	return p, p.append(a, &logger{day: w.Withdrawn}, []translog.Entry{act})
}
