//go:build linux

// Package process runs a program and tells what it cost, with all its children.
package process

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Cost is what a run took.
type Cost struct {
	Elapsed   time.Duration
	Processor time.Duration // of all processes, in the program and in the system
	Memory    int64         // bytes: the most that all processes had at once; what they share counts once
}

// Run runs a command. A child that outlives its parent is waited for: it does not
// count to what the parent took.
func Run(cmd *exec.Cmd) (Cost, error) {
	const becomeSubreaper = 36 // PR_SET_CHILD_SUBREAPER
	if _, _, errno := syscall.Syscall(syscall.SYS_PRCTL, becomeSubreaper, 1, 0); errno != 0 {
		return Cost{}, fmt.Errorf("taking on what a program leaves: %w", errno)
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return Cost{}, err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	var cost Cost
	seen := map[int]bool{} // its children, and theirs
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case err := <-done:
			cost.Elapsed = time.Since(start)
			cost.Processor += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			for pid := range seen {
				cost.Processor += orphan(pid)
			}
			return cost, err
		case <-tick.C:
			cost.Memory = max(cost.Memory, memoryOf(cmd.Process.Pid, seen))
		}
	}
}

// orphan waits for a process that has lost its parent, and returns what it took;
// nothing if its parent has waited for it.
func orphan(pid int) time.Duration {
	var usage syscall.Rusage
	for {
		switch _, err := syscall.Wait4(pid, nil, 0, &usage); {
		case errors.Is(err, syscall.EINTR):
		case err != nil:
			return 0
		default:
			return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
		}
	}
}

// memoryOf is the memory of a process and its children, which are noted.
func memoryOf(pid int, seen map[int]bool) int64 {
	proc := fmt.Sprintf("/proc/%d", pid)
	data, err := os.ReadFile(proc + "/smaps_rollup")
	if err != nil {
		return 0
	}
	var sum int64
	if _, rest, ok := strings.Cut(string(data), "\nPss:"); ok {
		kilobytes, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
		sum = kilobytes << 10
	}
	tasks, _ := filepath.Glob(proc + "/task/*/children")
	for _, task := range tasks {
		children, _ := os.ReadFile(task)
		for _, child := range strings.Fields(string(children)) {
			if n, err := strconv.Atoi(child); err == nil {
				seen[n] = true
				sum += memoryOf(n, seen)
			}
		}
	}
	return sum
}
