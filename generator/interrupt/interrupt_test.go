//go:build unix

package interrupt

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"testing"
	"time"
)

func TestContext(t *testing.T) {
	codes := make(chan int, 1)
	ctx := Context(t.Context(), func(code int) { codes <- code })
	if Cause(ctx) != nil {
		t.Fatal("it ended before a signal came")
	}
	send := func() {
		if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
	}
	send()
	select {
	case <-ctx.Done():
	case <-time.After(10 * time.Second):
		t.Fatal("the signal does not end it")
	}
	if why := Cause(ctx); why == nil || why.ExitCode() != 129 || !errors.Is(why, context.Canceled) {
		t.Errorf("the cause is %v", why)
	}
	send()
	if code := <-codes; code != 129 {
		t.Errorf("the second signal ends the process with %d", code)
	}
}

func TestBesides(t *testing.T) {
	other := errors.New("other")
	for _, err := range []error{nil, context.Canceled, fmt.Errorf("read: %w", context.Canceled),
		errors.Join(context.Canceled, fmt.Errorf("write: %w", &Error{syscall.SIGTERM}))} {
		if rest := Besides(err); rest != nil {
			t.Errorf("%v tells of more: %v", err, rest)
		}
	}
	if rest := Besides(errors.Join(context.Canceled, other)); rest == nil || rest.Error() != "other" {
		t.Errorf("the rest is %v", rest)
	}
}
