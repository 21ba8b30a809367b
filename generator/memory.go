package main

import (
	"os"
	"runtime"
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

// muchMemory is how many bytes the generator and Hugo may have together before the
// one gives back to the system what it does not use any more: that costs, page by
// page, as much as using it.
const muchMemory = 350 << 20

// makeRoom gives memory back for Hugo, which is a process of its own.
func makeRoom() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapSys-m.HeapReleased > muchMemory {
		debug.FreeOSMemory()
	}
}
