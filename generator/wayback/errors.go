package wayback

import (
	"errors"
	"fmt"
	"syscall"
	"time"
)

// NoCaptureError says that the archive has no capture of a page, or none in
// the time asked for.
type NoCaptureError struct {
	Address  string // as the archive was asked
	From, To string // as in [ListOptions]
}

func (e *NoCaptureError) Error() string {
	when := ""
	switch {
	case e.From != "" && e.To != "":
		when = " between " + e.From + " and " + e.To
	case e.From != "":
		when = " since " + e.From
	case e.To != "":
		when = " until " + e.To
	}
	return fmt.Sprintf("the archive knows no capture of %s as a page of text%s; check the address (host, path, final "+
		"slash), or look at %s/web/*/%s",
		e.Address, when, Public, escape(e.Address))
}

// ExcludedError says that the archive does not show a page to anyone.
type ExcludedError struct {
	Address string
}

func (e *ExcludedError) Error() string {
	return fmt.Sprintf("the archive does not show %s, at the wish of those who run it; its history cannot come from there",
		e.Address)
}

// CaptureError says why one capture cannot be had. Others can.
type CaptureError struct {
	Capture Capture
	Reason  string
	// Served is the stamp of the capture that the archive would give instead;
	// empty if it gives none.
	Served string
}

func (e *CaptureError) Error() string {
	return fmt.Sprintf("capture %s of %s: %s", e.Capture.Stamp, e.Capture.Original, e.Reason)
}

// GaveUpError says that the archive did not answer as it should, however often
// it was asked. A later run may find it well.
type GaveUpError struct {
	URL   string
	Tries int
	Asked time.Duration // what the archive wants us to wait, if that was too long; else 0
	Err   error         // what went wrong the last time
}

func (e *GaveUpError) Error() string {
	tried := fmt.Sprintf("asked the archive %d times for %s, the last time: %v", e.Tries, e.URL, e.Err)
	if e.Tries == 1 {
		tried = fmt.Sprintf("asked the archive for %s: %v", e.URL, e.Err)
	}
	hint := "run the command again later: nothing is lost"
	switch {
	case e.Asked > 0:
		hint = fmt.Sprintf("the archive asks to wait %v: run the command again then: nothing is lost",
			e.Asked.Round(time.Second))
	case errors.Is(e.Err, syscall.ECONNREFUSED):
		hint = "it refuses connections, which it does for an hour or more after too many requests from one place: run the " +
			"command again later: nothing is lost"
	}
	return tried + "; " + hint
}

func (e *GaveUpError) Unwrap() error { return e.Err }

// TooLargeError says that an answer, or what was packed in it, is longer than
// Options.MaxBytes.
type TooLargeError struct {
	MaxBytes int64
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the answer is larger than %.3g MiB", float64(e.MaxBytes)/(1<<20))
}
