package main

import "testing"

func TestCollectAt(t *testing.T) {
	for _, c := range []struct {
		live uint64
		goal uint64 // the heap at which it collects
	}{
		{live: 0, goal: roomyHeap},
		{live: 1 << 20, goal: roomyHeap},
		{live: leastHeap, goal: roomyHeap},
		{live: 5 << 20, goal: roomyHeap},
		{live: roomyHeap / 3, goal: roomyHeap},
		{live: roomyHeap / 2, goal: roomyHeap},
		{live: roomyHeap - 1, goal: 2 * (roomyHeap - 1)},
		{live: 10 * roomyHeap, goal: 20 * roomyHeap},
	} {
		percent := uint64(collectAt(c.live, roomyHeap))
		goal := max(leastHeap*percent/100, c.live+c.live*percent/100)
		if goal > c.goal+c.goal/10 || goal < c.goal-c.goal/10 {
			t.Errorf("with %d bytes that live it collects at %d, want %d", c.live, goal, c.goal)
		}
	}
}
