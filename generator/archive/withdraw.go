package archive

import (
	"context"
	"fmt"
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
	return state(ctx, d, &w, func(v *Version) error {
		if v.Withdrawal != nil {
			return fmt.Errorf("version %s of %s was withdrawn on %s", w.Version, w.Policy, v.Withdrawal.Withdrawn)
		}
		return nil
	})
}
