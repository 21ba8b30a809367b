package main

import (
	"os"
	"runtime/debug"
)

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
