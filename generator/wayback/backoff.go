package wayback

import (
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// How long is waited before another try.
const (
	firstPause   = 4 * time.Second // doubled with each try
	longestPause = 2 * time.Minute
	// busyPause follows 429 without Retry-After: who asks on for a minute is
	// shut out.
	busyPause = time.Minute
	// longestAsked is the longest wait asked for by the archive that is waited
	// for; people had better come back after a longer one.
	longestAsked = 10 * time.Minute
)

// illness is a failure that may have passed at the next try.
type illness struct {
	err    error
	status int           // 0: there was no whole answer
	asked  time.Duration // Retry-After; 0: not asked for
}

func (i *illness) Error() string {
	switch {
	case i.asked > 0:
		return fmt.Sprintf("the archive answers %v and asks to wait %v", i.err, i.asked.Round(time.Second))
	case i.status != 0:
		return fmt.Sprintf("the archive answers %v", i.err)
	}
	return i.err.Error()
}

// pause is how long to wait after so many tries, from 1: twice as long each
// time, of which up to half is left to chance so that clients which failed
// together do not return together, and never less than the archive asks for.
func (i *illness) pause(tries int) time.Duration {
	d := min(firstPause<<min(tries-1, 10), longestPause)
	d = d/2 + rand.N(d/2+1)
	if i.status == http.StatusTooManyRequests && i.asked == 0 {
		d = max(d, busyPause)
	}
	return max(d, i.asked)
}

// retryAfter reads the header of that name (RFC 9110, 10.2.3): seconds or a
// date. What is no such thing, or past, is 0.
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseUint(value, 10, 64); err == nil {
		return time.Duration(min(seconds, math.MaxInt64/uint64(time.Second))) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(at.Sub(now), 0)
	}
	return 0
}
