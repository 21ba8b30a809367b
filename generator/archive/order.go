package archive

import (
	"errors"
	"fmt"
	"slices"
)

// place is what decides where a version stands among those of its policy.
type place struct {
	name, after Name
}

// order puts the versions of one policy in order and returns their names:
//
//   - by name, except that
//   - a version with after stands directly behind the version that it names;
//     several behind the same one stand by name, each with its own followers.
//
// A version whose after names no version, and a circle of versions that follow
// each other, are errors; then the names that can be placed are still returned.
func order(places []place) ([]Name, error) {
	exists := make(map[Name]bool, len(places))
	for _, p := range places {
		exists[p.name] = true
	}
	var errs []error
	followers := make(map[Name][]Name, len(places))
	for _, p := range places {
		if !p.after.IsZero() && !exists[p.after] {
			errs = append(errs, fmt.Errorf("version %s is said to follow %s, which does not exist", p.name, p.after))
			continue
		}
		followers[p.after] = append(followers[p.after], p.name)
	}
	for _, names := range followers {
		slices.SortFunc(names, Name.Compare)
	}

	sorted := make([]Name, 0, len(places))
	waiting := slices.Clone(followers[Name{}])
	slices.Reverse(waiting)
	for len(waiting) > 0 {
		next := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		sorted = append(sorted, next)
		behind := followers[next]
		for i := range behind {
			waiting = append(waiting, behind[len(behind)-1-i])
		}
	}
	if len(errs) == 0 && len(sorted) < len(places) {
		errs = append(errs, circleError(places, sorted))
	}
	return sorted, errors.Join(errs...)
}

// circleError names the versions that cannot be placed.
func circleError(places []place, sorted []Name) error {
	var left []Name
	for _, p := range places {
		if !slices.Contains(sorted, p.name) {
			left = append(left, p.name)
		}
	}
	slices.SortFunc(left, Name.Compare)
	return fmt.Errorf("versions %v are said to follow each other in a circle", left)
}
