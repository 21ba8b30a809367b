package history

import "fmt"

// Withdrawable says why a version cannot be withdrawn on a day; nil if it can.
func (v *Version) Withdrawable(today string) error {
	switch {
	case v.Withdrawal != nil:
		return fmt.Errorf("version %s of %s was withdrawn on %s already", v.Name, v.Policy, v.Withdrawal.Withdrawn)
	case v.Record.Effective == "":
		return fmt.Errorf("version %s of %s has no effective date ahead that it could be withdrawn before", v.Name,
			v.Policy)
	case v.Record.Effective <= today:
		return fmt.Errorf("version %s of %s cannot be withdrawn: it came into force on %s; freeze another text with "+
			"\"generator snapshot %s\" to replace it", v.Name, v.Policy, v.Record.Effective, v.Policy)
	}
	return nil
}
