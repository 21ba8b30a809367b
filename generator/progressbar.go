package main

import (
	"time"

	"github.com/schollz/progressbar/v3"
)

// bar shows on standard error, when that is a terminal, how far long work has
// come, how fast it is and how long it will take.
type bar struct {
	app   *app
	what  string
	inner *progressbar.ProgressBar // nil until there is work to show
}

// bar is for work that what names in a word or two.
func (a *app) bar(what string) *bar { return &bar{app: a, what: what} }

// to says how much of the total is done.
func (b *bar) to(done, total int) {
	if b.app.quiet || !b.app.isTerminal(b.app.screen) {
		return
	}
	if b.inner == nil {
		b.inner = progressbar.NewOptions(total, progressbar.OptionSetWriter(b.app.screen),
			progressbar.OptionSetDescription(b.what),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("version"),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(20))
	}
	_ = b.inner.Set(done)
}

// end takes the display away.
func (b *bar) end() {
	if b.inner != nil {
		_ = b.inner.Clear()
	}
}
