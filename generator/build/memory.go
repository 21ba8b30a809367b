package build

import (
	"runtime"
	"runtime/debug"
)

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
