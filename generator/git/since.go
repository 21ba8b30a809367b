package git

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"time"
)

// since reads a date in any of the forms that `git log --since` takes, as a
// Unix time. git log takes what it does not understand for now; here it is an
// error. A bare YYYY-MM-DD is the beginning of that day in UTC, where git log
// would take the time of day at which it is run.
func (r *Repository) since(ctx context.Context, s string) (int64, error) {
	if s == "" {
		return math.MinInt64, nil
	}
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		return day.Unix(), nil
	}
	// git config reads the same dates, and tells when it cannot.
	out, err := run(ctx, r.root, "-c", "import.since="+s, "config", "--type=expiry-date", "--get", "import.since")
	if err == nil {
		var n uint64
		if n, err = strconv.ParseUint(out, 10, 64); err == nil {
			return int64(min(n, math.MaxInt64)), nil
		}
	}
	if ctx.Err() != nil {
		return 0, context.Cause(ctx)
	}
	return 0, fmt.Errorf("git does not understand %q as a date; write 2024-05-31, 2024-05-31T12:00:00Z or \"2 weeks ago\"", s)
}
