package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Heaps, in bytes, that any machine has room for. Builds of most sites stay
// below them. Of what Hugo allocates little lives long, and collecting that
// takes a fifth of its time.
const (
	roomyHeap     = 96 << 20
	roomyHugoHeap = 256 << 20
)

// Memory, in bytes, above which the collector runs more often, so that the sites of
// the longest histories can be built on a host's machines: the generator's and
// Hugo's, which do not need theirs at the same time.
const (
	memoryLimit     = 1_000 << 20
	hugoMemoryLimit = 700 << 20
)

// leastHeap is the heap in bytes below which Go does not collect at 100 percent;
// at other percentages in proportion.
const leastHeap = 4 << 20

// paceCollector keeps the garbage collector from running while the heap is
// smaller than roomy: most of what a build allocates at its beginning lives
// until its end, and would be marked again and again. Above that, the heap
// grows to twice what lives, as it does by itself.
func paceCollector(roomy uint64) {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	debug.SetGCPercent(collectAt(live[0].Value.Uint64(), roomy))
	// What nothing refers to is cleaned up after the next collection.
	runtime.AddCleanup(new([16]byte), func(struct{}) { paceCollector(roomy) }, struct{}{})
}

// makeRoom gives memory that was used back to the system, for Hugo, which is a
// process of its own, if that is more than both may take: giving it back, page by
// page, costs as much as using it.
func makeRoom() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapSys-m.HeapReleased > roomyHeap+roomyHugoHeap {
		debug.FreeOSMemory()
	}
}

// collectAt is the percentage, as of GOGC, by which the heap may grow when so
// many bytes of it live.
func collectAt(live, roomy uint64) int {
	atMost := int(100 * roomy / leastHeap)
	if live <= leastHeap {
		return atMost
	}
	return min(max(100, int(100*roomy/live)-100), atMost)
}
