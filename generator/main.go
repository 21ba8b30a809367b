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
	"syscall"
	"time"

	"policyarchive/generator/hugo"
)

func main() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		paceCollector()
	}
	if len(os.Args) > 1 && os.Args[1] == hugo.Command {
		out := os.Stdout
		os.Stdout = os.Stderr // for what Hugo says on its own
		os.Exit(hugo.Main(os.Args[2:], os.Stdin, out, os.Stderr))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := newApp().run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

func newApp() *app {
	return &app{stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, now: time.Now, isTerminal: isTerminal, program: programID()}
}
