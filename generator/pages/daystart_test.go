package pages

import (
	"testing"
	"time"
)

func TestDayStart(t *testing.T) {
	for _, test := range []struct{ zone, day, want string }{
		{"UTC", "2027-02-01", "2027-02-01T00:00:00Z"},
		{"America/Los_Angeles", "2027-02-01", "2027-02-01T00:00:00-08:00"},
		{"America/Los_Angeles", "2027-07-01", "2027-07-01T00:00:00-07:00"},
		{"Pacific/Kiritimati", "2027-02-01", "2027-02-01T00:00:00+14:00"},
		{"Asia/Kathmandu", "2027-02-01", "2027-02-01T00:00:00+05:45"},
		{"Africa/Cairo", "2024-04-26", "2024-04-26T01:00:00+03:00"},      // there was no midnight
		{"America/Havana", "2024-11-03", "2024-11-03T00:00:00-04:00"},    // there were two
		{"America/Sao_Paulo", "2018-02-18", "2018-02-18T00:00:00-03:00"}, // the hour before came twice
		{"Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00"},      // there was no such day
	} {
		zone, err := time.LoadLocation(test.zone)
		if err != nil {
			t.Fatal(err)
		}
		got, err := dayStart(test.day, zone)
		if err != nil || got.Format(time.RFC3339) != test.want {
			t.Errorf("%s in %s begins at %s, not %s (%v)", test.day, test.zone, got.Format(time.RFC3339), test.want, err)
		}
	}
	if _, err := dayStart("2027-02-30", time.UTC); err == nil {
		t.Error("a day that does not exist begins")
	}
}
