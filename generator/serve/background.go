package serve

import (
	"context"
	"time"
)

// background is work that nobody waits for, and that gives way to what somebody
// does: one piece of it at a time. Its methods are not to be called at once.
type background struct {
	pause  time.Duration // that must pass first
	cancel context.CancelFunc
	done   chan struct{}
}

// start lets work begin after the pause. The context that work is given ends
// with stop.
func (b *background) start(ctx context.Context, work func(context.Context)) {
	b.stop()
	ctx, b.cancel = context.WithCancel(ctx)
	done := make(chan struct{})
	b.done = done
	go func() {
		defer close(done)
		select {
		case <-ctx.Done():
		case <-time.After(b.pause):
			work(ctx)
		}
	}()
}

// stop ends the work, if there is any, and returns when it has ended.
func (b *background) stop() {
	if b.cancel != nil {
		b.cancel()
		<-b.done
	}
}
