package serve

import (
	"context"
	"testing"
	"time"
)

func TestBackground(t *testing.T) {
	rest := &background{}
	rest.stop() // nothing has begun
	began, ended := make(chan bool), false
	rest.start(t.Context(), func(ctx context.Context) {
		close(began)
		<-ctx.Done()
		time.Sleep(10 * time.Millisecond)
		ended = true
	})
	<-began
	rest.stop()
	if !ended {
		t.Error("stop did not wait")
	}
	rest.stop() // once more does no harm

	did := make(chan int, 2)
	rest.start(t.Context(), func(context.Context) { did <- 1 })
	if got := <-did; got != 1 {
		t.Errorf("it did %d", got)
	}
	rest.pause = time.Hour
	rest.start(t.Context(), func(context.Context) { did <- 2 })
	rest.stop()
	if len(did) > 0 {
		t.Error("work began before the pause was over")
	}

	ctx, cancel := context.WithCancel(t.Context())
	rest.start(ctx, func(context.Context) { did <- 3 })
	cancel()
	<-rest.done
	if len(did) > 0 {
		t.Error("work began though all was over")
	}
}
