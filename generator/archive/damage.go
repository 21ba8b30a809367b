package archive

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// ErrDamaged is the error of an archive whose files and manifest do not agree.
// [Verify] tells everything that is out of step.
var ErrDamaged = errors.New("the archive is out of step with its manifest: run verify to see everything that is " +
	"wrong with it")

// damage is one disagreement between files, records and manifest.
type damage struct{ message string }

func (d *damage) Error() string { return d.message }

func damagef(format string, args ...any) error {
	return &damage{fmt.Sprintf(format, args...)}
}

// advise wraps ErrDamaged around an error that tells of damage.
func advise(err error) error {
	var d *damage
	if errors.As(err, &d) {
		return fmt.Errorf("%w\n%w", err, ErrDamaged)
	}
	return err
}

// joinFirst joins the first errors by their text and says how many more there are.
func joinFirst(errs []error, most int) error {
	slices.SortFunc(errs, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
	if more := len(errs) - most; more > 0 {
		errs = append(errs[:most:most], fmt.Errorf("and %d more", more))
	}
	return errors.Join(errs...)
}

func appendError(errs []error, err error) []error {
	if err == nil {
		return errs
	}
	return append(errs, err)
}
