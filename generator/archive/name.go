package archive

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Name is the name of a version: its day, and its place among the versions of
// that day. In text it is 2016-11-04 for the first of the day, 2016-11-04.2 for
// the second, and so on. The zero Name is no name.
//
// The day is a label that puts versions in order. Whether it is the day on
// which the text was captured, published or came into force stands in the
// [Record].
type Name struct {
	Date    string // YYYY-MM-DD
	Ordinal int    // from 1
}

// maxOrdinal bounds the number of versions of one day.
const maxOrdinal = 999_999

// ParseName reads the text of a Name. It accepts only what [Name.String] writes.
func ParseName(s string) (Name, error) {
	date, suffix, more := strings.Cut(s, ".")
	if _, err := ParseDate(date); err != nil {
		return Name{}, fmt.Errorf("version name %q: %w", s, err)
	}
	n := Name{Date: date, Ordinal: 1}
	if !more {
		return n, nil
	}
	ordinal, err := strconv.Atoi(suffix)
	if err != nil || ordinal < 2 || ordinal > maxOrdinal || strconv.Itoa(ordinal) != suffix {
		return Name{}, fmt.Errorf("version name %q: what follows the day must be .2, .3 and so on (the first version of a "+
			"day has the bare date)", s)
	}
	n.Ordinal = ordinal
	return n, nil
}

// ParseDate reads a day of the calendar, written YYYY-MM-DD, as midnight UTC.
func ParseDate(s string) (time.Time, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 || t.Format(time.DateOnly) != s {
		return time.Time{}, fmt.Errorf("%q is not a day of the calendar written YYYY-MM-DD", s)
	}
	return t, nil
}

// String is the name as it stands in paths, URLs and records; empty for the
// zero Name.
func (n Name) String() string {
	if n.Ordinal > 1 {
		return n.Date + "." + strconv.Itoa(n.Ordinal)
	}
	return n.Date
}

// Compare orders names by day and then by place in the day: .10 follows .9.
// It returns -1, 0 or 1.
func (n Name) Compare(other Name) int {
	return cmp.Or(cmp.Compare(n.Date, other.Date), cmp.Compare(n.Ordinal, other.Ordinal))
}

// IsZero reports whether n is no name.
func (n Name) IsZero() bool { return n == Name{} }

// MarshalText writes [Name.String].
func (n Name) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalText reads what [ParseName] reads.
func (n *Name) UnmarshalText(text []byte) error {
	parsed, err := ParseName(string(text))
	if err != nil {
		return err
	}
	*n = parsed
	return nil
}
