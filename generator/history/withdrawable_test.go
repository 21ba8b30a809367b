package history

import (
	"strings"
	"testing"

	"policyarchive/generator/archive"
)

func TestWithdrawable(t *testing.T) {
	of := func(effective string, w *archive.Withdrawal) *Version {
		return &Version{Version: &archive.Version{Record: archive.Record{Policy: "privacy", Effective: effective},
			Withdrawal: w}}
	}
	for want, v := range map[string]*Version{
		"":                              of("2024-02-02", nil),
		"came into force on 2024-02-01": of("2024-02-01", nil),
		"no effective date ahead":       of("", nil),
		"was withdrawn on 2024-01-01":   of("2024-03-01", &archive.Withdrawal{Withdrawn: "2024-01-01"}),
	} {
		if err := v.Withdrawable("2024-02-01"); (err == nil) != (want == "") ||
			err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("want %q: %v", want, err)
		}
	}
}
