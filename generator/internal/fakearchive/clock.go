package fakearchive

import (
	"context"
	"slices"
	"sync"
	"time"
)

// Clock is a clock that stands still but for waits, which take no real time.
type Clock struct {
	mutex sync.Mutex
	now   time.Time
	waits []time.Duration
}

// NewClock makes a clock that shows the beginning of 2026.
func NewClock() *Clock { return &Clock{now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)} }

// Now is what the clock shows.
func (c *Clock) Now() time.Time {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.now
}

// Wait moves the clock on, unless ctx has ended.
func (c *Clock) Wait(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.now = c.now.Add(d)
	c.waits = append(c.waits, d)
	return nil
}

// Waits are all waits so far.
func (c *Clock) Waits() []time.Duration {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return slices.Clone(c.waits)
}
