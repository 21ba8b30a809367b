package pages

import "time"

// dayStart is the first instant of a day (YYYY-MM-DD) in a zone: midnight, but
// where the clocks are put forward at midnight. The error is that of a day that
// cannot be read.
func dayStart(day string, zone *time.Location) (time.Time, error) {
	t, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return time.Time{}, err
	}
	// Around a change of the clocks, the time that was parsed may be in the day
	// before, or in the second of two equal hours.
	const step = 15 * time.Minute
	for t.Format(time.DateOnly) < day {
		t = t.Add(step)
	}
	for t.Add(-step).Format(time.DateOnly) >= day {
		t = t.Add(-step)
	}
	return t, nil
}
