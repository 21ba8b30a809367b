package main

import (
	"time"

	"github.com/schollz/progressbar/v3"
)

// bar shows on standard error, when that is a terminal, how far long work has
// come, how fast it is and how long it will take. A nil inner one shows nothing.
type bar struct {
	inner *progressbar.ProgressBar
}

// bar begins work of a known length; what names it in a word or two.
func (a *app) bar(total int, what string) bar {
	if a.quiet || !a.isTerminal(a.screen) || total == 0 {
		return bar{}
	}
	return bar{progressbar.NewOptions(total, progressbar.OptionSetWriter(a.screen), progressbar.OptionSetDescription(what),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("version"),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(20))}
}

// to says that n of the total are done.
func (b bar) to(n int) {
	if b.inner != nil {
		_ = b.inner.Set(n)
	}
}

// add says that one more is done.
func (b bar) add() {
	if b.inner != nil {
		_ = b.inner.Add(1)
	}
}

// end takes the display away.
func (b bar) end() {
	if b.inner != nil {
		_ = b.inner.Clear()
	}
}
