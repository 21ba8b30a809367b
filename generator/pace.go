package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// roomyHeap is a heap, in bytes, that any machine has room for. Builds of most
// sites stay below it.
const roomyHeap = 96 << 20

// leastHeap is the heap in bytes below which Go does not collect at 100 percent;
// at other percentages in proportion.
const leastHeap = 4 << 20

// paceCollector keeps the garbage collector from running while the heap is
// smaller than roomyHeap: most of what a build allocates at its beginning lives
// until its end, and would be marked again and again. Above that, the heap
// grows to twice what lives, as it does by itself.
func paceCollector() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	debug.SetGCPercent(collectAt(live[0].Value.Uint64()))
	// What nothing refers to is cleaned up after the next collection.
	runtime.AddCleanup(new([16]byte), func(struct{}) { paceCollector() }, struct{}{})
}

// makeRoom gives memory that was used back to the system, for Hugo, which is a
// process of its own. A heap that any machine has room for may stay: taking it
// back, page by page, costs as much as using it.
func makeRoom() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapSys-m.HeapReleased > 2*roomyHeap {
		debug.FreeOSMemory()
	}
}

// collectAt is the percentage, as of GOGC, by which the heap may grow when so
// many bytes of it live.
func collectAt(live uint64) int {
	const atMost = 100 * roomyHeap / leastHeap
	if live <= leastHeap {
		return atMost
	}
	return min(max(100, int(100*roomyHeap/live)-100), atMost)
}
