// Generator publishes policies and their whole history: it freezes dated
// versions into an archive, follows every section through time, compares
// versions, and builds a static site with the Hugo inside it.
//
// Run "go tool generator help" for its commands.
package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"policyarchive/generator/hugo"
	"policyarchive/generator/interrupt"
	"policyarchive/generator/wayback"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == hugo.Command {
		limitMemory(hugoMemoryLimit)
		hugoMain()
	}
	limitMemory(memoryLimit)
	os.Exit(newApp().run(interrupt.Context(context.Background(), os.Exit), os.Args[1:]))
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
	return &app{stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, now: time.Now, wait: wayback.Wait,
		isTerminal: isTerminal}
}

// Memory, in bytes, above which the collector runs more often, so that the sites of
// the longest histories can be built on a host's machines: the generator's and
// Hugo's, which do not need theirs at the same time.
const (
	memoryLimit     = 1_000 << 20
	hugoMemoryLimit = 700 << 20
)

// limitMemory sets a limit, unless whoever runs the program did.
func limitMemory(limit int64) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit)
	}
}

// version tells people which program this is: the commit that it was built from,
// where Go noted it, and what makes its pages.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(built without a note of its version)"
	}
	with := info.GoVersion
	for _, m := range info.Deps {
		if m.Path == "github.com/gohugoio/hugo" {
			with = "Hugo " + m.Version + ", " + with
		}
	}
	return fmt.Sprintf("%s (%s)", cmp.Or(info.Main.Version, "(devel)"), with)
}
