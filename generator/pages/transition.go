package pages

import (
	_ "embed"
	"encoding/json"
	"time"

	"policyarchive/generator/history"
	"policyarchive/generator/weave"
)

// TransitionFile tells a scheduler when to build the site again. Its format is
// next-transition.schema.json.
const TransitionFile = "next-transition.json"

// TransitionSchema is the JSON schema of [TransitionFile].
//
//go:embed next-transition.schema.json
var TransitionSchema []byte

// Transitions is the content of [TransitionFile].
type Transitions struct {
	TimeZone string      `json:"timeZone"` // of the days
	Next     *Transition `json:"next"`     // nil while nothing is announced
	// Checkpoint is the newest one of the log, as its file has it; empty without a log.
	Checkpoint string `json:"checkpoint,omitempty"`
}

// Transition is the coming into force of one version, or of several policies'
// versions on one day.
type Transition struct {
	Date     string              `json:"date"`    // YYYY-MM-DD
	Instant  string              `json:"instant"` // RFC 3339: when that day begins
	Versions []TransitionVersion `json:"versions"`
}

// TransitionVersion is a version that comes into force.
type TransitionVersion struct {
	Policy  string `json:"policy"`
	Version string `json:"version"`
	URL     string `json:"url"` // absolute
}

// transitions finds what comes into force next, of all policies.
func transitions(histories []*weave.History, zone *time.Location, url func(*history.Version) string) (*Transitions,
	error) {
	t := &Transitions{TimeZone: zone.String()}
	for _, h := range histories {
		v := h.NextTransition()
		if v == nil {
			continue
		}
		day := v.Starts()
		if t.Next == nil || day < t.Next.Date {
			begins, err := dayStart(day, zone)
			if err != nil {
				return nil, err
			}
			t.Next = &Transition{Date: day, Instant: begins.Format(time.RFC3339)}
		}
		if day == t.Next.Date {
			t.Next.Versions = append(t.Next.Versions, TransitionVersion{h.Policy, v.Name.String(), url(v)})
		}
	}
	return t, nil
}

// file is the JSON of the transitions.
func (t *Transitions) file() ([]byte, error) {
	data, err := json.MarshalIndent(t, "", "  ")
	return append(data, '\n'), err
}
