// Generator publishes policies and their whole history: it freezes dated
// versions into an archive, follows every section through time, compares
// versions, and builds a static site with the Hugo inside it.
//
// Run "go run ./generator help" for its commands.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"policyarchive/generator/hugo"
)

func main() {
	isHugo := len(os.Args) > 1 && os.Args[1] == hugo.Command
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		roomy, limit := uint64(roomyHeap), int64(memoryLimit)
		if isHugo {
			roomy, limit = roomyHugoHeap, hugoMemoryLimit
		}
		debug.SetMemoryLimit(limit)
		paceCollector(roomy)
	}
	if isHugo {
		hugoMain()
	}
	os.Exit(newApp().run(interruptible(context.Background(), os.Exit), os.Args[1:]))
}

// hugoMain is the process that makes pages. Its standard output is for them
// alone: what Hugo says on its own goes to standard error. A signal that reaches
// it as well as the process that waits for the pages is left to that one: it ends
// this one, which also ends when nobody waits any more.
func hugoMain() {
	signal.Ignore(os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	out := os.Stdout
	os.Stdout = os.Stderr
	os.Exit(hugo.Main(os.Args[2:], os.Stdin, out, os.Stderr, func() { os.Exit(exitFailed) }))
}

func newApp() *app {
	return &app{stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, now: time.Now, isTerminal: isTerminal}
}
