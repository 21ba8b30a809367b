// Package interrupt lets a program end in good order when a signal asks it to: its
// context ends, and what it was doing can be taken back.
package interrupt

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
)

// Error is why a context ended: a signal came.
type Error struct{ signal syscall.Signal }

func (e *Error) Error() string { return "interrupted" }

// Is makes an Error what the end of a context is.
func (e *Error) Is(target error) bool { return target == context.Canceled }

// ExitCode is the one by which a shell knows of the signal.
func (e *Error) ExitCode() int { return 128 + int(e.signal) }

// Context returns a context that ends with the first signal to end, whose cause is
// then an *[Error]. At the second one, exit is called, which ends the process.
// A signal that is ignored, as by nohup, stays ignored.
func Context(ctx context.Context, exit func(code int)) context.Context {
	ctx, cancel := context.WithCancelCause(ctx)
	came := make(chan os.Signal, 2)
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			signal.Notify(came, s)
		}
	}
	go func() {
		for s := range came {
			why := &Error{s.(syscall.Signal)}
			if ctx.Err() != nil {
				exit(why.ExitCode())
			}
			cancel(why)
		}
	}()
	return ctx
}

// Cause is the signal by which a context ended; nil if none did it.
func Cause(ctx context.Context) *Error {
	var why *Error
	errors.As(context.Cause(ctx), &why)
	return why
}

// Besides are the parts of an error that tell of more than that a context ended.
func Besides(err error) error {
	switch err := err.(type) {
	case interface{ Unwrap() []error }:
		var rest []error
		for _, part := range err.Unwrap() {
			rest = append(rest, Besides(part))
		}
		return errors.Join(rest...)
	case interface{ Unwrap() error }:
		if inner := err.Unwrap(); inner != nil && Besides(inner) == nil {
			return nil
		}
	}
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}
