package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
)

// interruption is why a command ended: a signal came.
type interruption struct{ signal syscall.Signal }

func (i *interruption) Error() string { return "interrupted" }

// Is makes an interruption what the end of a context is.
func (i *interruption) Is(target error) bool { return target == context.Canceled }

// exitCode is the one by which a shell knows of the signal.
func (i *interruption) exitCode() int { return 128 + int(i.signal) }

// interruptible returns a context that ends with the first signal to end, whose
// cause is then an *[interruption]. The second one ends the process at once.
// A signal that is ignored, as by nohup, stays ignored.
func interruptible(ctx context.Context, exit func(code int)) context.Context {
	ctx, cancel := context.WithCancelCause(ctx)
	came := make(chan os.Signal, 2)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			signal.Notify(came, s)
		}
	}
	go func() {
		for s := range came {
			why := &interruption{s.(syscall.Signal)}
			if ctx.Err() != nil {
				exit(why.exitCode())
			}
			cancel(why)
		}
	}()
	return ctx
}

// interrupted is why a command's context ended, if that was a signal.
func interrupted(ctx context.Context) *interruption {
	var why *interruption
	errors.As(context.Cause(ctx), &why)
	return why
}

// besides are the parts of a command's error that tell of more than that its
// context ended.
func besides(err error) error {
	switch err := err.(type) {
	case interface{ Unwrap() []error }:
		var rest []error
		for _, part := range err.Unwrap() {
			rest = append(rest, besides(part))
		}
		return errors.Join(rest...)
	case interface{ Unwrap() error }:
		if inner := err.Unwrap(); inner != nil && besides(inner) == nil {
			return nil
		}
	}
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}
