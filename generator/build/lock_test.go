package build

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"
)

// holdLock is what the test binary does as another process: it locks a site's
// folder, says so, and never ends.
func holdLock(dir string) {
	if _, err := lock(context.Background(), dir, func(string) {}); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("held")
	select {}
}

func TestLock(t *testing.T) {
	dir := t.TempDir()
	silent := func(process string) { t.Errorf("it waits for process %q", process) }
	unlock, err := lock(t.Context(), dir, silent)
	if err != nil {
		t.Fatal(err)
	}
	told := make(chan string, 1)
	second := make(chan func(), 1)
	go func() {
		unlock, err := lock(t.Context(), dir, func(process string) { told <- process })
		if err != nil {
			t.Errorf("the second build: %v", err)
		}
		second <- unlock
	}()
	if process := <-told; process != fmt.Sprint(os.Getpid()) {
		t.Errorf("it waits for process %q", process)
	}
	select {
	case <-second:
		t.Fatal("two builds at once")
	default:
	}
	unlock()
	unlock = <-second

	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := lock(ctx, dir, silent); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("cancelled while it waited: %v", err)
	}
	unlock()
	unlock, err = lock(t.Context(), dir, silent)
	if err != nil {
		t.Fatal(err)
	}
	unlock()
}

func TestLockOfAProcessThatIsKilled(t *testing.T) {
	dir := t.TempDir()
	unlock, err := lock(t.Context(), dir, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	unlock()
	other := exec.Command(os.Args[0], "hold-lock", dir)
	out, err := other.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "held" {
		t.Fatalf("the other process says %q", lines.Text())
	}
	killed := false
	unlock, err = lock(t.Context(), dir, func(process string) {
		if process != fmt.Sprint(other.Process.Pid) {
			t.Errorf("it waits for process %q, not %d", process, other.Process.Pid)
		}
		killed = other.Process.Kill() == nil
		_ = other.Wait()
	})
	if err != nil {
		t.Fatal(err)
	}
	unlock()
	if !killed {
		t.Error("it did not wait for the process that held the lock")
	}
}
